"""What papers tell besides the indicators, published with the quarter: who is in the register here, what they can, and
in which branches there is work. By what people can, never by a limitation or a law.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.registration.queries import in_register_on
from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy
from matching.core.catalogue import levels_from_text
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.doubt import Table
from werkbedrijf.garantiebanen.cube import Cube
from werkbedrijf.indicators.publishing import GEMEENTE, Cell, counted_cells, overlapping_cells, told_of_board
from werkbedrijf.indicators.quarters import Quarter

IN_REGISTER: Final = "REGISTER"
ABLE: Final = "KUNNEN"
AT_WORK: Final = "WERK"
SEATS: Final = "PLEKKEN"
FIRMS: Final = "WERKGEVERS"
ABILITY: Final = "kunnen"
BRANCH: Final = "branche"
NO_BRANCH: Final = ""
GOOD: Final = 3
"""From this level on somebody can do it well: also when it is new, or a whole part of the day."""


def standing_cells(
    session: Session,
    quarter: Quarter,
    gemeenten: Sequence[str],
    *,
    smallest: int,
    on: date,
    board: Cube | None = None,
    tables: Sequence[Table[str]] = (),
) -> Iterator[Cell]:
    """The cells of a quarter that only papers tell. ``board`` and ``tables`` were published of its last day, of the same work."""
    last = quarter.last
    people = _people(session, last)
    register = Counter(dict.fromkeys(gemeenten, 0)) + Counter()
    register.update(gemeente for gemeente, _ in people)
    yield from counted_cells(
        IN_REGISTER, GEMEENTE, {code: register[code] for code in {*gemeenten, *register}}, smallest=smallest, on=last
    )
    able: Counter[str] = Counter()
    for _, levels in people:
        able.update(code for code, level in levels_from_text(levels).items() if level is not None and level >= GOOD)
    yield from overlapping_cells(ABLE, ABILITY, able, len(people), smallest=smallest, on=on)
    beside = told_of_board(board, tables, smallest)
    yield from counted_cells(AT_WORK, BRANCH, _at_work(session, last), smallest=smallest, on=last, beside=beside)
    yield from _of_employers(session, last)


def _people(session: Session, day: date) -> list[tuple[str, str]]:
    """Gemeente and levels of everybody who is helped and stands in the register on a day."""
    rows = session.execute(
        select(Candidate.gemeente_code, func.coalesce(Profile.levels, "?" * 32))
        .outerjoin(Profile, Profile.candidate_id == Candidate.id)
        .where(
            Candidate.id.in_(in_register_on(day)),
            Candidate.status != CandidateStatus.LEFT,
            Candidate.erased_revision.is_(None),
        )
    )
    return [(gemeente, levels) for gemeente, levels in rows]


def _at_work(session: Session, day: date) -> dict[str, int]:
    rows = session.execute(
        select(Employer.sbi_section, func.count(Placement.id))
        .select_from(Placement)
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .join(Employer, Establishment.employer_id == Employer.id)
        .where(
            Placement.status.in_((PlacementStatus.RUNNING, PlacementStatus.ENDED)),
            Placement.starts_on <= day,
            or_(Placement.ended_on.is_(None), Placement.ended_on > day),
        )
        .group_by(Employer.sbi_section)
    )
    return {branch or NO_BRANCH: number for branch, number in rows}


def _of_employers(session: Session, day: date) -> Iterator[Cell]:
    """Seats on offer, and employers who offer them: of employers, so as they are."""
    rows = session.execute(
        select(
            Employer.sbi_section,
            func.sum(Vacancy.seats),
            func.count(func.distinct(Employer.id)),
        )
        .join(Employer, Vacancy.employer_id == Employer.id)
        .where(Vacancy.opened_on <= day, or_(Vacancy.closed_on.is_(None), Vacancy.closed_on > day))
        .group_by(Employer.sbi_section)
    )
    for branch, seats, firms in sorted((branch or NO_BRANCH, seats, firms) for branch, seats, firms in rows):
        yield Cell(SEATS, BRANCH, branch, _exactly(seats), None, day)
        yield Cell(FIRMS, BRANCH, branch, _exactly(firms), None, day)


def _exactly(number: int) -> Decimal:
    return Decimal(int(number))
