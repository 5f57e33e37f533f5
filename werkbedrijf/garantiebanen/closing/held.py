"""A closed month as a ledger again, and a ledger as the rows of a closed month."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from matching.placements.models import Placement
from werkbedrijf.foundation.four_eyes import PendingAct, open_about
from werkbedrijf.garantiebanen.closing.models import ClosedCell, ClosedLine, ClosedMonth
from werkbedrijf.garantiebanen.counting import LeftOut, Sum, Work
from werkbedrijf.garantiebanen.ledger import WHOLE, By, Ledger, Line, Rules, added, figures, ledger_from
from werkbedrijf.garantiebanen.placed_queries import ERASED
from werkbedrijf.garantiebanen.stretches import Span, Stretch, month_span

CLOSING = "month.closing"
"""The kind of request that a second person confirms."""


def fill(session: Session, month: ClosedMonth, ledger: Ledger) -> None:
    """Write a ledger down as the figures and lines of a month."""
    rules = ledger.rules
    month.hours_per_job, month.hours_per_job_month = rules.hours_per_job, rules.hours_per_job_month
    month.hours_full_time, month.sectors_apart = rules.hours_full_time, rules.sectors_apart
    month.cells = list(_cells(ledger))
    month.lines = list(_lines(session, ledger))


def _cells(ledger: Ledger) -> Iterator[ClosedCell]:
    def cell(heading: str, code: str, lines: list[Line]) -> ClosedCell:
        persons = len({line.stretch.work.person for line in lines})
        return ClosedCell(heading=heading, code=code, persons=persons, hour_days=added(lines))

    yield cell(WHOLE, "", ledger.counted)
    for by in By:
        for code in ledger.parts[by]:
            yield cell(by.value, code, ledger.behind(by, code))


def _lines(session: Session, ledger: Ledger) -> Iterator[ClosedLine]:
    references = {line.stretch.work.reference for line in ledger.lines} - {ERASED}
    known = dict(
        session.execute(select(Placement.reference, Placement.id).where(Placement.reference.in_(references))).all()
    )
    numbers: dict[int, int] = {}
    for line in ledger.lines:
        work, span = line.stretch.work, line.stretch.span
        yield ClosedLine(
            placement_id=known.get(work.reference),
            person=numbers.setdefault(work.person, len(numbers) + 1),
            first=span.first,
            until=span.until,
            hours_per_week=work.hours,
            gemeente_code=work.gemeente,
            sector=line.stretch.sector,
            branch=line.stretch.branch,
            kind=work.kind,
            contract_form=work.contract_form,
            left_out=line.reason.value if line.reason else "",
        )


def closed_month(session: Session, first: date) -> ClosedMonth | None:
    """The closed month, or the one that waits for a second person."""
    return session.scalars(select(ClosedMonth).where(ClosedMonth.first == first)).first()


def rules_of(month: ClosedMonth) -> Rules:
    """The rules by which a month was closed."""
    return Rules(month.hours_per_job, month.hours_per_job_month, month.hours_full_time, month.sectors_apart)


def ledger_of_closed(session: Session, month: ClosedMonth) -> Ledger:
    """What was closed, with the lines behind it. The figures are those that were kept, also by ground."""
    query = select(ClosedLine).where(ClosedLine.month_id == month.id).order_by(ClosedLine.id)
    rows = session.scalars(query.options(joinedload(ClosedLine.placement)))
    span, rules = month_span(month.first), rules_of(month)
    found = ledger_from([_line(row) for row in rows], span, rules)
    parts: dict[By, dict[str, Sum]] = {by: {} for by in By}
    total = found.total
    for cell in month.cells:
        told = figures(cell.persons, cell.hour_days, span, rules)
        if cell.heading == WHOLE:
            total = told
        else:
            parts[By(cell.heading)][cell.code] = told
    return Ledger(span, rules, total, parts, found.lines, found.left_out)


def kept_ledger(session: Session, first: date) -> Ledger | None:
    """What the month that begins on a day was closed with; None while it is not closed."""
    month = closed_month(session, first)
    return ledger_of_closed(session, month) if month is not None and month.closed_at is not None else None


def _line(row: ClosedLine) -> Line:
    work = Work(
        reference=row.placement.reference if row.placement else ERASED,
        person=row.person,
        gemeente=row.gemeente_code,
        kind=row.kind,
        contract_form=row.contract_form,
        started=True,
        registered=True,
        hours=row.hours_per_week,
    )
    starts_on = row.placement.starts_on if row.placement else row.first
    stretch = Stretch(Span(row.first, row.until), work, 0, starts_on, row.sector, row.branch, ground="")
    return Line(stretch, LeftOut(row.left_out) if row.left_out else None)


def waiting(session: Session, month: ClosedMonth | None) -> PendingAct | None:
    """The request to close this month that waits for a second person."""
    return open_about(session, CLOSING, month) if month is not None and month.closed_at is None else None
