"""Messages that leave after the commit: written with the act, sent by the timetable, each once."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from sqlalchemy import CheckConstraint, ColumnElement, and_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.rows import rows_reached
from werkbedrijf.foundation.troubles import kept_of

# After a refusal by the mail server: wait longer each time, and stop after the last.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=4))
# Clocks of two machines differ by less than this.
SKEW = timedelta(minutes=5)


class OutboxMessage(Base):
    """A message that waits or was sent. ``key`` makes telling the same thing twice impossible."""

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
    last_problem: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class Message:
    """What we tell someone. No personal data of a candidate ever goes into a mail: a link does."""

    key: str
    to_address: str
    subject: str
    body: str


def tell(session: Session, message: Message) -> None:
    """Put a message in the outbox of this transaction; the same key is told once."""
    at = session.info["at"]
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(OutboxMessage).values(
        key=message.key,
        to_address=message.to_address,
        subject=message.subject,
        body=message.body,
        created_at=at,
        due_at=at,
        attempts=0,
        last_problem="",
    )
    # Two that tell the same at the same moment: the second waits for the first, and tells nothing.
    session.execute(row.on_conflict_do_nothing(index_elements=["key"]))


def link(session: Session, path: str) -> str:
    """The whole address of a page, for in a mail; ``path`` starts with a slash."""
    base: str = session.info.get("base_url") or "http://127.0.0.1:8000"
    return base.rstrip("/") + path


class Transport(Protocol):
    """A way for mail to leave."""

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail; raises OSError or SMTPException when that fails."""


class Folder:
    """Mail as files in a folder: for the demo and for a region without a mail server yet."""

    def __init__(self, folder: Path):
        self.folder = folder

    def send(self, mail: EmailMessage) -> None:
        """Write the mail to its own file, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = str(mail["Message-ID"]).strip("<>").split("@")[0] + ".eml"
        part = self.folder / (name + ".part")
        part.write_bytes(bytes(mail))
        part.replace(self.folder / name)


class Smtp:
    """Mail through a server, ``smtp://name:word@host:port`` or ``smtps://…``."""

    def __init__(self, url: str):
        self.address = urlsplit(url)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        secure = self.address.scheme == "smtps"
        kind: Callable[..., smtplib.SMTP] = smtplib.SMTP_SSL if secure else smtplib.SMTP
        with kind(
            self.address.hostname or "localhost", self.address.port or (465 if secure else 25), timeout=20
        ) as server:
            if not secure and server.has_extn("starttls"):
                server.starttls()
            if self.address.username:
                server.login(unquote(self.address.username), unquote(self.address.password or ""))
            yield server

    def send(self, mail: EmailMessage) -> None:
        """Hand the mail to the server."""
        with self._connection() as server:
            server.send_message(mail)


def waits(at: datetime) -> ColumnElement[bool]:
    """Which messages may leave at this moment.

    What was never tried may leave at once. What would have to wait longer than any wait there is was tried before the
    clock was set back: the old time need not come again first.
    """
    set_back = OutboxMessage.due_at > at + WAITS[-1] + SKEW
    for times, wait in enumerate(WAITS, start=1):
        set_back = set_back | ((OutboxMessage.attempts == times) & (OutboxMessage.due_at > at + wait + SKEW))
    due = (OutboxMessage.due_at <= at) | (OutboxMessage.attempts == 0) | set_back
    return and_(OutboxMessage.sent_at.is_(None), OutboxMessage.attempts <= len(WAITS), due)


def deliver(database: Database, transport: Transport, sender: str, *, at: datetime, limit: int = 200) -> int:
    """Send what is due; returns how many left.

    Each message is claimed in its own transaction first, so that two deliverers never send the same one. A message
    claimed by a deliverer that died comes due again; its Message-ID stays the same, so a receiver can tell.
    """
    with database.reading(at=at) as session:
        due = session.scalars(select(OutboxMessage.id).where(waits(at)).order_by(OutboxMessage.id).limit(limit)).all()
    return sum(_deliver_one(database, transport, sender, message_id, at) for message_id in due)


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
        outcome: dict[str, datetime | str] = {"last_problem": kept_of(problem)}
    else:
        outcome = {"sent_at": at, "last_problem": ""}
    with database.transaction(at=at) as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(outcome))
    return "sent_at" in outcome


def _mail(message: OutboxMessage, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = message.to_address
    mail["Subject"] = " ".join(message.subject.split())
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<bericht-{message.id:06d}@{sender.partition('@')[2] or 'werkbedrijf'}>"
    mail.set_content(message.body)
    return mail
