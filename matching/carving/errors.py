"""Refusals of this room."""

from werkbedrijf.foundation.errors import DomainError


class SourceChanged(DomainError):
    """A place is no longer as it was when its tasks were chosen."""

    @classmethod
    def before_placing(cls, title: str) -> "SourceChanged":
        """The agreement was about tasks that are not there any more."""
        return cls(f"{title} is gewijzigd of gesloten sinds dit voorstel. Maak een nieuw voorstel met de taken van nu.")

    @classmethod
    def before_lowering(cls, title: str) -> "SourceChanged":
        """Nothing can be taken off without looking."""
        return cls(f"{title} is intussen gewijzigd. Er is niets aangepast. Bekijk de plek en haal de taken er zelf af.")


class StillToLower(DomainError):
    """Tasks of the same place went to another new place, and still stand at the old one too."""

    def __init__(self, title: str, reference: str):
        super().__init__(
            f"Van {title} gaan al taken naar een andere nieuwe plek (voorstel {reference}). Haal die er eerst af."
        )
