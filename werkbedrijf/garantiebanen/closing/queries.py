"""Questions about months: which there are, and what is closed."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.four_eyes import open_acts
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.garantiebanen.closing.held import CLOSING
from werkbedrijf.garantiebanen.closing.models import ClosedMonth
from werkbedrijf.garantiebanen.counted_columns import columns_in
from werkbedrijf.garantiebanen.counting import Sum
from werkbedrijf.garantiebanen.ledger import WHOLE
from werkbedrijf.garantiebanen.months import count_months
from werkbedrijf.garantiebanen.queries import first_placement_on, rules_on
from werkbedrijf.garantiebanen.stretches import Span, month_span

MONTHS = 24
NOTHING = Sum(0, Decimal(0), Decimal(0), Decimal(0))


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
    """A month in the list: what a count tells now, and whether it is closed or waits for a second person."""

    first: date
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
    """The last months, newest first, each counted anew in one go."""
    begin = first_placement_on(session)
    if begin is None:
        return []
    firsts = [months_back(month_of(day), back) for back in range(MONTHS - 1, -1, -1)]
    firsts = [first for first in firsts if first >= month_of(begin)] or [month_of(day)]
    rules = rules_on(session, firsts[-1])
    columns = columns_in(session, Span(firsts[0], month_span(firsts[-1]).until), rules)
    told = count_months(columns, firsts).told(rules).get(WHOLE)
    closed = {row.first: row for row in session.scalars(select(ClosedMonth).where(ClosedMonth.first.in_(firsts)))}
    asked = {one.subject_reference for one in session.scalars(open_acts(CLOSING, at=session.info["at"]))}
    rows = [
        MonthRow(first, told[place] if told else NOTHING, closed.get(first), f"maand-{first:%Y-%m}" in asked)
        for place, first in enumerate(firsts)
    ]
    return rows[::-1]
