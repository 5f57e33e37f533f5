"""Why a kaartenmapje or a card cannot be made or shown now."""

from datetime import date

from candidates.models import Candidate
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import long_day


class NothingToTell(DomainError):
    """Too few people share anything of this person: a card would be empty, or would point at someone."""

    def __init__(self, candidate: Candidate):
        super().__init__(
            f"Van {candidate.reference} past nu te weinig op een kaart zonder naam: te weinig mensen in de regio lijken "
            "op deze kandidaat. Bel de accountmanager, of stel de kandidaat gewoon voor."
        )


class NoCardYet(DomainError):
    """A link without cards is no use."""

    def __init__(self) -> None:
        super().__init__(
            "Er is nog geen kaart om te laten zien. Wacht tot een jobcoach ja zegt, of bel de jobcoach even."
        )


class LinkThere(DomainError):
    """There is a link already, and who asks for one did not say that it may end."""

    def __init__(self, shared_on: date):
        super().__init__(
            f"Er is al een link, gemaakt op {long_day(shared_on)}. De werkgever kijkt er misschien nu mee. Maak je een nieuwe "
            "link, dan werkt de oude meteen niet meer. Wil je dat? Kies dan ‘Maak een nieuwe link’."
        )


class NotWanted(DomainError):
    """What was pressed is not, or no longer, in the kaartenmapje."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "Kies eerst van wie u meer wilt weten. Iemand die niet meer beschikbaar is, kunt u niet kiezen."
        )
