"""What the timetable runs for kept rankings; safe to run twice."""

from datetime import date

from sqlalchemy.orm import Session

from matching.shown.actions import forget_old


def forget_old_rankings(session: Session, *, on: date) -> int:
    """Throw away rankings that were last shown longer ago than the region keeps them."""
    return forget_old(session, on=on)
