"""Chaining the lines of the audit trail, so that no line can be changed, left out or slipped in unseen.

On SQLite there is one writer: a line is chained in the transaction that writes it. On PostgreSQL lines are written freely,
each with a proof of its own, and one sealer chains what was committed every half minute; a late commit simply gets a later
place. What waits is counted. The head keeps where the chain is, with a proof, so that a cut tail is missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, bindparam, func, select, text, update
from sqlalchemy import event as sa_event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.audit_keys import keys_of
from werkbedrijf.foundation.chain import BEGIN, COVERED, AuditKeys, canonical, mac_of, proof_of, same
from werkbedrijf.foundation.db import Base

# Lines written before there was a key, and then also by the version before this one, are taken in until so long after the first seal.
GRACE: Final = timedelta(days=1)
# Before any line: lines without a proof are not taken in.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
BATCH: Final = 5_000
LATE: Final = timedelta(minutes=5)


class AuditHead(Base):
    """Where the chain is: one row, renewed with each seal. ``adopts_until`` ends the taking in of lines without a proof."""

    __tablename__ = "audit_head"

    seq: Mapped[int] = mapped_column(default=0)
    mac: Mapped[str] = mapped_column(default=BEGIN)
    key_id: Mapped[str] = mapped_column(default="")
    adopts_until: Mapped[datetime]
    proof: Mapped[str] = mapped_column(default="")


# Asked with every act, so made once.
_HEAD: Final[Any] = AuditHead.__table__
_WHERE_IT_IS: Final = select(_HEAD).order_by(_HEAD.c.id).limit(1).with_for_update()
_IT_IS_HERE: Final = update(_HEAD).values(
    {name: bindparam(f"now_{name}") for name in ("seq", "mac", "key_id", "proof")}
)


@dataclass(slots=True)
class _Head:
    seq: int
    mac: str
    adopts_until: datetime


def values_of(row: Any) -> list[Any]:
    """What the proof covers of a line, in the order of ``COVERED``; for an object or a row with these names."""
    values = [getattr(row, name) for name in COVERED]
    return [value.value if name == "result" else value for name, value in zip(COVERED, values, strict=True)]


def own_proof(keys: AuditKeys, row: Any) -> str:
    """The proof a line carries before it is chained: only the service can have written it."""
    return _own(keys.keys[row.key_id], values_of(row), row.key_id)


def carries_own_proof(key: bytes, proof: str, values: Sequence[Any], kid: str) -> bool:
    """Whether a chained line still carries the proof it was written with; one from before there was a key has none."""
    return same(proof, "" if values[0] is None else _own(key, values, kid))


def _own(key: bytes, values: Sequence[Any], kid: str) -> str:
    return mac_of(key, canonical(values, 0, kid), "los")


@sa_event.listens_for(Session, "before_flush")
def _prove_new_lines(session: Session, _context: Any, _instances: Any) -> None:
    new = [row for row in session.new if isinstance(row, AuditEntry) and not row.line]
    keys = keys_of(session) if new else None
    if not keys:
        return
    for row in new:
        row.line, row.key_id = uuid4().hex, keys.current
        row.proof = own_proof(keys, row)
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        head = _head_of(connection, session.info["at"])
        for row in new:
            row.seq, row.mac = _chained(head, keys, values_of(row), row.key_id)
        _keep_head(connection, keys, head)


def seal(session: Session, keys: AuditKeys, *, limit: int = BATCH) -> int:
    """Chain the lines that wait, oldest number first; returns how many. One sealer at a time: the head is locked.

    A line whose own proof is wrong, or that has none while it should, stays out: ``verify`` names it.
    """
    session.flush()
    connection = session.connection()
    head = _head_of(connection, session.info["at"])
    waiting = connection.execute(
        select(AuditEntry.__table__).where(AuditEntry.seq.is_(None)).order_by(AuditEntry.id).limit(limit)
    ).all()
    sealed = []
    taken_in = still_adopts(head, session.info["at"])
    for row in waiting:
        if not is_genuine(keys, row, taken_in):
            continue
        kid = row.key_id or keys.current
        seq, mac = _chained(head, keys, values_of(row), kid)
        sealed.append({"id_": row.id, "seq": seq, "mac": mac, "key_id": kid})
    if sealed:
        _write_seals(connection, sealed)
        _keep_head(connection, keys, head)
    return len(sealed)


def _write_seals(connection: Connection, sealed: Sequence[dict[str, Any]]) -> None:
    statement = text("UPDATE audit_entry SET seq = :seq, mac = :mac, key_id = :key_id WHERE id = :id_")
    connection.execute(statement, list(sealed))


def is_genuine(keys: AuditKeys, row: Any, adopts_until: datetime | None) -> bool:
    """Whether a line that waits was written by the service."""
    if row.proof:
        return row.key_id in keys.keys and bool(row.line) and same(row.proof, own_proof(keys, row))
    return not row.line and adopts_until is not None and row.at < adopts_until


def still_adopts(head: AuditHead | _Head, now: datetime) -> datetime | None:
    """Until when lines without a proof are from; None once that moment is past, for a line says of itself how old it is."""
    return head.adopts_until if now < head.adopts_until else None


def unsealed_count(session: Session) -> int:
    """How many lines wait to be chained; stands at nought on SQLite, and within half a minute on PostgreSQL."""
    return session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.seq.is_(None))) or 0


def unsealed_late(session: Session, at: datetime) -> int:
    """How many lines wait longer than five minutes: reason for an alarm."""
    late = select(func.count()).select_from(AuditEntry).where(AuditEntry.seq.is_(None), AuditEntry.at < at - LATE)
    return session.scalar(late) or 0


def head_of(session: Session) -> AuditHead | None:
    """Where the chain is now; None when nothing was sealed yet."""
    return session.scalars(select(AuditHead).order_by(AuditHead.id)).first()


def head_proof(keys: AuditKeys, kid: str, seq: int, mac: str, adopts_until: datetime) -> str:
    """The proof over the head."""
    return proof_of(keys.keys[kid], "head", seq, mac, kid, adopts_until.isoformat())


def _head_of(connection: Connection, at: datetime) -> _Head:
    """The head, locked; made with the first line.

    Was there one already, then somebody took it away: one place stays open, so that no later line covers up what was cut off.
    Lines without a proof are taken in only where some are from before there was a key.
    """
    row = connection.execute(_WHERE_IT_IS).first()
    if row is not None:
        return _Head(row.seq, row.mac, row.adopts_until)
    last = connection.execute(
        select(AuditEntry.seq, AuditEntry.mac).where(AuditEntry.seq > 0).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    older = connection.execute(select(AuditEntry.id).where(AuditEntry.line.is_(None)).limit(1)).first()
    seq, mac = ((last.seq or 0) + 1, last.mac) if last else (0, BEGIN)
    head = _Head(seq, mac, at + GRACE if older and not last else NEVER)
    made = {"id": 1, "seq": head.seq, "mac": head.mac, "key_id": "", "adopts_until": head.adopts_until, "proof": ""}
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # The first sealer and the first anchor of a new database come at the same moment: the second waits here for the first.
    connection.execute(insert(_HEAD).values(made).on_conflict_do_nothing(index_elements=["id"]))
    row = connection.execute(_WHERE_IT_IS).one()
    return _Head(row.seq, row.mac, row.adopts_until)


def _chained(head: _Head, keys: AuditKeys, values: Sequence[Any], kid: str) -> tuple[int, str]:
    head.seq += 1
    head.mac = mac_of(keys.keys[kid], canonical(values, head.seq, kid), head.mac)
    return head.seq, head.mac


def _keep_head(connection: Connection, keys: AuditKeys, head: _Head) -> None:
    proof = head_proof(keys, keys.current, head.seq, head.mac, head.adopts_until)
    now = {"now_seq": head.seq, "now_mac": head.mac, "now_key_id": keys.current, "now_proof": proof}
    connection.execute(_IT_IS_HERE, now)
