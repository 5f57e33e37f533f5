"""What was published, read back: the only figures of garantiebanen for who may not see the records."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.cube import HIDDEN, Cube, Figures
from werkbedrijf.garantiebanen.models import BoardCell, BoardMonth


def board_on(session: Session, day: date) -> BoardMonth | None:
    """The newest published month that ended on or before a day."""
    query = select(BoardMonth).where(BoardMonth.on <= day).order_by(BoardMonth.on.desc()).limit(1)
    return session.scalars(query.options(selectinload(BoardMonth.cells))).first()


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
