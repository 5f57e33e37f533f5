"""Questions about figures of UWV, and about our own to lay beside them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.facts.regions import gemeenten_of
from werkbedrijf.foundation.parameters import Parameter, find_row
from werkbedrijf.foundation.region import current_region
from werkbedrijf.garantiebanen.board import board_on, cube_in
from werkbedrijf.garantiebanen.closing.held import kept_ledger
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.ledger import By, Ledger, added, figures
from werkbedrijf.garantiebanen.outside.beside import COUNTRY, Beside, month_of_period
from werkbedrijf.garantiebanen.outside.bridge import Ours
from werkbedrijf.garantiebanen.outside.models import OutsideFigure
from werkbedrijf.garantiebanen.queries import ledger_in
from werkbedrijf.garantiebanen.stretches import day_span, month_span


def find_figure(session: Session, _actor: Actor, reference: str) -> OutsideFigure | None:
    """The figure with this reference (``uwv-7``)."""
    kind, _, number = reference.partition("-")
    known = kind == "uwv" and number.isascii() and number.isdigit() and len(number) < 10
    return session.get(OutsideFigure, int(number)) if known else None


def figures_here(session: Session) -> Sequence[OutsideFigure]:
    """Every figure of the own region and of the country, the newest period first; of one period the newest publication first."""
    query = select(OutsideFigure).where(OutsideFigure.area.in_(_areas(session)))
    newest = (OutsideFigure.period.desc(), OutsideFigure.area, OutsideFigure.measure, OutsideFigure.as_of.desc())
    return session.scalars(query.order_by(*newest)).all()


def figures_beside(session: Session, month: date) -> Sequence[OutsideFigure]:
    """The figures of the region that are laid beside this month: of the quarter or the year that ends with it."""
    return [row for row in figures_here(session) if row.area != COUNTRY and month_of_period(row.period) == month]


def _areas(session: Session) -> tuple[str, ...]:
    region = current_region(session)
    return (region.code, COUNTRY) if region else (COUNTRY,)


def told(row: OutsideFigure) -> Beside:
    """A row as a value that cannot be added."""
    return Beside(row.label, row.period, row.area, row.measure, row.value, row.as_of, row.source)


def ours_exactly(session: Session, month: date) -> Ours:
    """Our own month, with what may explain a difference, for who sees the records. A closed month is what it was closed with."""
    now, span = ledger_in(session, month), month_span(month)
    ledger = kept_ledger(session, month) or now
    baseline = find_row(session, Parameter.BASELINE_JOBS, month)
    region = current_region(session)
    inside = {gemeente.code for gemeente in gemeenten_of(region.code)} if region else set()
    away = [line for line in ledger.counted if line.stretch.work.gemeente not in inside]
    hired = ledger.parts[By.FORM].get("inleen")
    return Ours(
        jobs=ledger.total.jobs,
        baseline=baseline.value if baseline else None,
        baseline_source=baseline.source if baseline else "",
        outside_region=_jobs(added(away), ledger) if inside else None,
        no_ground=_left_out(ledger, LeftOut.NOT_REGISTERED),
        not_started=_left_out(ledger, LeftOut.NOT_STARTED),
        without_hours=ledger.left_out.get(LeftOut.NO_HOURS, 0),
        last_day=_on_last_day(ledger, span.until - timedelta(days=1)),
        corrected=_jobs(added(now.counted) - added(ledger.counted), ledger),
        hired=hired.jobs if hired else Decimal(0),
    )


def ours_published(session: Session, month: date) -> Ours:
    """Our own month as it was published, for who sees no records: rounded, and without what lies behind it."""
    end = month_span(month).until - timedelta(days=1)
    board = board_on(session, end)
    baseline = find_row(session, Parameter.BASELINE_JOBS, month)
    jobs = cube_in(board).total.jobs if board and board.on == end else None
    return Ours(
        jobs=None if jobs is None else Decimal(jobs),
        baseline=baseline.value if baseline else None,
        baseline_source=baseline.source if baseline else "",
    )


def _left_out(ledger: Ledger, reason: LeftOut) -> Decimal:
    return _jobs(sum((one.stretch.hour_days for one in ledger.lines if one.reason is reason), Decimal(0)), ledger)


def _on_last_day(ledger: Ledger, day: date) -> Decimal:
    """The jobs of one day, out of the lines of its month."""
    there = (one.stretch for one in ledger.counted if one.stretch.span.first <= day < one.stretch.span.until)
    hours = sum((one.work.hours or Decimal(0) for one in there), Decimal(0))
    return figures(0, hours, day_span(day), ledger.rules).jobs


def _jobs(hour_days: Decimal, ledger: Ledger) -> Decimal:
    return figures(0, hour_days, ledger.span, ledger.rules).jobs


def who_takes(session: Session, email: str | None) -> User | None:
    """Who brings figures in from the command line: the one with this address, or the first administrator or coordinator."""
    able = select(User).where(User.role.in_((Role.ADMINISTRATOR, Role.COORDINATOR)), User.is_active).order_by(User.id)
    return session.scalars(able.where(User.email == email.strip().lower()) if email else able).first()
