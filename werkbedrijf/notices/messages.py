"""The mails of this room: the daily overview, and the one that only shows that mail arrives."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import count, long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def overview_key(user_id: int, day: date) -> str:
    """The name of the overview of one person on one Dutch day: there can be no second."""
    return f"overzicht:{user_id}:{day.isoformat()}"


def overview(session: Session, user: User, notices: Sequence[Notice], day: date) -> Message:
    """Everything that waited for somebody, per topic, each with its page."""
    parts = [f"Beste {user.name},", f"Dit gebeurde er tot en met {long_day(day)}."]
    for topic, told in groupby(notices, key=lambda notice: notice.topic):
        lines = [topic.words]
        for notice in told:
            lines += [f"- {notice.subject}", f"  {link(session, notice.path or '/berichten')}"]
        parts.append("\n".join(lines))
    parts.append(f"Andere berichten, of minder mail? Kies het hier:\n{link(session, '/berichten/keuze')}")
    return Message(
        key=overview_key(user.id, day),
        to_address=user.email,
        subject=f"Overzicht: {count(len(notices), 'bericht', 'berichten')}",
        body="\n\n".join([*parts, CLOSING]) + "\n",
    )
