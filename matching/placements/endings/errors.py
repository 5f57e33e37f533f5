"""Why an end cannot be put right or taken back, and what to do about it."""

from matching.placements.models import Placement
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import short_day


class WorkedAfterwards(DomainError):
    """The person has other work since: an end taken back would make the same days count twice."""

    def __init__(self, other: Placement):
        super().__init__(
            f"Deze kandidaat heeft daarna ander werk: plaatsing {other.reference}, vanaf {short_day(other.starts_on)}. "
            "Het einde kan daarom niet terug. Klopt die plaatsing niet? Annuleer haar dan eerst, of verbeter hier alleen de dag."
        )


class SeatTaken(DomainError):
    """Somebody else works in the seat since."""

    def __init__(self) -> None:
        super().__init__(
            "De plek is intussen door iemand anders bezet. Het einde kan pas terug als er weer een plek vrij is: "
            "voeg een plek toe, of beëindig een andere plaatsing."
        )


class PersonGone(DomainError):
    """The file of the person was erased."""

    def __init__(self) -> None:
        super().__init__("De gegevens van deze kandidaat zijn gewist. Aan deze plaatsing verandert niets meer.")


class EndStands(DomainError):
    """What was typed is what stands there."""

    def __init__(self) -> None:
        super().__init__("Deze dag en deze reden stonden er al. Er is niets gewijzigd.")
