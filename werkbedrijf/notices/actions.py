"""What people do with what they were told: read it, and choose what also comes by mail."""

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.errors import NotAllowed
from werkbedrijf.foundation.notices import ByMail, Notice, NoticeChoice, Topic
from werkbedrijf.foundation.outbox import put_in_outbox, trial
from werkbedrijf.foundation.rows import rows_reached


def mark_read(session: Session, actor: Actor, notice: Notice) -> None:
    """This person has read it; once read it stays so."""
    notice.read_at = notice.read_at or session.info["at"]


def mark_all_read(session: Session, actor: Actor) -> int:
    """Everything until now is read; returns how many were not."""
    unread = update(Notice).where(
        Notice.user_id == actor.id, Notice.read_at.is_(None), Notice.created_at <= session.info["at"]
    )
    at = session.info["at"]
    return rows_reached(session, unread.values(read_at=at).execution_options(synchronize_session=False))


def choose(session: Session, actor: Actor, wanted: Mapping[Topic, ByMail]) -> None:
    """What also comes by mail from now on. Raises NotAllowed for a topic about which nobody chooses."""
    if any(topic.is_fixed for topic in wanted):
        raise NotAllowed("Over inloggen en over rechten van mensen sturen we altijd meteen een mail.")
    rows = session.scalars(select(NoticeChoice).where(NoticeChoice.user_id == actor.id)).all()
    known = {row.topic: row for row in rows}
    for topic, by_mail in wanted.items():
        if topic in known:
            known[topic].by_mail = by_mail
        else:
            session.add(NoticeChoice(user_id=actor.id, topic=topic, by_mail=by_mail))


def send_trial(session: Session, actor: Actor) -> bool:
    """Mail somebody a message to see that it arrives; one a minute. False when that one is on its way already."""
    user = session.get_one(User, actor.id)
    return put_in_outbox(session, trial(user, session.info["at"]), at=session.info["at"])
