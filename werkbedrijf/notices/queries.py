"""What can be asked about notices."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.notices import ByMail, Notice, NoticeChoice, Topic, proposed


def notices_of(actor: Actor, *, unread: bool = False) -> Select[Notice]:
    """What this person was told, newest first; what was emptied after its term is gone for everybody."""
    mine = select(Notice).where(Notice.user_id == actor.id, Notice.subject != "")
    mine = mine.where(Notice.read_at.is_(None)) if unread else mine
    return mine.order_by(Notice.created_at.desc(), Notice.id.desc())


def find_notice(session: Session, actor: Actor, number: str) -> Notice | None:
    """The notice with this number, if it was told to this person."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return session.scalars(notices_of(actor).where(Notice.id == int(number))).first()


def choices_of(session: Session, user_id: int, role: Role) -> dict[Topic, ByMail]:
    """How this person hears of every topic: chosen, proposed for the role, or fixed."""
    rows = session.execute(
        select(NoticeChoice.topic, NoticeChoice.by_mail).where(NoticeChoice.user_id == user_id)
    ).all()
    chosen = {topic: by_mail for topic, by_mail in rows}
    return {topic: ByMail.AT_ONCE if topic.is_fixed else chosen.get(topic) or proposed(role, topic) for topic in Topic}


def waiting_for_overview() -> Select[Notice, User]:
    """What goes into the daily mail: told, not read meanwhile, and not in a mail yet; with whom it is for."""
    return (
        select(Notice, User)
        .join(User, User.id == Notice.user_id)
        .where(
            Notice.by_mail == ByMail.DAILY,
            Notice.digest_key.is_(None),
            Notice.read_at.is_(None),
            Notice.subject != "",
            User.is_active,
        )
        .order_by(Notice.user_id, Notice.topic, Notice.id)
    )
