"""What the timetable runs for double scorings; safe to run twice."""

from datetime import date

from sqlalchemy.orm import Session

from candidates.scoring.actions import expire_scoring
from candidates.scoring.models import SecondScoring
from candidates.scoring.queries import past_their_day
from werkbedrijf.foundation.actors import TIMETABLE


def expire_scorings(session: Session, *, on: date) -> list[SecondScoring]:
    """End requests that nobody finished in time, or whose person left; returns what ended."""
    due = list(session.scalars(past_their_day(on)))
    for scoring in due:
        expire_scoring(session, TIMETABLE, scoring, on=on)
    return due
