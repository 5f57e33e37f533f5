"""Closed months of the audit trail: an archive file each, and after the term the lines go while the chain stays whole."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.chain import AuditKeys, canonical, proof_of, said_moment
from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.reasons import forget_reasons_before
from werkbedrijf.foundation.sealing import values_of
from werkbedrijf.logbook.models import AuditSegment

# A line may be sealed a little after its moment; a month is closed when that is surely over.
WAIT = timedelta(days=1)


def segments(session: Session) -> list[AuditSegment]:
    """The closed stretches, oldest first."""
    return list(session.scalars(select(AuditSegment).order_by(AuditSegment.first_seq)))


def segment_proof(keys: AuditKeys, row: AuditSegment) -> str:
    """The proof over a closed stretch, its being released included."""
    released = said_moment(row.released_at) if row.released_at else ""
    moments = said_moment(row.first_at), said_moment(row.last_at)
    facts = (row.month, row.first_seq, row.last_seq, *moments, row.first_mac, row.last_mac, row.archive, row.sha256)
    return proof_of(keys.keys[row.key_id], "segment", *facts, row.key_id, released)


def close_months(session: Session, keys: AuditKeys, folder: Path) -> int:
    """Close every month that is over and not closed yet, each in a compressed file of its own; returns how many."""
    at: datetime = session.info["at"]
    closed = 0
    while keys:
        known = segments(session)
        after = known[-1].last_seq if known else 0
        first_at = session.scalar(select(AuditEntry.at).where(AuditEntry.seq == after + 1))
        if first_at is None or _end_of_month(first_at) > at - WAIT:
            break
        _close_month(session, keys, folder, after, _end_of_month(first_at))
        closed += 1
    return closed


def _close_month(session: Session, keys: AuditKeys, folder: Path, after: int, end: datetime) -> None:
    following = select(func.min(AuditEntry.seq)).where(AuditEntry.seq > after, AuditEntry.at >= end)
    # A line that was sealed out of order may close the month a little early: the next stretch simply begins there.
    upto = session.scalar(following) or (session.scalar(select(func.max(AuditEntry.seq))) or 0) + 1
    month = day_of(end - timedelta(hours=12)).strftime("%Y-%m")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"logboek-{month}-{after + 1}.jsonl.gz"
    ends: list[Any] = []
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
        for row in _lines_between(session, after + 1, upto - 1):
            ends = [ends[0] if ends else row, row]
            line = json.loads(canonical(values_of(row), row.seq, row.key_id))
            file.write(json.dumps({"line": line, "mac": row.mac}, separators=(",", ":")).encode() + b"\n")
    first, last = ends
    segment = AuditSegment(
        month=month,
        first_seq=first.seq,
        last_seq=last.seq,
        first_at=first.at,
        last_at=last.at,
        first_mac=first.mac,
        last_mac=last.mac,
        archive=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        key_id=keys.current,
        released_at=None,
    )
    segment.proof = segment_proof(keys, segment)
    session.add(segment)
    session.flush()


def _lines_between(session: Session, first: int, last: int, page: int = 10_000) -> Iterator[Any]:
    table, connection = AuditEntry.__table__, session.connection()
    for start in range(first, last + 1, page):
        stretch = table.c.seq.between(start, min(start + page - 1, last))
        yield from connection.execute(select(table).where(stretch).order_by(table.c.seq)).all()


def _end_of_month(moment: datetime) -> datetime:
    day = day_of(moment).replace(day=28) + timedelta(days=4)
    return datetime.combine(day.replace(day=1), time(), AMSTERDAM).astimezone(UTC)


def forget_lines_before(session: Session, keys: AuditKeys, day: date, folder: Path) -> int:
    """Let go of every closed stretch that ended before a day, lines and archive; returns how many lines went.

    Only whole stretches go, oldest first. Their rows stay, so that the chain of the rest can still be checked.
    """
    limit = datetime.combine(day, time(), AMSTERDAM)
    gone = 0
    for segment in segments(session):
        if segment.last_at >= limit or not keys:
            break
        if segment.released_at is None:
            segment.released_at, segment.key_id = session.info["at"], keys.current
            segment.proof = segment_proof(keys, segment)
            session.flush()
        table = AuditEntry.__table__
        stretch = table.c.seq.between(segment.first_seq, segment.last_seq)
        gone += session.connection().execute(delete(AuditEntry).where(stretch)).rowcount
        (folder / segment.archive).unlink(missing_ok=True)
    if gone:
        forget_reasons_before(session, limit)
    return gone
