"""What a person is told inside the service, and how much of it also goes by mail: each person's own choice per topic.

Whoever tells something calls ``outbox.tell``; the row here is made by it, in the same transaction, under the same key.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Final

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.db import Base, one_of

LONGEST_TEXT: Final = 300


class Topic(StrEnum):
    """What a message is about."""

    PROPOSALS = "voordrachten"
    PLACEMENTS = "plaatsingen"
    QUESTIONS = "vragen"
    EMPLOYERS = "werkgevers"
    PLACES = "plekken"
    PEOPLE = "kandidaten"
    SOCIAL_RETURN = "social_return"
    OTHER = "overig"
    RIGHTS = "rechten"
    SECURITY = "veiligheid"

    @property
    def words(self) -> str:
        """The topic as it stands on a page."""
        return {
            Topic.PROPOSALS: "Voordrachten en gesprekken",
            Topic.PLACEMENTS: "Plaatsingen",
            Topic.QUESTIONS: "Vragen van werkgevers",
            Topic.EMPLOYERS: "Werkgevers en afspraken",
            Topic.PLACES: "Plekken",
            Topic.PEOPLE: "Beoordelen en inschrijven",
            Topic.SOCIAL_RETURN: "Social return",
            Topic.OTHER: "Overige berichten",
            Topic.RIGHTS: "Bezwaren en rechten van mensen",
            Topic.SECURITY: "Inloggen en veiligheid",
        }[self]

    @property
    def is_fixed(self) -> bool:
        """Whether it always goes by mail at once, whatever somebody chose."""
        return self in {Topic.RIGHTS, Topic.SECURITY}


class ByMail(StrEnum):
    """How somebody hears of a topic, beside the notice in the service."""

    AT_ONCE = "direct"
    DAILY = "dagelijks"
    NOT = "geen"

    @property
    def words(self) -> str:
        """The choice as it stands on a page."""
        return {
            ByMail.AT_ONCE: "Meteen een mail",
            ByMail.DAILY: "Eén mail per dag",
            ByMail.NOT: "Alleen hier, geen mail",
        }[self]


class Notice(Base):
    """One thing told to one person. ``path`` is the page it is about, ``by_mail`` what was chosen when it was told, ``digest_key``
    the overview that it stood in. After the term of keeping subject, text and path are empty; the key stays, so that
    nothing is told twice.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_user_id_read_at", "user_id", "read_at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    key: Mapped[str] = mapped_column(unique=True)
    topic: Mapped[Topic] = mapped_column(one_of(Topic, checked=False))
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    path: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(index=True)
    read_at: Mapped[datetime | None]
    by_mail: Mapped[ByMail] = mapped_column(one_of(ByMail, checked=False))
    digest_key: Mapped[str | None] = mapped_column(index=True)


class NoticeChoice(Base):
    """What somebody chose for one topic; without a row the proposal for the role holds."""

    __tablename__ = "notice_choice"
    __table_args__ = (UniqueConstraint("user_id", "topic"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    topic: Mapped[Topic] = mapped_column(one_of(Topic, checked=False))
    by_mail: Mapped[ByMail] = mapped_column(one_of(ByMail, checked=False))


# The first word of a key names what it is about, for messages that do not say their topic themselves.
_BY_KEY: Final = {
    "accounts": Topic.SECURITY,
    "noodtoegang": Topic.SECURITY,
    "nummers": Topic.SECURITY,
    "anker": Topic.SECURITY,
    "bezwaar": Topic.RIGHTS,
    "wissen": Topic.RIGHTS,
    "voordracht": Topic.PROPOSALS,
    "gesprek": Topic.PROPOSALS,
    "kaart": Topic.PROPOSALS,
    "kaartenmapje": Topic.PROPOSALS,
    "plaatsing": Topic.PLACEMENTS,
    "nazorg": Topic.PLACEMENTS,
    "plek": Topic.PLACES,
    "plekken": Topic.PLACES,
    "werkgever": Topic.EMPLOYERS,
    "overname": Topic.EMPLOYERS,
    "overdracht": Topic.EMPLOYERS,
    "vraag": Topic.QUESTIONS,
    "dubbel": Topic.PEOPLE,
    "social": Topic.SOCIAL_RETURN,
}
# These carry a link that lets somebody in: they go to the mailbox and nowhere else.
_LINKS: Final = ("accounts.invitation:", "accounts.forgotten:")
# What a busy person would rather read once a day.
_QUIETER: Final = frozenset({(Role.ACCOUNT_MANAGER, Topic.PLACES), (Role.COACH, Topic.PLACES)})


def topic_of(key: str) -> Topic:
    """What a message with this key is about.

    >>> topic_of("voordracht:V-0001:nieuw:7").value, topic_of("bezwaar-B-0001-ontvangen-2").value, topic_of("x").value
    ('voordrachten', 'rechten', 'overig')
    """
    word = re.match(r"[a-z]*", key)
    return _BY_KEY.get(word[0] if word else "", Topic.OTHER)


def proposed(role: Role, topic: Topic) -> ByMail:
    """What holds for this role until somebody chooses.

    >>> proposed(Role.EMPLOYER, Topic.PLACES).value, proposed(Role.COACH, Topic.PLACES).value
    ('direct', 'dagelijks')
    """
    return ByMail.DAILY if (role, topic) in _QUIETER else ByMail.AT_ONCE


def about(body: str) -> str:
    r"""The first paragraph of a mail after the greeting, without a link: what happened, in a line.

    >>> about("Beste Noor,\n\nEr is nieuws.\n\nhttp://x/y\n")
    'Er is nieuws.'
    """
    paragraphs = [" ".join(part.split()) for part in body.split("\n\n")]
    told = [part for part in paragraphs if part and not part.startswith(("Beste ", "http"))]
    return told[0][:LONGEST_TEXT] if told else ""


def page_in(body: str, base: str) -> str:
    r"""The page a mail points to: its first address of this service; empty when there is none.

    >>> page_in("Kijk hier:\n\nhttp://x/voordrachten/V-1\n", "http://x"), page_in("http://kwaad/v", "http://x")
    ('/voordrachten/V-1', '')
    >>> page_in("- Inpakker bij De Linde (http://x/plekken/P-1)\n", "http://x"), page_in("http://xx/v", "http://x")
    ('/plekken/P-1', '')
    """
    found = re.search(rf"(?<!\S)\(?{re.escape(base)}(/[^\s)]*)", body)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a message inside the service: whether it is new, and whether a mail leaves at once."""

    is_new: bool = True
    mail_now: bool = True


def keep_notice(
    session: Session, *, key: str, address: str, subject: str, body: str, base: str, topic: Topic | None
) -> Told:
    """Keep a message as a notice for whoever has this address; nobody of ours only gets the mail."""
    if key.startswith(_LINKS):
        return Told()
    topic = topic or topic_of(key)
    found = session.execute(_reader(address, topic)).first()
    if found is None:
        return Told()
    user_id, role, chosen = found
    by_mail = ByMail.AT_ONCE if topic.is_fixed else chosen or proposed(role, topic)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(Notice).values(
        user_id=user_id,
        key=key,
        topic=topic,
        subject=" ".join(subject.split()),
        text=about(body),
        path="/account" if key.startswith("accounts.") else page_in(body, base),
        created_at=session.info["at"],
        by_mail=by_mail,
    )
    # Who tells the same at the same moment waits for the first, and tells nothing.
    kept = session.scalar(row.on_conflict_do_nothing(index_elements=["key"]).returning(Notice.id))
    return Told(is_new=kept is not None, mail_now=by_mail is ByMail.AT_ONCE)


def quiet_notices(session: Session, prefix: str) -> None:
    """Leave notices of which the key begins so out of the overview that goes by mail; they can still be read here."""
    waiting = (
        Notice.by_mail == ByMail.DAILY,
        Notice.digest_key.is_(None),
        Notice.key.startswith(prefix, autoescape=True),
    )
    quiet = update(Notice).where(*waiting).values(by_mail=ByMail.NOT)
    session.execute(quiet.execution_options(synchronize_session=False))


def _reader(address: str, topic: Topic) -> Select[int, Role, ByMail | None]:
    chosen = (NoticeChoice.user_id == User.id) & (NoticeChoice.topic == topic)
    return (
        select(User.id, User.role, NoticeChoice.by_mail)
        .outerjoin(NoticeChoice, chosen)
        .where(User.email == address.strip().lower(), User.is_active)
    )


def unread_of(session: Session, user_id: int) -> int:
    """How many notices this person has not read yet: one question, asked for every page."""
    return session.scalar(_unread(), {"user_id": user_id}) or 0


@cache
def _unread() -> Select[int]:
    mine = (Notice.user_id == bindparam("user_id"), Notice.read_at.is_(None), Notice.subject != "")
    return select(func.count(Notice.id)).where(*mine)


def unread_told(session: Session, user_id: int) -> int:
    """The same for the head of a page: a page that tells of it itself asked already, and left the answer."""
    known: int | None = session.info.get("unread")
    return unread_of(session, user_id) if known is None else known
