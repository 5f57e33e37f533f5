"""Why somebody cannot be erased, corrected or kept."""

from werkbedrijf.foundation.errors import DomainError


class StillWorks(DomainError):
    """A placement runs or is planned."""

    def __init__(self, reference: str):
        super().__init__(
            f"Plaatsing {reference} loopt nog of is gepland. Zolang iemand werkt, zijn de gegevens nodig voor de werkgever en de "
            "telling. Beëindig of annuleer eerst de plaatsing."
        )


class ErasedAlready(DomainError):
    """There is nobody left to erase."""

    def __init__(self) -> None:
        super().__init__("Deze persoon is al gewist.")
