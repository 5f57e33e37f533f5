"""Questions about months: which there are, what is closed, and which acts came after closing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import AuditEntry
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

ACTS: Mapping[str, str] = {
    "placement.planned": "plaatsing vastgelegd",
    "placement.started": "begin gemeld",
    "placement.ended": "einde gemeld",
    "placement.end_corrected": "einde verbeterd",
    "placement.end_undone": "einde teruggedraaid",
    "placement.end_agreed": "nieuwe einddatum afgesproken",
    "placement.hours_changed": "uren gewijzigd",
    "placement.cancelled": "plaatsing afgezegd",
    "register.entered": "in het doelgroepregister gezet",
    "register.left": "uit het doelgroepregister",
}


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


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did, and when."""

    words: str
    at: datetime


def acts_since(session: Session, references: Iterable[str], month: ClosedMonth) -> Mapping[str, Sequence[Act]]:
    """What was done after a month was closed to these placements, and to the register of who works there. Without names."""
    wanted = sorted(set(references) - {""})
    by_register = {f"register {person}": reference for reference, person in _persons_of(session, wanted)}
    about = or_(
        and_(AuditEntry.subject_kind == "placement", AuditEntry.subject_reference.in_(wanted)),
        and_(AuditEntry.subject_kind == "registerentry", AuditEntry.subject_reference.in_(by_register)),
    )
    closing = select(func.max(AuditEntry.id)).where(
        AuditEntry.act == "month.closed", AuditEntry.subject_reference == month.reference
    )
    query = select(AuditEntry.act, AuditEntry.at, AuditEntry.subject_reference)
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for act, when, subject in session.execute(
        query.where(about, AuditEntry.id > closing.scalar_subquery()).order_by(AuditEntry.id)
    ):
        found[by_register.get(subject, subject)].append(Act(ACTS.get(act, "andere wijziging"), when))
    return found


def _persons_of(session: Session, references: Sequence[str]) -> list[tuple[str, str]]:
    query = select(Placement.reference, Candidate.reference).join(Candidate, Placement.candidate_id == Candidate.id)
    return [(row[0], row[1]) for row in session.execute(query.where(Placement.reference.in_(references)))]
