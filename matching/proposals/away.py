"""Who is left out of a list before anything is compared: who works, is promised, or is not free yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.profile.models import Profile
from employers.vacancies.models import Vacancy
from matching.core.eligibility import LABELS, REASONS, SEVERAL, SEVERAL_LABEL, way_out
from matching.proposals.queries import promised_candidates, working_candidates

WORKING, PROMISED, LATER = "werkt_al", "al_aangenomen", "nog_niet_beschikbaar"

_TITLES = {
    WORKING: "Werkt al",
    PROMISED: "Al aangenomen",
    LATER: "Nog niet beschikbaar",
    SEVERAL: SEVERAL_LABEL,
    **{reason.code: LABELS[reason] for reason in REASONS},
}
_SENTENCES = {
    WORKING: (
        "werkt al of gaat ergens beginnen. Na afloop staat deze persoon weer op de lijst.",
        "werken al of gaan ergens beginnen. Na afloop staan zij weer op de lijst.",
    ),
    PROMISED: (
        "is door een werkgever aangenomen. Gaat dat niet door, dan staat deze persoon weer op de lijst.",
        "zijn door een werkgever aangenomen. Gaat dat niet door, dan staan zij weer op de lijst.",
    ),
    LATER: (
        "is nog niet beschikbaar op de startdatum. Met een latere start zou dit kunnen.",
        "zijn nog niet beschikbaar op de startdatum. Met een latere start zouden zij kunnen.",
    ),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """People, or places, that are not in a list for one reason."""

    code: str
    count: int

    @property
    def title(self) -> str:
        """The reason in a few words."""
        return _TITLES[self.code]

    @property
    def sentence(self) -> str:
        """How many, why, and what would change that."""
        if self.code not in _SENTENCES:
            return way_out(self.code, self.count)
        one, more = _SENTENCES[self.code]
        return f"1 persoon {one}" if self.count == 1 else f"{self.count} mensen {more}"


def start_of(vacancy: Vacancy, on: date) -> date:
    """The day somebody should be free: the start of the work, or today when that has passed or is open."""
    return max(vacancy.starts_on or on, on)


def away_from(session: Session, vacancy: Vacancy, *, on: date) -> Mapping[str, frozenset[int]]:
    """Ids of candidates who are left out, by code; everybody stands under one code, the first that holds."""
    later = select(Profile.candidate_id).where(Profile.available_from > start_of(vacancy, on))
    found: dict[str, frozenset[int]] = {}
    known: frozenset[int] = frozenset()
    for code, query in ((WORKING, working_candidates()), (PROMISED, promised_candidates()), (LATER, later)):
        ids = frozenset(session.scalars(query)) - known
        found[code] = ids
        known |= ids
    return found


def left_out_of(counts: Mapping[str, int]) -> tuple[LeftOut, ...]:
    """The reasons that hold for anybody, most people first."""
    rows = [LeftOut(code, count) for code, count in counts.items() if count]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.code)))
