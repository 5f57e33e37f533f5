"""Why a list cannot be changed this way, and what can be done instead."""

from datetime import date

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import short_day


class AlreadySent(DomainError):
    """A voordracht is a promise: it stays on the list until it ends."""

    def __init__(self, candidate: Candidate, vacancy: Vacancy):
        super().__init__(
            f"Kandidaat {candidate.reference} is al voorgesteld voor plek {vacancy.reference} en blijft daarom op de lijst. "
            "Trek zo nodig de voordracht in."
        )


class AlreadyChosen(DomainError):
    """One choice per person and place at a time."""

    def __init__(self, candidate: Candidate, vacancy: Vacancy):
        super().__init__(
            f"Over kandidaat {candidate.reference} bij plek {vacancy.reference} is al iets afgesproken. "
            "Maak dat eerst ongedaan."
        )


class CannotBeAdded(DomainError):
    """The person could not be proposed there, so a place on the list would be empty."""

    @classmethod
    def away(cls, candidate: Candidate) -> "CannotBeAdded":
        """Works, was accepted, or is not in view."""
        return cls(f"Kandidaat {candidate.reference} zoekt nu geen werk via de regio, en kan dus niet op een lijst.")

    @classmethod
    def later(cls, candidate: Candidate, since: date) -> "CannotBeAdded":
        """Comes free after the work begins."""
        return cls(
            f"Kandidaat {candidate.reference} is pas vrij op {short_day(since)}, en dat is na het begin van dit werk."
        )

    @classmethod
    def busy(cls, candidate: Candidate, waiting: int) -> "CannotBeAdded":
        """All the lists somebody may be on are taken by voordrachten that wait."""
        many = "1 voordracht wacht" if waiting == 1 else f"{waiting} voordrachten wachten"
        return cls(
            f"Van kandidaat {candidate.reference} {many} nog op antwoord; meer lijsten tegelijk kan niet. "
            "Wacht het antwoord af, of trek een voordracht in."
        )
