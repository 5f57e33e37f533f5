"""The count of a day and the ledger of a month, from what the database knows; and the records behind them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.parameters import MissingParameter, Parameter, all_rows, value_on
from werkbedrijf.garantiebanen.counting import Count, LeftOut, Work, count_on
from werkbedrijf.garantiebanen.ledger import Ledger, Line, Rules, ledger_of
from werkbedrijf.garantiebanen.models import CountedWork
from werkbedrijf.garantiebanen.placed_queries import ERASED, stretches_in, within
from werkbedrijf.garantiebanen.stretches import Span, day_span, month_span

_RULED_BY = (Parameter.HOURS_PER_JOB, Parameter.HOURS_PER_JOB_MONTH, Parameter.HOURS_FULL_TIME)


def rules_on(session: Session, day: date) -> Rules:
    """The values that hold on a day. Raises MissingParameter, which names itself."""
    return rules_over(session, [day])[day]


def rules_over(session: Session, days: Sequence[date]) -> dict[date, Rules]:
    """As ``rules_on`` for several days, in one question. Raises MissingParameter, which names itself."""
    rows = all_rows(session, (*_RULED_BY, Parameter.SECTORS_APART))
    return {day: _rules(day, {row.name: row.value for row in rows if row.valid_from <= day}) for day in days}


def _rules(day: date, held: Mapping[Parameter, Decimal]) -> Rules:
    """The rules out of the values of a day, of which the last in order holds."""
    missing = next((one for one in _RULED_BY if one not in held), None)
    if missing is not None:
        raise MissingParameter(missing, day)
    week, month, full = (held[one] for one in _RULED_BY)
    return Rules(week, month, full, sectors_apart=held.get(Parameter.SECTORS_APART) != 0)


def ledger_on(session: Session, day: date) -> Ledger:
    """The ledger of one day: persons, hours a week, jobs and fte, in total and by everything, with the lines behind it."""
    return _ledger(session, day_span(day))


def ledger_in(session: Session, month: date) -> Ledger:
    """The ledger of the month of a day: hours of the month, and jobs as the average of its days. By the rules of its first day."""
    return _ledger(session, month_span(month))


def _ledger(session: Session, span: Span) -> Ledger:
    return ledger_of(stretches_in(session, span), span, rules_on(session, span.first))


def works_on(session: Session, day: date) -> list[Work]:
    """Every placement of that day as the count sees it, and what is left to count of people who were erased."""
    return [stretch.work for stretch in stretches_in(session, day_span(day))]


def count_of(session: Session, day: date) -> Count:
    """The count of garantiebanen on a day, by the hours per job and per fte that hold on that day."""
    return count_on(
        day,
        works_on(session, day),
        hours_per_job=value_on(session, Parameter.HOURS_PER_JOB, day),
        hours_full_time=value_on(session, Parameter.HOURS_FULL_TIME, day),
    )


def counts_of(session: Session, days: Iterable[date]) -> list[Count]:
    """The counts of several days, for a line over time."""
    return [count_of(session, day) for day in days]


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind the figure. Employer and candidate (a reference) are None where it is another partner's."""

    line: Line
    starts_on: date
    employer: str | None
    candidate: str | None = None

    @property
    def work(self) -> Work:
        """The placement as the count sees it."""
        return self.line.stretch.work

    @property
    def left_out(self) -> LeftOut | None:
        """Why it does not count, or None."""
        return self.line.reason


def records_of(session: Session, day: date, organisation_id: int | None) -> Sequence[Record]:
    """The records behind the count of a day, for someone of this partner: what counts and what does not, and why."""
    return records_behind(session, ledger_on(session, day), organisation_id)


def records_behind(session: Session, ledger: Ledger, organisation_id: int | None) -> Sequence[Record]:
    """The records behind a ledger. Work of people who were erased has none."""
    details = (
        within(ledger.span)
        .join(Candidate, Placement.candidate_id == Candidate.id)
        .join(Employer, Placement.formal_employer_id == Employer.id)
        .with_only_columns(
            Placement.reference, Employer.name, Candidate.organisation_id, Candidate.reference.label("candidate")
        )
    )
    known = {row.reference: row for row in session.execute(details)}
    return [_record(line, known.get(line.stretch.work.reference), organisation_id) for line in _named(ledger.lines)]


def _named(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.stretch.work.reference != ERASED]


def _record(line: Line, row: Any, organisation_id: int | None) -> Record:
    if row is None or row.organisation_id != organisation_id:
        return Record(line, line.stretch.starts_on, None)
    return Record(line, line.stretch.starts_on, row.name, row.candidate)


def erased_on(session: Session, day: date) -> int:
    """How many that count on a day are of people who were erased: they have no record to show."""
    kept = select(func.count()).where(CountedWork.starts_on <= day, CountedWork.ends_on > day)
    return session.scalar(kept) or 0


def first_placement_on(session: Session) -> date | None:
    """The day of the first placement, so that a line starts where there is something to see."""
    goes_on = Placement.status != PlacementStatus.CANCELLED
    asked = (select(func.min(Placement.starts_on)).where(goes_on), select(func.min(CountedWork.starts_on)))
    firsts = (session.scalar(query) for query in asked)
    return min((day for day in firsts if day is not None), default=None)
