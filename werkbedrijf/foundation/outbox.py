"""Messages that leave after the commit: written with the act, sent by the timetable, each once."""

import hashlib
import smtplib
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, and_, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.notices import Topic, keep_notice, quiet_notices
from werkbedrijf.foundation.rows import rows_reached
from werkbedrijf.foundation.transports import Transport, Weight, weight_of
from werkbedrijf.foundation.troubles import kept_of

# After a refusal by the mail server, and while a mail is being sent: wait longer each time. After one refusal more it stops.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=4))
# Clocks of two machines differ by less than this.
SKEW = timedelta(minutes=5)
# A server that cannot be reached says nothing of the mail; it waits as long as mail servers do (RFC 5321, 4.5.4.1).
GIVE_UP = timedelta(days=5)
# Seconds after which the rest waits for the next look: behind a server that hangs, the other jobs have to go on.
ROUND = 10.0


class OutboxMessage(Base):
    """A message that waits or was sent. ``key`` makes telling the same thing twice impossible.

    ``attempts`` counts who began to send it, also who died at that; ``refusals`` what the mail server said of this mail.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (CheckConstraint("attempts >= 0", name="attempts_not_negative"),)

    key: Mapped[str] = mapped_column(unique=True)
    to_address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    refusals: Mapped[int] = mapped_column(default=0)
    last_problem: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class Message:
    """What we tell someone. No personal data of a candidate ever goes into a mail: a link does.

    ``topic`` is what people choose by; without one the first word of the key says it (``notices.topic_of``).
    """

    key: str
    to_address: str
    subject: str
    body: str
    topic: Topic | None = None


def tell(session: Session, message: Message) -> None:
    """Tell it in the service, and by mail as that person chose, all in this transaction; the same key is told once."""
    at = session.info["at"]
    told = keep_notice(
        session,
        key=message.key,
        address=message.to_address,
        subject=message.subject,
        body=message.body,
        base=link(session, ""),
        topic=message.topic,
    )
    if told.is_new and told.mail_now:
        put_in_outbox(session, message, at=at)


def put_in_outbox(session: Session, message: Message, *, at: datetime) -> bool:
    """Have a mail leave after this transaction; False when one with this key is there already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(OutboxMessage).values(
        key=message.key,
        to_address=message.to_address,
        subject=message.subject,
        body=message.body,
        created_at=at,
        due_at=at,
        attempts=0,
        refusals=0,
        last_problem="",
    )
    # Two that tell the same at the same moment: the second waits for the first, and tells nothing.
    made = session.scalar(row.on_conflict_do_nothing(index_elements=["key"]).returning(OutboxMessage.id))
    return made is not None


def drop_waiting(session: Session, *prefixes: str) -> int:
    """Throw away mails that nobody began to send, by the beginning of their keys; what was told inside the service stays.

    Returns how many. Also what would stand in the overview of a day is not mailed any more.
    """
    for prefix in prefixes:
        quiet_notices(session, prefix)
    starts = or_(*(OutboxMessage.key.startswith(prefix, autoescape=True) for prefix in prefixes))
    waiting = delete(OutboxMessage).where(OutboxMessage.sent_at.is_(None), OutboxMessage.attempts == 0, starts)
    return rows_reached(session, waiting.execution_options(synchronize_session=False))


def trial(user: User, at: datetime) -> Message:
    """A mail without news, to see that mail arrives; one a minute per person."""
    return Message(
        key=f"proef:{user.id}:{at:%Y%m%d%H%M}",
        to_address=user.email,
        subject="Proefbericht van het werkbedrijf",
        body=f"Beste {user.name},\n\nDit is een proefbericht. Komt het aan, dan werkt het versturen van mail.\n\n"
        "Met vriendelijke groet,\nhet werkbedrijf\n",
    )


def link(session: Session, path: str) -> str:
    """The whole address of a page, for in a mail; ``path`` starts with a slash."""
    base: str = session.info.get("base_url") or "http://127.0.0.1:8000"
    return base.rstrip("/") + path


def waits(at: datetime) -> ColumnElement[bool]:
    """Which messages may leave at this moment.

    What was never tried may leave at once. What would have to wait longer than any wait there is was tried before the
    clock was set back: the old time need not come again first.
    """
    set_back = OutboxMessage.due_at > at + WAITS[-1] + SKEW
    for times, wait in enumerate(WAITS, start=1):
        set_back = set_back | ((OutboxMessage.attempts == times) & (OutboxMessage.due_at > at + wait + SKEW))
    due = (OutboxMessage.due_at <= at) | (OutboxMessage.attempts == 0) | set_back
    return and_(OutboxMessage.sent_at.is_(None), ~given_up(), due)


def given_up() -> ColumnElement[bool]:
    """Which messages are not tried any more: the server refused them too often, or for good."""
    return OutboxMessage.refusals > len(WAITS)


def deliver(database: Database, transport: Transport, sender: str, *, at: datetime, limit: int = 200) -> int:
    """Send what is due; returns how many left.

    Each message is claimed in its own transaction first, so that two deliverers never send the same one. A message
    claimed by a deliverer that died comes due again; its Message-ID stays the same, so a receiver can tell.
    """
    began, left = time.monotonic(), 0
    with database.reading(at=at) as session:
        due = session.scalars(select(OutboxMessage.id).where(waits(at)).order_by(OutboxMessage.id).limit(limit)).all()
    for message_id in due:
        left += _deliver_one(database, transport, sender, message_id, at)
        if time.monotonic() - began >= ROUND:
            break
    return left


def _deliver_one(database: Database, transport: Transport, sender: str, message_id: int, at: datetime) -> bool:
    with database.transaction(at=at) as session:
        message = session.get_one(OutboxMessage, message_id)
        claim = (
            update(OutboxMessage)
            .where(
                OutboxMessage.id == message_id,
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.attempts == message.attempts,
            )
            .values(attempts=message.attempts + 1, due_at=at + WAITS[min(message.attempts, len(WAITS) - 1)])
        )
        claimed = rows_reached(session, claim) == 1
    if not claimed:
        return False
    try:
        transport.send(_mail(message, sender))
    # A ValueError is an address or a subject no mail can carry; it may not hold up the messages behind it.
    except (OSError, ValueError, smtplib.SMTPException) as problem:
        outcome = _refused(message, problem, at)
    else:
        outcome = {"sent_at": at, "last_problem": ""}
    with database.transaction(at=at) as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(outcome))
    return "sent_at" in outcome


def _refused(message: OutboxMessage, problem: Exception, at: datetime) -> dict[str, Any]:
    """What is noted of a mail that did not leave. ``message`` is as it was before it was claimed."""
    noted: dict[str, Any] = {"last_problem": kept_of(problem)}
    weight = weight_of(problem)
    if weight is Weight.NEVER or (weight is Weight.SERVER and at - message.created_at > GIVE_UP):
        noted["refusals"] = len(WAITS) + 1
    elif weight is Weight.LATER:
        refusals = message.refusals + 1
        noted |= {"refusals": refusals, "due_at": at + WAITS[min(refusals, len(WAITS)) - 1]}
    return noted


def _mail(message: OutboxMessage, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = message.to_address
    mail["Subject"] = " ".join(message.subject.split())
    mail["Date"] = format_datetime(message.created_at)
    # The number alone comes back after a restore, for another mail: who has seen it before would throw that away.
    mark = hashlib.sha256(f"{message.key}|{message.created_at:%Y%m%d%H%M%S%f}".encode()).hexdigest()[:12]
    mail["Message-ID"] = f"<bericht-{message.id:06d}-{mark}@{sender.partition('@')[2] or 'werkbedrijf'}>"
    mail.set_content(message.body)
    return mail
