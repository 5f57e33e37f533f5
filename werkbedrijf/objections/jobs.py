"""What the timetable runs for bezwaren; safe to run twice."""

from datetime import date

from sqlalchemy.orm import Session

from matching.shown.actions import forget_old
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.objections.actions import remind_owners
from werkbedrijf.objections.queries import lists_in_question


def remind_of_objections(session: Session, *, on: date) -> int:
    """Remind owners whose term ends within a week or has passed."""
    return remind_owners(session, TIMETABLE, on=on)


def forget_lists(session: Session, *, on: date) -> int:
    """Throw away kept lists that are too old; not the one a bezwaar is about, which who decides must be able to read."""
    return forget_old(session, on=on, asked_about=lists_in_question(session))
