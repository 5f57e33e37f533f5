"""What happens to profiles without anybody asking."""

from datetime import date

from sqlalchemy.orm import Session

from candidates.profile.neutral import set_neutral_levels
from werkbedrijf.foundation.actors import TIMETABLE


def set_month(session: Session, *, on: date) -> int:
    """Set the neutral levels of a month that has none yet; returns how many months were set."""
    return 0 if set_neutral_levels(session, TIMETABLE, on=on) is None else 1
