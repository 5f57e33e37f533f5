"""What the timetable runs for staying at work; safe to run twice."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from matching.aftercare import messages
from matching.aftercare.queries import Care, care_of, running_everywhere
from matching.placements.models import Placement
from werkbedrijf.foundation.outbox import Message, tell

AHEAD = timedelta(days=7)
TOMORROW = timedelta(days=1)
BATCH = 500


def remind_of_care(session: Session, *, on: date) -> int:
    """Tell coaches of contact moments within a week and of agreements of tomorrow; each once. Returns how many."""
    told = 0
    for rows in _batches(session):
        for care in care_of(session, rows, on):
            for message in _due(session, care, on):
                tell(session, message)
                told += 1
    return told


def _batches(session: Session) -> Iterator[Sequence[Placement]]:
    last = 0
    while rows := session.scalars(running_everywhere(last, BATCH)).unique().all():
        yield rows
        last = rows[-1].id


def _due(session: Session, care: Care, on: date) -> Iterator[Message]:
    for planned in care.moments:
        # What is too late stands on Vandaag; a mail about it would come every time the plan changes.
        if planned.is_open and on <= planned.moment.due_on <= on + AHEAD:
            yield from messages.moment_near(session, care.placement, planned)
    last = care.last
    if last is not None and last.next_on == on + TOMORROW:
        yield from messages.agreement_near(session, care.placement, last.number, last.next_on)
