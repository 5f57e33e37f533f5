"""Why somebody cannot be erased, corrected or kept."""

from werkbedrijf.foundation.errors import DomainError


class StillWorks(DomainError):
    """A placement runs or is planned."""

    def __init__(self, reference: str):
        super().__init__(
            f"Plaatsing {reference} loopt nog of is gepland. Zolang iemand werkt, zijn de gegevens nodig voor de werkgever en de "
            "telling. Beëindig of annuleer eerst de plaatsing."
        )


class StillObjects(DomainError):
    """A bezwaar waits for a decision: its data are needed for a legal claim (AVG art. 17(3)(e))."""

    def __init__(self, reference: str, owner: str):
        super().__init__(
            f"Beantwoord eerst bezwaar {reference}, of laat de kandidaat het intrekken. De eigenaar is {owner}. Zolang het "
            "openstaat, wordt niets gewist: de gegevens zijn nodig om het te beantwoorden (AVG, artikel 17 lid 3 onder e)."
        )


class ErasedAlready(DomainError):
    """There is nobody left to erase."""

    def __init__(self) -> None:
        super().__init__("Deze persoon is al gewist.")
