"""What was published, read back: the only figures of garantiebanen for who may not see the records."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, selectinload

from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.cube import HIDDEN, Cube, Figures
from werkbedrijf.garantiebanen.models import BoardCell, BoardMonth


def board_on(session: Session, day: date) -> BoardMonth | None:
    """The newest published month that ended on or before a day."""
    query = select(BoardMonth).where(BoardMonth.on <= day).order_by(BoardMonth.on.desc()).limit(1)
    return session.scalars(query.options(selectinload(BoardMonth.cells))).first()


def total_on(session: Session, day: date) -> tuple[date, Figures] | None:
    """Of ``board_on`` the day and the figures of the region alone."""
    row = session.execute(_total(), {"day": day}).first()
    return (row.on, Figures(persons=row.persons, jobs=row.jobs, fte=row.fte) if row.cell else HIDDEN) if row else None


@cache
def _total() -> Select[*tuple[Any, ...]]:
    told = (BoardMonth.on, BoardCell.id.label("cell"), BoardCell.persons, BoardCell.jobs, BoardCell.fte)
    of_region = (BoardCell.month_id == BoardMonth.id) & (BoardCell.kind == "regio")
    found = select(*told).outerjoin(BoardCell, of_region).where(BoardMonth.on <= bindparam("day"))
    return found.order_by(BoardMonth.on.desc(), BoardCell.id).limit(1)


def boards_until(session: Session, day: date, months: int = 12) -> Sequence[BoardMonth]:
    """The published months up to a day, oldest first."""
    query = select(BoardMonth).where(BoardMonth.on <= day).order_by(BoardMonth.on.desc()).limit(months)
    return list(session.scalars(query.options(selectinload(BoardMonth.cells))))[::-1]


def cube_in(month: BoardMonth) -> Cube:
    """The figures of a published month."""
    total = next((figures_in(cell) for cell in month.cells if cell.kind == "regio"), HIDDEN)
    return Cube(
        total=total,
        by_gemeente={cell.code: figures_in(cell) for cell in month.cells if cell.kind == "gemeente"},
        left_out={LeftOut(cell.code): cell.persons for cell in month.cells if cell.kind == "buiten"},
    )


def figures_in(cell: BoardCell) -> Figures:
    """The figures of one group."""
    return Figures(persons=cell.persons, jobs=cell.jobs, fte=cell.fte)
