"""Why someone cannot be put forward now, and what to do about it."""

from collections.abc import Sequence
from datetime import date

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import short_day


class NotShown(DomainError):
    """Candidate and coach have not both made the profile visible to employers."""

    def __init__(self, candidate: Candidate):
        super().__init__(
            f"Kandidaat {candidate.reference} is nog niet zichtbaar voor werkgevers. "
            f"De kandidaat en de coach ({candidate.coach.name}) zetten dat samen aan, op het profiel."
        )


class NotAvailable(DomainError):
    """The person is not looking for work through the region now, has work, or is promised already."""

    @classmethod
    def paused(cls, candidate: Candidate) -> "NotAvailable":
        """Not in view at this moment."""
        return cls(
            f"Kandidaat {candidate.reference} is nu niet in beeld voor werk. "
            f"Vraag de coach ({candidate.coach.name}) wanneer dat weer zo is."
        )

    @classmethod
    def working(cls, candidate: Candidate) -> "NotAvailable":
        """A placement is planned or running."""
        return cls(f"Kandidaat {candidate.reference} werkt al of gaat ergens beginnen. Kies iemand anders.")

    @classmethod
    def later(cls, candidate: Candidate, free_on: date) -> "NotAvailable":
        """Free only after the work starts."""
        return cls(
            f"Kandidaat {candidate.reference} is pas vrij op {short_day(free_on)}, na de start van het werk. "
            "Er is niets verstuurd. Vraag de werkgever om een latere start, of verander de datum op het profiel."
        )

    @classmethod
    def accepted(cls, candidate: Candidate) -> "NotAvailable":
        """An employer said yes."""
        return cls(
            f"Kandidaat {candidate.reference} is al aangenomen op een andere plek. "
            f"Gaat dat niet door, dan kan de coach ({candidate.coach.name}) die voordracht intrekken."
        )


class PlaceNotOpen(DomainError):
    """The place takes nobody at the moment."""

    def __init__(self, vacancy: Vacancy):
        super().__init__(
            f"Plek {vacancy.reference} heeft de status ‘{vacancy.status.value}’. Voorstellen kan alleen bij een open plek."
        )


class AllSeatsHeld(DomainError):
    """Every free seat is kept for a voordracht that waits for an answer."""

    def __init__(self, vacancy: Vacancy, until: date | None):
        term = f"tot en met {short_day(until)}" if until else "voor iemand die is aangenomen"
        way_out = "Probeer het daarna opnieuw, of vraag de werkgever om antwoord." if until else "Kies een andere plek."
        super().__init__(f"Alle plekken bij {vacancy.reference} worden al vastgehouden, {term}. {way_out}")


class NoSeatLeft(DomainError):
    """The seat is no longer there; a person changed the number of seats meanwhile."""

    def __init__(self, reference: str):
        super().__init__(
            f"Plek {reference} is al vol. Vraag de werkgever of er nog iemand bij kan, of trek de voordracht in."
        )


class AlreadyProposed(DomainError):
    """One open voordracht per person and place."""

    def __init__(self, candidate: Candidate, vacancy: Vacancy):
        super().__init__(
            f"Kandidaat {candidate.reference} is al voorgesteld voor plek {vacancy.reference}. "
            "Bekijk de voordracht bij Voordrachten."
        )


class NoProfile(DomainError):
    """Nobody filled in what someone can, so nothing can be compared or shown."""

    def __init__(self, candidate: Candidate):
        super().__init__(
            f"Van kandidaat {candidate.reference} is nog niet ingevuld wat iemand kan. "
            f"De coach ({candidate.coach.name}) vult dat samen met de kandidaat in."
        )


class DoesNotFit(DomainError):
    """The person could not come to work there as things are now; the list leaves such people out."""

    def __init__(self, candidate: Candidate, vacancy: Vacancy, sentences: Sequence[str]):
        super().__init__(
            f"Kandidaat {candidate.reference} kan nu niet op plek {vacancy.reference}. {' '.join(sentences)} "
            "Er is niets verstuurd. Verander het profiel of de plek als dit niet klopt."
        )


class JustMoved(DomainError):
    """Someone put this person forward elsewhere at the very same moment."""

    def __init__(self) -> None:
        super().__init__(
            "Er gebeurde net iets anders met deze kandidaat. Er is niets opgeslagen. Probeer het nog eens."
        )
