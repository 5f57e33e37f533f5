"""Publishing a quarter: worked out once, after it ended, and told the same ever after."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.facts.regions import gemeenten_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.region import current_region
from werkbedrijf.garantiebanen.board import board_on, cube_in
from werkbedrijf.garantiebanen.models import BoardMonth
from werkbedrijf.garantiebanen.queries import first_placement_on
from werkbedrijf.indicators.gathering import facts_of
from werkbedrijf.indicators.models import IndicatorCell, IndicatorQuarter, Shown
from werkbedrijf.indicators.publishing import Cell, cells_of
from werkbedrijf.indicators.quarters import Quarter, quarter_of
from werkbedrijf.indicators.queries import published
from werkbedrijf.indicators.standing import standing_cells
from werkbedrijf.outlook.freezing import publish_outlooks
from werkbedrijf.outlook.queries import outlook_on
from werkbedrijf.outlook.reading import told_of

QUARTERS_BACK = 8
ALL = 1000


def publish_due(session: Session, *, on: date) -> int:
    """Publish every quarter that ended before this day and was not published yet; returns how many. Safe to run twice.

    A quarter waits until the garantiebanen of its last month are published, which it tells again.
    """
    # The sheet of a month tells of the same work as its quarter: what it told must be known, not come after.
    publish_outlooks(session, on=on)
    due = list(_due(session, on))
    for quarter in due:
        publish(session, TIMETABLE, quarter, on=on)
    return len(due)


def publish(session: Session, actor: Actor, quarter: Quarter, *, on: date) -> IndicatorQuarter:
    """Work out what may be told of a quarter, and keep it."""
    facts = facts_of(session, quarter, on=on)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, quarter.last)
    region = current_region(session)
    gemeenten = [one.code for one in gemeenten_of(region.code)] if region else []
    board = board_on(session, quarter.last)
    cube = cube_in(board) if board is not None and board.on == quarter.last else None
    tables = told_of(cube, outlook_on(session, quarter.last)).tables if cube is not None else ()
    past = {each.name: list(cells_in(each)) for each in published(session, until=quarter.before(1).last, many=ALL)}
    row = IndicatorQuarter(
        name=str(quarter),
        ends_on=quarter.last,
        smallest=smallest,
        hours_per_job=facts.hours_per_job,
        hours_full_time=facts.hours_full_time,
        frozen_at=session.info["at"],
    )
    cells = [
        *cells_of(facts, cube, gemeenten, smallest=smallest, past=past),
        *standing_cells(session, quarter, gemeenten, smallest=smallest, on=on, board=cube, tables=tables),
    ]
    row.cells = [_kept(cell) for cell in cells]
    session.add(row)
    record(session, actor, "indicators.published", row)
    return row


def _kept(cell: Cell) -> IndicatorCell:
    shown = Shown.MISSING if cell.missing else Shown.HIDDEN if cell.hidden else Shown.VALUE
    return IndicatorCell(
        indicator=cell.indicator,
        split=cell.split,
        code=cell.code,
        shown=shown,
        value=None if cell.missing else cell.value,
        base=cell.base,
        left_out=cell.left_out,
        as_of=cell.as_of,
        missing=cell.missing,
    )


def cells_in(quarter: IndicatorQuarter) -> Iterator[Cell]:
    """What was published of a quarter, as it was."""
    for row in quarter.cells:
        yield Cell(row.indicator, row.split, row.code, row.value, row.base, row.as_of, row.left_out, row.missing)


def _due(session: Session, on: date) -> Iterator[Quarter]:
    first = first_placement_on(session)
    if first is None:
        return
    done = set(session.scalars(select(IndicatorQuarter.name)))
    month = session.scalar(select(func.max(BoardMonth.on)))
    for back in range(QUARTERS_BACK, 0, -1):
        quarter = quarter_of(on).before(back)
        if quarter.last >= first and str(quarter) not in done and month is not None and month >= quarter.last:
            yield quarter
