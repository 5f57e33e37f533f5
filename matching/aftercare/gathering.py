"""What is known of the care for many placements, gathered in one question however many there are: days, answers and hours.

Notes and agreements are not among it: they are locked, and only a page about one person opens them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
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

from matching.aftercare.answers import Going, Missed
from matching.aftercare.hours import Grant
from matching.aftercare.models import CareBudget, CareVisit, MissedWork
from matching.aftercare.warning import MissedDay
from matching.placements.models import Terms
from werkbedrijf.foundation.db import Exact

_NO_DAY, _NO_NUMBER, _NO_HOURS, _NO_WORD = (cast(null(), one) for one in (Date(), Integer(), Exact(), String()))


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact without what was said: its number, day, minutes, answers, the day of what is next, and what it ticked off."""

    number: int
    on: date
    minutes: int
    person: Going
    employer: Going
    next_on: date | None
    moments: Sequence[str]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Hours a week in one period of a placement; ``ends_on`` is the first day after it."""

    starts_on: date
    ends_on: date | None
    hours_per_week: Decimal


@dataclass(slots=True)
class Gathered:
    """Of one placement: contacts with the newest first, grants by their first day, and days that were not taken back."""

    contacts: list[Contact] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    missed: list[MissedDay] = field(default_factory=list)


def gathered(session: Session, numbers: Sequence[int]) -> Mapping[int, Gathered]:
    """What is known of these placements, which passed their gate."""
    found: dict[int, Gathered] = defaultdict(Gathered)
    for row in session.execute(_everything(), {"numbers": list(numbers)}):
        _keep(found[row.placement_id], row)
    for one in found.values():
        one.contacts.sort(key=lambda contact: (contact.on, contact.number), reverse=True)
        one.grants.sort(key=lambda grant: grant.since)
    return found


def terms_of_all(session: Session, numbers: Iterable[int]) -> Mapping[int, list[Agreed]]:
    """The hours of placements, per period."""
    asked, found = list(numbers), defaultdict(list)
    if asked:
        for number, *terms in session.execute(_terms(), {"numbers": asked}):
            found[number].append(Agreed(*terms))
    return found


_NUMBERS: Final[Any] = bindparam("numbers", expanding=True)


@cache
def _terms() -> Select[*tuple[Any, ...]]:
    columns = (Terms.placement_id, Terms.starts_on, Terms.ends_on, Terms.hours_per_week)
    return select(*columns).where(Terms.placement_id.in_(_NUMBERS))


@cache
def _everything() -> CompoundSelect[*tuple[Any, ...]]:
    # Made once: making it takes longer than the answer.
    return union_all(*_parts())


def _parts() -> Iterable[Select[Any]]:
    yield _part(
        CareVisit,
        CareVisit.on,
        CareVisit.next_on,
        CareVisit.minutes,
        _NO_HOURS,
        type_coerce(CareVisit.person, String),
        type_coerce(CareVisit.employer, String),
        cast(CareVisit.moments, String),
    )
    yield _part(
        CareBudget,
        CareBudget.since,
        CareBudget.until,
        _NO_NUMBER,
        CareBudget.hours,
        *(_NO_WORD, _NO_WORD, _NO_WORD),
    )
    missed = _part(
        MissedWork,
        MissedWork.day,
        _NO_DAY,
        _NO_NUMBER,
        MissedWork.hours,
        type_coerce(MissedWork.kind, String),
        *(_NO_WORD, _NO_WORD),
    )
    yield missed.where(MissedWork.withdrawn_on.is_(None))


def _part(kind: Any, *columns: Any) -> Select[Any]:
    names = ("day", "until", "minutes", "hours", "first", "second", "more")
    told = [column.label(name) for name, column in zip(names, columns, strict=True)]
    what = literal(kind.__tablename__).label("what")
    return select(what, kind.id.label("number"), kind.placement_id.label("placement_id"), *told).where(
        kind.placement_id.in_(_NUMBERS)
    )


def _keep(kept: Gathered, row: Any) -> None:
    if row.what == CareVisit.__tablename__:
        answers = Going(row.first), Going(row.second)
        kept.contacts.append(Contact(row.number, row.day, row.minutes, *answers, row.until, json.loads(row.more)))
    elif row.what == CareBudget.__tablename__:
        kept.grants.append(Grant(str(row.number), row.day, row.until, Decimal(row.hours)))
    else:
        kept.missed.append(MissedDay(row.day, Missed(row.first), Decimal(row.hours)))
