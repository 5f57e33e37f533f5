"""Questions about months: which there are, and what is closed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.four_eyes import open_acts
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.garantiebanen.closing.held import CLOSING, rules_of
from werkbedrijf.garantiebanen.closing.models import ClosedCell, ClosedMonth
from werkbedrijf.garantiebanen.counted_columns import columns_in
from werkbedrijf.garantiebanen.counting import Sum
from werkbedrijf.garantiebanen.ledger import WHOLE, figures
from werkbedrijf.garantiebanen.months import count_months
from werkbedrijf.garantiebanen.queries import first_placement_on, rules_over
from werkbedrijf.garantiebanen.stretches import Span, month_span

MONTHS = 24


@dataclass(frozen=True, slots=True)
class AskedMonth:
    """A month that somebody asks for, by its first day."""

    first: date

    @property
    def reference(self) -> str:
        """How the address names it."""
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in the list: its figures, and whether it is closed or waits for a second person.

    ``told`` are the figures of the month: those it was closed with, or what a count tells now. ``now`` differs from
    them only where something was put right after closing.
    """

    first: date
    told: Sum
    now: Sum
    closed: ClosedMonth | None
    waits: bool = False

    @property
    def reference(self) -> str:
        """How the address names it."""
        return f"{self.first:%Y-%m}"


def find_month(session: Session, _actor: Actor, text: str) -> AskedMonth | None:
    """The month in the address (``2026-10``), from 2015 up to the present one."""
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text, re.ASCII):
        return None
    first = date.fromisoformat(f"{text}-01")
    return AskedMonth(first) if date(2015, 1, 1) <= first <= day_of(session.info["at"]) else None


def months_until(session: Session, day: date) -> list[MonthRow]:
    """The last months, newest first, counted in one go; each by the rules of its own first day, as its page does."""
    begin = first_placement_on(session)
    if begin is None:
        return []
    firsts = [months_back(month_of(day), back) for back in range(MONTHS - 1, -1, -1)]
    firsts = [first for first in firsts if first >= month_of(begin)] or [month_of(day)]
    held = {row.first: row for row in session.scalars(select(ClosedMonth).where(ClosedMonth.first.in_(firsts)))}
    rules = rules_over(session, firsts)
    rules |= {first: rules_of(row) for first, row in held.items() if row.closed_at is not None}
    columns = columns_in(session, Span(firsts[0], month_span(firsts[-1]).until), rules[firsts[-1]])
    counts = count_months(columns, firsts)
    closed = _closed_with(session, held.values())
    asked = {one.subject_reference for one in session.scalars(open_acts(CLOSING, at=session.info["at"]))}
    rows = []
    for place, first in enumerate(firsts):
        now = counts.one(WHOLE, place, rules[first])
        told = closed.get(first, now)
        rows.append(MonthRow(first, told, now, held.get(first), f"maand-{first:%Y-%m}" in asked))
    return rows[::-1]


def _closed_with(session: Session, months: Collection[ClosedMonth]) -> Mapping[date, Sum]:
    """The figures that each closed month was closed with."""
    closed = {row.id: row for row in months if row.closed_at is not None}
    query = select(ClosedCell).where(ClosedCell.month_id.in_(closed), ClosedCell.heading == WHOLE)
    return {
        (row := closed[cell.month_id]).first: figures(
            cell.persons, cell.hour_days, month_span(row.first), rules_of(row)
        )
        for cell in session.scalars(query)
    }
