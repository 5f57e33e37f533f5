"""What the deadlines of many contracts rest on, gathered in one question however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from werkbedrijf.foundation.db import Exact
from werkbedrijf.sroi.claims.models import BookEvent
from werkbedrijf.sroi.contracts.models import Agreement, Milestone, Repair
from werkbedrijf.sroi.deadlines.working_out import NOTHING, Moved, Planned, Reported
from werkbedrijf.sroi.ledger import Kind
from werkbedrijf.sroi.reports.models import InterimReport
from werkbedrijf.sroi.reports.steps import Step

_NO_DAY, _NO_AMOUNT, _NO_WORD = (cast(null(), one) for one in (Date(), Exact(), String()))
_CONTRACTS: Final[Any] = bindparam("contracts", expanding=True)


@dataclass(slots=True)
class Gathered:
    """Of one contract what was agreed and booked, each in the order in which it came."""

    ends: list[tuple[date, date]] = field(default_factory=list)
    plan: list[Planned] = field(default_factory=list)
    books: list[Moved] = field(default_factory=list)
    repairs: list[tuple[date, date]] = field(default_factory=list)
    reports: list[Reported] = field(default_factory=list)


def gathered(session: Session, contracts: Sequence[int], on: date) -> Mapping[int, Gathered]:
    """The rows of these contracts, which passed their gate, with the books as they are at the end of a day."""
    found = {number: Gathered() for number in contracts}
    rows: Sequence[Any] = session.execute(_everything(), {"contracts": list(contracts), "on": on}).all()
    for row in sorted(rows, key=lambda row: (row.day if row.what == BookEvent.__tablename__ else date.min, row.number)):
        _keep(found[row.contract], row)
    return found


def _keep(kept: Gathered, row: Any) -> None:
    match row.what:
        case Agreement.__tablename__:
            kept.ends.append((row.day, row.until))
        case Milestone.__tablename__:
            kept.plan.append(Planned(row.day, row.until, Decimal(row.amount)))
        case Repair.__tablename__:
            kept.repairs.append((row.day, row.until))
        case InterimReport.__tablename__:
            kept.reports.append(Reported(row.day, row.until, Step(row.word)))
        case _:
            kept.books.append(_moved(row.day, Kind(row.word), Decimal(row.amount)))


def _moved(day: date, kind: Kind, amount: Decimal) -> Moved:
    match kind:
        case Kind.OBLIGATION:
            return Moved(day, amount, NOTHING)
        case Kind.SETTLEMENT:
            return Moved(day, NOTHING, NOTHING, amount)
        case Kind.CONTRIBUTION | Kind.CORRECTION:
            return Moved(day, NOTHING, amount)


@cache
def _everything() -> CompoundSelect[*tuple[Any, ...]]:
    # Made once: making it takes longer than the answer.
    return union_all(*_parts())


def _parts() -> Iterator[Select[Any]]:
    yield _part(Agreement, Agreement.agreed_on, Agreement.ends_on)
    yield _part(Milestone, Milestone.agreed_on, Milestone.due_on, Milestone.amount)
    yield _part(Repair, Repair.agreed_on, Repair.until)
    step = type_coerce(InterimReport.step, String)
    yield _part(InterimReport, InterimReport.on, InterimReport.due_on, _NO_AMOUNT, step)
    booked = _part(BookEvent, BookEvent.on, _NO_DAY, BookEvent.amount, type_coerce(BookEvent.kind, String))
    yield booked.where(BookEvent.on <= bindparam("on"))


def _part(kind: Any, day: Any, until: Any, amount: Any = _NO_AMOUNT, word: Any = _NO_WORD) -> Select[Any]:
    told = (day.label("day"), until.label("until"), amount.label("amount"), word.label("word"))
    whose = (literal(kind.__tablename__).label("what"), kind.id.label("number"), kind.contract_id.label("contract"))
    return select(*whose, *told).where(kind.contract_id.in_(_CONTRACTS))
