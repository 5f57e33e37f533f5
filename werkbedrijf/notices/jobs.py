"""What the timetable runs for notices; safe to run twice, at once, or late."""

from datetime import datetime, time
from itertools import groupby

from sqlalchemy import update
from sqlalchemy.orm import Session

from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import put_in_outbox
from werkbedrijf.notices import messages
from werkbedrijf.notices.queries import waiting_for_overview

# After the reminders of the morning, before people begin.
OVERVIEW_AT = time(7, 0)


def send_overviews(session: Session, *, at: datetime) -> int:
    """Put the overview of today in the outbox for everybody who has something in it; returns how many persons.

    One a day per person, by the key of the mail: whoever has had today's gets the rest tomorrow. Before the hour of the day
    nothing leaves, so that work that was missed yesterday does not take the place of today's.
    """
    if at.astimezone(AMSTERDAM).time() < OVERVIEW_AT:
        return 0
    day, sent = day_of(at), 0
    for user, rows in groupby(session.execute(waiting_for_overview()).all(), key=lambda row: row[1]):
        notices = [notice for notice, _user in rows]
        if put_in_outbox(session, messages.overview(session, user, notices, day), at=at):
            kept = update(Notice).where(Notice.id.in_([notice.id for notice in notices]))
            session.execute(kept.values(digest_key=messages.overview_key(user.id, day)))
            sent += 1
    return sent
