"""Many months counted at once, for a line over years and for looking whether closed months still hold. Pure.

The same figures as `ledger` month by month, in whole numbers over arrays: a stretch adds to the months where it begins and
ends by its days there, and to all months in between through one running sum. So the work grows with the stretches and not
with stretches times months.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werkbedrijf.garantiebanen.counting import Sum
from werkbedrijf.garantiebanen.ledger import WHOLE, By, Rules, figures, key_of
from werkbedrijf.garantiebanen.stretches import Stretch, month_span

Whole = NDArray[np.int64]
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Columns:
    """Stretches that count, as columns: days since the year 0 (`until` half-open), thousandths of an hour, person and key by number."""

    first: Whole
    until: Whole
    thousandths: Whole
    person: Whole
    key: Whole
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """Persons, and hours a week times days in thousandths, per key and month."""

    months: tuple[date, ...]
    keys: tuple[str, ...]
    persons: Whole
    thousandth_days: Whole

    def told(self, rules: Rules) -> Mapping[str, Sequence[Sum]]:
        """The figures per key, month after month, as the ledger tells them."""
        places = range(len(self.months))
        return {key: [self._sum(number, place, rules) for place in places] for number, key in enumerate(self.keys)}

    def one(self, key: str, place: int, rules: Rules) -> Sum:
        """The figures of one key in one month; nought where nothing counted."""
        if key not in self.keys:
            return figures(0, Decimal(0), month_span(self.months[place]), rules)
        return self._sum(self.keys.index(key), place, rules)

    def _sum(self, number: int, place: int, rules: Rules) -> Sum:
        persons, hours = int(self.persons[number][place]), int(self.thousandth_days[number][place])
        return figures(persons, Decimal(hours) / THOUSAND, month_span(self.months[place]), rules)


def columns_of(stretches: Iterable[Stretch], rules: Rules, by: By | None = None) -> Columns:
    """The stretches that count, as columns; without `by` under one key."""
    rows = [one for one in stretches if one.reason is None]
    names = [WHOLE] * len(rows) if by is None else [key_of(one, by, rules) for one in rows]
    keys = tuple(sorted(set(names)))
    number = {key: place for place, key in enumerate(keys)}

    def column(values: Iterable[int]) -> Whole:
        return np.fromiter(values, np.int64, len(rows))

    return Columns(
        first=column(one.span.first.toordinal() for one in rows),
        until=column(one.span.until.toordinal() for one in rows),
        thousandths=column(int((one.work.hours or 0) * THOUSAND) for one in rows),
        person=column(one.work.person for one in rows),
        key=column(number[name] for name in names),
        keys=keys,
    )


def count_months(columns: Columns, months: Sequence[date]) -> MonthCounts:
    """Count adjoining months, given by their first days, oldest first.

    >>> from datetime import date
    >>> day = date(2026, 1, 16).toordinal()
    >>> one = [np.array([n], np.int64) for n in (day, day + 31, 24_000, 7, 0)]
    >>> counts = count_months(Columns(*one, keys=("totaal",)), [date(2026, 1, 1), date(2026, 2, 1)])
    >>> counts.persons.tolist(), (counts.thousandth_days // 24_000).tolist()
    ([[1, 1]], [[16, 15]])
    """
    ends = [month_span(month).until for month in months[-1:]]
    bounds = np.array([day.toordinal() for day in (*months, *ends)], np.int64)
    first, until = np.maximum(columns.first, bounds[0]), np.minimum(columns.until, bounds[-1])
    inside = first < until
    first, until, hours = first[inside], until[inside], columns.thousandths[inside]
    key, person = columns.key[inside], columns.person[inside]
    begins = np.searchsorted(bounds, first, "right") - 1
    ends_in = np.searchsorted(bounds, until, "left") - 1
    shape = (len(columns.keys), len(months))
    return MonthCounts(
        months=tuple(months),
        keys=columns.keys,
        persons=_persons(key, person, begins, ends_in, shape),
        thousandth_days=_hours(key, hours, first, until, begins, ends_in, bounds, shape),
    )


def _hours(
    key: Whole, hours: Whole, first: Whole, until: Whole, begins: Whole, ends_in: Whole, bounds: Whole, shape: Any
) -> Whole:
    # Whole numbers far below 2**53, so that adding them as floats is exact.
    at_begin = (hours * (np.minimum(until, bounds[begins + 1]) - first)).astype(np.int64)
    later = ends_in > begins
    at_end = later.astype(np.int64) * hours * (until - bounds[ends_in])
    partly = _added(key, begins, at_begin, shape) + _added(key, ends_in, at_end, shape)
    wide = (shape[0], shape[1] + 1)
    steps = _added(key[later], begins[later] + 1, hours[later], wide) - _added(
        key[later], ends_in[later], hours[later], wide
    )
    wholly: Whole = np.cumsum(steps, axis=1)[:, :-1] * np.diff(bounds)
    return partly + wholly


def _persons(key: Whole, person: Whole, begins: Whole, ends_in: Whole, shape: Any) -> Whole:
    """Who counts in a month counts once, in however many stretches."""
    wide = (shape[0], shape[1] + 1)
    if not len(key):
        return np.zeros(shape, np.int64)
    order = np.lexsort((begins, person, key))
    key, person, begins, ends_in = key[order], person[order], begins[order], ends_in[order]
    new = np.ones(len(key), bool)
    new[1:] = (key[1:] != key[:-1]) | (person[1:] != person[:-1])
    # One running maximum for all: those of a next person lie above every month of the one before.
    shift: Whole = np.cumsum(new, dtype=np.int64) * (shape[1] + 1)
    seen = np.maximum.accumulate(ends_in + shift)
    before = np.where(new, -1, np.roll(seen, 1) - shift)
    begins = np.maximum(begins, before + 1).astype(np.int64)
    fresh = begins <= ends_in
    steps = _added(key[fresh], begins[fresh], 1, wide) - _added(key[fresh], ends_in[fresh] + 1, 1, wide)
    counts: Whole = np.cumsum(steps, axis=1)[:, :-1]
    return counts


def _added(key: Whole, month: Whole, values: Whole | int, shape: Any) -> Whole:
    weights = np.broadcast_to(values, key.shape)
    found = np.bincount(key * shape[1] + month, weights=weights, minlength=shape[0] * shape[1])
    return found.astype(np.int64).reshape(shape)
