"""What the timetable runs for placements; safe to run twice.

Starting is a human act: someone saw that the work began, and from then on it counts. So the timetable asks, and no more.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from matching.placements import messages
from matching.placements.models import Placement
from matching.placements.queries import due_to_start, ending_between
from werkbedrijf.foundation.outbox import Message, tell

# An employer announces the end of a temporary contract a month ahead (BW 7:668); two weeks more leave time to talk.
WARN_BEFORE = timedelta(days=42)


def ask_starts(session: Session, *, on: date) -> int:
    """Ask the account manager whether a planned placement began; once per first day. Returns how many wait."""
    return _tell(session, session.scalars(due_to_start(on)), messages.begins)


def warn_endings(session: Session, *, on: date) -> int:
    """Tell account manager and coach that an agreed end is near; once per agreed end. Returns how many are near."""
    return _tell(session, session.scalars(ending_between(on, on + WARN_BEFORE)), messages.ends_soon)


def _tell(
    session: Session, placements: Iterable[Placement], say: Callable[[Session, Placement], Iterator[Message]]
) -> int:
    rows = list(placements)
    for placement in rows:
        for message in say(session, placement):
            tell(session, message)
    return len(rows)
