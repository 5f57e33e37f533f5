"""What the pages of months need, gathered for their templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from flask import render_template
from sqlalchemy.orm import Session

from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.garantiebanen.closing.actions import needs_second
from werkbedrijf.garantiebanen.closing.corrections import Correction, corrections, grounds_differ
from werkbedrijf.garantiebanen.closing.forms import CloseForm
from werkbedrijf.garantiebanen.closing.held import closed_month, ledger_of_closed, waiting
from werkbedrijf.garantiebanen.closing.models import ClosedMonth
from werkbedrijf.garantiebanen.closing.queries import AskedMonth, months_until
from werkbedrijf.garantiebanen.closing.since_queries import acts_since
from werkbedrijf.garantiebanen.counting import TO_MEND, Sum
from werkbedrijf.garantiebanen.cube import HIDDEN, Figures, hidden_cells, rounded
from werkbedrijf.garantiebanen.headings import TITLES, heading
from werkbedrijf.garantiebanen.ledger import By, Ledger, figures
from werkbedrijf.garantiebanen.outside.queries import figures_beside, told
from werkbedrijf.garantiebanen.queries import ledger_in

OPEN_TO_ALL = (By.SECTOR, By.FORM, By.KIND, By.GEMEENTE, By.BRANCH)
"""By what a month is divided on the page, with the records a click away. By ground it is shown masked, and leads nowhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a breakdown: exact, or `about` in tens where it may not be exact."""

    key: str
    words: str
    told: Sum | None
    about: Figures = HIDDEN


@dataclass(frozen=True, slots=True)
class Table:
    """A month divided by one thing."""

    by: By
    title: str
    parts: Sequence[Part]


def months_page(session: Session) -> str:
    """The list of months."""
    return render_template("garantiebanen/months.html", rows=months_until(session, day_of(session.info["at"])))


def month_page(session: Session, actor: Actor, month: AskedMonth, form: CloseForm) -> str:
    """One month."""
    row = closed_month(session, month.first)
    now = ledger_in(session, month.first)
    held = row if row is not None and row.closed_at is not None else None
    shown = ledger_of_closed(session, held) if held else now
    pending = waiting(session, row)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, month.first)
    today = day_of(session.info["at"])
    return render_template(
        "garantiebanen/month.html",
        month=month,
        ledger=shown,
        last_day=shown.span.until - timedelta(days=1),
        closed=held,
        ended=shown.span.until <= today,
        tables=[_table(shown, by) for by in OPEN_TO_ALL if by is not By.SECTOR or shown.rules.sectors_apart],
        grounds=_masked(shown, smallest),
        smallest=smallest,
        changes=_changes(session, held, shown, now) if held else None,
        other_grounds=held is not None and grounds_differ(shown, now),
        now=now,
        to_mend=TO_MEND,
        pending=pending,
        may_decide=four_eyes.may_decide(actor, pending, at=session.info["at"]) if pending else None,
        second=needs_second(session),
        beside=[(one, told(one)) for one in figures_beside(session, month.first)],
        form=form,
    )


def _table(ledger: Ledger, by: By) -> Table:
    return Table(by, TITLES[by], [Part(key, heading(by, key), part) for key, part in ledger.parts[by].items()])


def _masked(ledger: Ledger, smallest: int) -> Table:
    """By ground as it may be published: small groups hidden, the rest in tens."""
    parts = ledger.parts[By.GROUND]
    hidden = hidden_cells({key: part.persons for key, part in parts.items()}, smallest=smallest)
    shown = [
        Part(key, heading(By.GROUND, key), None, HIDDEN if key in hidden else rounded(part))
        for key, part in parts.items()
    ]
    return Table(By.GROUND, TITLES[By.GROUND], shown)


@dataclass(frozen=True, slots=True)
class Changed:
    """One correction as it stands on the page: what a recount tells more, in hours and jobs, and the acts since."""

    one: Correction
    hours: Decimal
    jobs: Decimal
    acts: Sequence[object]


def _changes(session: Session, held: ClosedMonth, closed: Ledger, now: Ledger) -> list[Changed]:
    found = corrections(closed, now)
    acts = acts_since(session, [one.reference for one in found], held)
    rows = []
    for one in found:
        more = figures(0, one.difference, closed.span, closed.rules)
        rows.append(Changed(one, more.hours, more.jobs, acts.get(one.reference, ())))
    return rows
