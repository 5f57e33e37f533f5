"""What the timetable runs for bezwaren; safe to run twice."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.objections.actions import remind_owners


def remind_of_objections(session: Session, *, on: date) -> int:
    """Remind owners whose term ends within a week or has passed."""
    return remind_owners(session, TIMETABLE, on=on)
