"""The work of a span that counts, read straight into columns, for counting many months at once.

Most work is plain: one placement of a person at a workplace, one time in the register, hours that follow each other, and no
pause. Then what counts is where the hours, the placement and the register meet, and that is worked out for all rows at once.
Whatever is not plain goes the road of ``stretches``, row by row. Both roads give the same months; a test holds them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from employers.vacancies.models import VacancyKind
from matching.placements.models import ContractForm
from matching.placements.workflow import PlacementStatus
from werkbedrijf.garantiebanen.counting import Work, why_left_out
from werkbedrijf.garantiebanen.ledger import WHOLE, Rules
from werkbedrijf.garantiebanen.months import THOUSAND, Columns, Whole, columns_of
from werkbedrijf.garantiebanen.placed_queries import (
    entry_rows,
    kept_in,
    paused_in,
    placed_in,
    placement_rows,
    term_rows,
)
from werkbedrijf.garantiebanen.stretches import Span, stretches_of

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Placements:
    """Placements by rising number; `counts` are those that count where there are hours and a ground."""

    ids: Whole
    person: Whole
    place: Whole
    first: Whole
    until: Whole
    counts: Truths

    def at(self, ids: Whole) -> Whole:
        """Where these stand, and the length of all where they do not."""
        if not len(self.ids):
            return np.zeros(len(ids), np.int64)
        found = np.searchsorted(self.ids, ids)
        there = self.ids[np.minimum(found, len(self.ids) - 1)] == ids
        return np.where(there, found, len(self.ids)).astype(np.int64)


def columns_in(session: Session, span: Span, rules: Rules) -> Columns:
    """Everything of a span that counts, under one key: the same months as ``columns_of`` of all stretches."""
    placed = _placements(session, span)
    terms = _columns(term_rows(session, span), 5)
    at = placed.at(_whole(terms[0]))
    known = at < len(placed.ids)
    first, until = _days(terms[1], span), _days(terms[2], span)
    form = np.array([one is not None for one in terms[4]], bool)

    entries = _columns(entry_rows(session, span), 4)
    people, times = np.unique(_whole(entries[0]), return_counts=True)
    apart = np.zeros(len(placed.ids) + 1, bool)
    apart[:-1] = _twice(placed) | np.isin(placed.person, people[times > 1])
    apart[placed.at(_whole(paused_in(session, span)))] = True
    apart[at[form | _overlap(at, first, until)]] = True
    apart[-1] = False

    registered = dict(zip(entries[0], zip(entries[1], entries[2], strict=True), strict=True))
    from_day, to_day = _registered(placed.person, registered, span)
    plain = known & np.append(placed.counts & ~apart[:-1], False)[at]
    rows = at[plain]
    first = np.maximum.reduce([first[plain], placed.first[rows], from_day[rows]])
    until = np.minimum.reduce([until[plain], placed.until[rows], to_day[rows]])
    hours = np.fromiter(
        (int(one * THOUSAND) for one, is_plain in zip(terms[3], plain, strict=True) if is_plain), np.int64
    )
    some = first < until
    others = stretches_of(placed_in(session, span, only=frozenset(placed.ids[apart[:-1]].tolist())), span)
    rest = columns_of([*others, *kept_in(session, span)], rules)
    return _together(
        Columns(first[some], until[some], hours[some], placed.person[rows][some], _none(some), (WHOLE,)), rest
    )


def _placements(session: Session, span: Span) -> _Placements:
    ids, person, place, first, until, *what = _columns(placement_rows(session, span), 8)
    return _Placements(
        ids=_whole(ids),
        person=_whole(person),
        place=_whole(place),
        first=_days(first, span),
        until=_days(until, span),
        counts=np.array([_may_count(*one) for one in zip(*what, strict=True)], bool),
    )


@cache
def _may_count(kind: VacancyKind, form: ContractForm, status: PlacementStatus) -> bool:
    """Whether it counts once there are hours and a ground; asked of the rules, not said again here."""
    started = status != PlacementStatus.PLANNED
    return why_left_out(Work("", 0, "", kind.value, form.value, started, registered=True, hours=Decimal(1))) is None


def _columns(rows: Sequence[Any], many: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * many


def _whole(values: Sequence[int]) -> Whole:
    return np.fromiter(values, np.int64, len(values))


def _days(values: Sequence[date | None], span: Span) -> Whole:
    """Days by number; no end is the end of the span, and what lies outside it is as its edge."""
    low, high = span.first.toordinal(), span.until.toordinal()
    days = (high if day is None else day.toordinal() for day in values)
    return np.clip(np.fromiter(days, np.int64, len(values)), low, high)


def _twice(placed: _Placements) -> Truths:
    """Placements of which the person has another at the same workplace."""
    if not len(placed.ids):
        return np.zeros(0, bool)
    pairs = np.stack([placed.person, placed.place])
    _, which, times = np.unique(pairs, axis=1, return_inverse=True, return_counts=True)
    found: Truths = times[which.reshape(-1)] > 1
    return found


def _overlap(at: Whole, first: Whole, until: Whole) -> Truths:
    """Rows of hours that hold together with another of the same placement: then the rules choose."""
    found = np.zeros(len(at), bool)
    order = np.lexsort((first, at))
    same = at[order][1:] == at[order][:-1]
    found[order[1:]] = same & (until[order][:-1] > first[order][1:])
    return found


def _registered(person: Whole, entries: dict[int, tuple[date, date | None]], span: Span) -> tuple[Whole, Whole]:
    """From and until when each of these people is in the register; of who is not, the end of the span comes first."""
    found = [entries.get(one, (span.until, span.first)) for one in person.tolist()]
    first, until = _columns(found, 2)
    return _days(first, span), _days(until, span)


def _none(some: Truths) -> Whole:
    return np.zeros(int(some.sum()), np.int64)


def _together(one: Columns, other: Columns) -> Columns:
    def both(first: Whole, second: Whole) -> Whole:
        joined: Whole = np.concatenate([first, second])
        return joined

    total = len(one.first) + len(other.first)
    return Columns(
        first=both(one.first, other.first),
        until=both(one.until, other.until),
        thousandths=both(one.thousandths, other.thousandths),
        person=both(one.person, other.person),
        key=np.zeros(total, np.int64),
        keys=(WHOLE,) if total else (),
    )
