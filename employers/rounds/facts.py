"""What people tell about a belronde and about a call, before it is checked and saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from employers.models import Sector, Size
from employers.rounds.models import Outcome
from employers.vacancies.models import VacancyKind

QUESTIONS = (
    "Is er werk dat blijft liggen, of waar u mensen voor zoekt?",
    "Zou iemand dat werk kunnen leren als wij helpen met begeleiding?",
    "Mag ik langskomen om samen te kijken wat er kan?",
)
"""What a belronde asks when nobody chose other questions."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which employers to call. What is empty does not narrow; several gemeenten, branches (sections of the SBI) or
    sizes mean: one of them. ``sbb`` asks for training companies, ``sroi`` for who has an open SROI duty.

    ``face`` is ``mijn`` or ``zonder``; ``places`` is ``met`` or ``zonder`` open places; ``quiet_days`` asks that nobody
    spoke with the employer for longer than so many days; ``most`` is how many to call at most, the longest quiet first.
    """

    sector: Sector | None = None
    sections: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    gemeenten: tuple[str, ...] = ()
    face: str = ""
    places: str = ""
    sbb: bool = False
    sroi: bool = False
    quiet_days: int | None = None
    most: int | None = None

    def kept(self) -> dict[str, Any]:
        """As it is kept with the belronde: only what narrows."""
        told = {
            "sector": self.sector.value if self.sector else "",
            "sections": list(self.sections),
            "sizes": [size.value for size in self.sizes],
            "sbb": self.sbb,
            "sroi": self.sroi,
            "gemeenten": list(self.gemeenten),
            "face": self.face,
            "places": self.places,
            "quiet_days": self.quiet_days,
            "most": self.most,
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A belronde as it was told: its name, whom to call, who calls (ids of users), and the three questions."""

    title: str
    choice: Choice
    callers: Sequence[int]
    questions: Sequence[str] = QUESTIONS


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Work that may be there, as it was told by phone: enough for a concept."""

    title: str
    kind: VacancyKind
    hours_min: Decimal | None
    hours_max: Decimal | None = None
    establishment: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """How a call went. ``number`` is which call this is, counted from 1: the same number twice is the same call.

    ``seen`` holds what the page said that a colleague did meanwhile, once the person read it.
    """

    outcome: Outcome
    number: int
    answers: Sequence[str] = ()
    note: str = ""
    spoke_with: str = ""
    call_back_on: date | None = None
    reason: str = ""
    place: PlaceFacts | None = None
    seen: str = ""
