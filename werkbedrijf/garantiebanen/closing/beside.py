"""Reported months, for whoever takes the start of a placement back: they stay as they are, with a correction beside them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.placements.models import Placement
from matching.placements.takenback.beside import Beside
from werkbedrijf.foundation.texts import in_words, month_and_year
from werkbedrijf.garantiebanen.closing.models import ClosedLine, ClosedMonth


def _reported(session: Session, placement: Placement) -> Iterator[str]:
    """Which closed months counted this placement. Others look at it again by themselves."""
    counted = select(ClosedLine.month_id).where(ClosedLine.placement_id == placement.id, ClosedLine.left_out == "")
    closed = select(ClosedMonth.first).where(ClosedMonth.closed_at.is_not(None), ClosedMonth.id.in_(counted))
    months = [month_and_year(first) for first in session.scalars(closed.order_by(ClosedMonth.first))]
    if len(months) == 1:
        yield f"De cijfers van {months[0]} zijn al gerapporteerd. Die blijven staan; ernaast komt een correctie."
    elif months:
        yield f"De cijfers van {in_words(months)} zijn al gerapporteerd. Die blijven staan; naast elk komt een correctie."


REPORTED = Beside(tells=_reported)
