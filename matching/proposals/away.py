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
    """People, or places, that are not in a list for one reason; ``able`` of them could do the work if only that changed."""

    code: str
    count: int
    able: int | None = None

    @property
    def title(self) -> str:
        """The reason in a few words."""
        return _TITLES[self.code]

    @property
    def sentence(self) -> str:
        """How many, why, what would change that, and for how many the work would then fit."""
        if self.code not in _SENTENCES:
            return f"{way_out(self.code, self.count)}{self._then}"
        one, more = _SENTENCES[self.code]
        return f"1 persoon {one}" if self.count == 1 else f"{self.count} mensen {more}"

    @property
    def _then(self) -> str:
        if self.able is None:
            return ""
        if self.count == 1:
            return " Dan past het werk." if self.able else " Ook dan past het werk nog niet."
        if self.able in {0, self.count}:
            return (
                " Dan past het werk bij hen allemaal."
                if self.able
                else " Ook dan past het werk nog bij niemand van hen."
            )
        return f" Dan past het werk bij {self.able} van hen."


def start_of(vacancy: Vacancy, on: date) -> date:
    """The day somebody should be free: the start of the work, or today when that has passed or is open."""
    return max(vacancy.starts_on or on, on)


def away_from(session: Session, vacancy: Vacancy, *, on: date) -> Mapping[str, frozenset[int]]:
    """Ids of candidates who are left out, by code; everybody stands under one code, the first that holds."""
    return away_at(session, start_of(vacancy, on))


def away_at(session: Session, free_on: date) -> Mapping[str, frozenset[int]]:
    """As ``away_from``, for work that starts on this day."""
    later = select(Profile.candidate_id).where(Profile.available_from > free_on)
    found: dict[str, frozenset[int]] = {}
    known: frozenset[int] = frozenset()
    for code, query in ((WORKING, working_candidates()), (PROMISED, promised_candidates()), (LATER, later)):
        ids = frozenset(session.scalars(query)) - known
        found[code] = ids
        known |= ids
    return found


def left_out_of(counts: Mapping[str, int], able: Mapping[str, int] | None = None) -> tuple[LeftOut, ...]:
    """The reasons that hold for anybody, most people first; ``able`` as in ``LeftOut``, by code."""
    rows = [LeftOut(code, count, (able or {}).get(code)) for code, count in counts.items() if count]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.code)))
