"""Refusals of this room."""

from werkbedrijf.foundation.errors import DomainError


class SourceChanged(DomainError):
    """A place is no longer as it was when its tasks were chosen."""

    def __init__(self, title: str):
        super().__init__(
            f"{title} is intussen gewijzigd. Er is niets aangepast. Bekijk de plek en haal de taken er zelf af."
        )
