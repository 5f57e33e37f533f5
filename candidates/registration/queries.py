"""What those who count may ask: who stands in the doelgroepregister, and under which regeling, on which days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.registration.models import (
    Ground,
    Regeling,
    RegelingPeriod,
    RegisterEntry,
    ReplacedEntry,
    ReplacedRegeling,
)

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class RegisterPeriod:
    """Someone stands in the register on a ground, up to and not including ``ends_on``."""

    ground: Ground
    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the person stands in the register on this day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def in_register_on(day: date) -> Select[int]:
    """The ids of candidates who stand in the doelgroepregister on a day, each once."""
    return select(RegisterEntry.candidate_id).where(_holds(RegisterEntry, day)).distinct()


def register_periods(session: Session, candidate_ids: Iterable[int]) -> Mapping[int, list[RegisterPeriod]]:
    """The periods in the register per candidate, oldest first; whoever never stood in it is absent."""
    found: dict[int, list[RegisterPeriod]] = defaultdict(list)
    for some in _portions(candidate_ids):
        rows = session.execute(
            select(RegisterEntry.candidate_id, RegisterEntry.ground, RegisterEntry.starts_on, RegisterEntry.ends_on)
            .where(RegisterEntry.candidate_id.in_(some))
            .order_by(RegisterEntry.starts_on)
        )
        for candidate_id, ground, starts_on, ends_on in rows:
            found[candidate_id].append(RegisterPeriod(ground, starts_on, ends_on))
    return dict(found)


def regelingen_on(session: Session, candidate_ids: Iterable[int], day: date) -> Mapping[int, frozenset[Regeling]]:
    """The regelingen each candidate comes under on a day; absent when there is none."""
    found: dict[int, set[Regeling]] = defaultdict(set)
    for some in _portions(candidate_ids):
        rows = session.execute(
            select(RegelingPeriod.candidate_id, RegelingPeriod.regeling).where(
                RegelingPeriod.candidate_id.in_(some), _holds(RegelingPeriod, day)
            )
        )
        for candidate_id, regeling in rows:
            found[candidate_id].add(regeling)
    return {candidate_id: frozenset(regelingen) for candidate_id, regelingen in found.items()}


def entries_of(candidate: Candidate) -> Select[RegisterEntry]:
    """The entries of one person, newest first."""
    entries = select(RegisterEntry).where(RegisterEntry.candidate_id == candidate.id)
    return entries.order_by(RegisterEntry.starts_on.desc())


def regelingen_of(candidate: Candidate) -> Select[RegelingPeriod]:
    """The regelingen of one person, newest first."""
    periods = select(RegelingPeriod).where(RegelingPeriod.candidate_id == candidate.id)
    return periods.order_by(RegelingPeriod.starts_on.desc(), RegelingPeriod.id)


def replaced_entries_of(candidate: Candidate) -> Select[ReplacedEntry]:
    """What stood in the register before it was put right, newest first."""
    rows = select(ReplacedEntry).where(ReplacedEntry.candidate_id == candidate.id)
    return rows.order_by(ReplacedEntry.replaced_on.desc(), ReplacedEntry.id.desc())


def replaced_regelingen_of(candidate: Candidate) -> Select[ReplacedRegeling]:
    """What stood about regelingen before it was put right, newest first."""
    rows = select(ReplacedRegeling).where(ReplacedRegeling.candidate_id == candidate.id)
    return rows.order_by(ReplacedRegeling.replaced_on.desc(), ReplacedRegeling.id.desc())


def find_entry(session: Session, candidate: Candidate, number: int) -> RegisterEntry | None:
    """An entry of this person by its number."""
    return next((entry for entry in session.scalars(entries_of(candidate)) if entry.id == number), None)


def find_regeling(session: Session, candidate: Candidate, number: int) -> RegelingPeriod | None:
    """A regeling of this person by its number."""
    return next((period for period in session.scalars(regelingen_of(candidate)) if period.id == number), None)


def _holds(row: type[RegisterEntry] | type[RegelingPeriod], day: date) -> ColumnElement[Any]:
    return (row.starts_on <= day) & or_(row.ends_on.is_(None), row.ends_on > day)


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(ids)
    while some := list(islice(remaining, AT_ONCE)):
        yield some
