"""Is the audit trail whole? Every line is computed anew and compared, in the order of the chain, a page at a time.

The answer names the first line that is not right. What no line can show (a tail that was cut off together with the head, or
an emptied trail) is shown by anchors that were kept elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import DateTime, Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.chain import BEGIN, COVERED, AuditKeys, canonical, mac_of, said_moment, same
from werkbedrijf.foundation.references import ReferenceCounter
from werkbedrijf.foundation.sealing import AuditHead, carries_own_proof, head_of, head_proof, is_genuine, still_adopts
from werkbedrijf.logbook.anchors import Anchor, anchors_kept
from werkbedrijf.logbook.restored import restores, unexplained
from werkbedrijf.logbook.segments import segment_proof, segments

PAGE: Final = 10_000
_MOST: Final = 2**31 - 1
WHOLE, TAMPERED, UNKNOWN = 0, 1, 2
# What reading gives when something stands there in a form the service never writes: a text for a moment, bytes for a name.
_UNREADABLE: Final = (ValueError, LookupError, TypeError, AttributeError)


@dataclass(slots=True)
class Outcome:
    """What checking came to. ``first_bad`` names the line: its place, its number in the database, its moment and act."""

    lines: int = 0
    sealed: int = 0
    unsealed: int = 0
    first_bad: dict[str, Any] | None = None
    reason: str = ""
    code: int = WHOLE
    anchor: dict[str, Any] = field(default_factory=lambda: {"checked": 0, "last_seq": None, "missing": False})
    # Backups that were put back: what was written after each is gone, and who checks hears it every time.
    restored: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything that was looked at is whole."""
        return self.code == WHOLE

    def as_json(self) -> dict[str, Any]:
        """For another program."""
        return {
            "ok": self.ok,
            "lines": self.lines,
            "sealed": self.sealed,
            "unsealed": self.unsealed,
            "first_bad": self.first_bad,
            "reason": self.reason,
            "anchor": self.anchor,
            "restored": self.restored,
        }


class _Wrong(Exception):
    """Something is not right; checking stops here."""

    def __init__(self, reason: str, bad: dict[str, Any] | None = None, code: int = TAMPERED):
        super().__init__(reason)
        self.reason, self.bad, self.code = reason, bad, code


@dataclass(slots=True)
class _Walk:
    """Where the walk along the chain is."""

    keys: AuditKeys
    marks: Mapping[int, list[tuple[str, str]]]
    seq: int = 0
    mac: str = BEGIN


def verify(
    session: Session,
    keys: AuditKeys,
    *,
    anchors: Sequence[Anchor] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> Outcome:
    """Check the chain, or the part between two moments. ``anchors`` come from outside the database."""
    outcome = Outcome()
    known = [*anchors, *anchors_kept(session)]
    outcome.anchor = {
        "checked": len(known),
        "outside": len(anchors),
        "last_seq": max((one.seq for one in known), default=None),
    }
    try:
        put_back = restores(session, keys)
    except _UNREADABLE:
        put_back = []  # the walk names the line
    outcome.restored = [one.told(known) for one in put_back]
    try:
        _check(session, keys, outcome, unexplained(known, put_back), since, until)
    except _Wrong as wrong:
        outcome.reason, outcome.first_bad, outcome.code = wrong.reason, wrong.bad, wrong.code
    return outcome


def _check(
    session: Session,
    keys: AuditKeys,
    outcome: Outcome,
    anchors: Sequence[Anchor],
    since: datetime | None,
    until: datetime | None,
) -> None:
    total, sealed = session.execute(select(func.count(), func.count(AuditEntry.seq)).select_from(AuditEntry)).one()
    outcome.lines, outcome.sealed, outcome.unsealed = total, sealed, total - sealed
    if not keys and (total or head_of(session)):
        raise _Wrong("De sleutel van het logboek ontbreekt: zonder sleutel is niets te controleren.", code=UNKNOWN)
    if (
        not total
        and not head_of(session)
        and not segments(session)
        and session.scalar(select(ReferenceCounter.id).limit(1))
    ):
        # Every reference was given out by an act that wrote a line, so this needs no anchor.
        raise _Wrong("Het logboek is leeg, terwijl er al iets is ingeschreven. Elke regel is weg.", _gap(1))
    walk = _Walk(keys, _marks(session, keys, anchors))
    _begin(session, walk, since)
    for row in _rows(session, walk.seq, until):
        try:
            _step(walk, row)
        except _UNREADABLE as problem:
            raise _Wrong(f"Regel {row.seq} is niet te lezen.", named(row)) from problem
    if until is None:
        _check_end(session, walk, anchors)
    try:
        _check_waiting(session, keys)
    except _UNREADABLE as problem:
        raise _Wrong("Een regel die nog verzegeld moet worden, is niet te lezen.") from problem


def _marks(session: Session, keys: AuditKeys, anchors: Sequence[Anchor]) -> dict[int, list[tuple[str, str]]]:
    """What the chain must be at certain places, by anchors and closed months."""
    marks: dict[int, list[tuple[str, str]]] = {}
    for one in anchors:
        marks.setdefault(one.seq, []).append((one.mac, f"het anker van {one.at}"))
    for closed in segments(session):
        if closed.key_id not in keys.keys:
            raise _Wrong(f"Sleutel {closed.key_id} van de afgesloten maand {closed.month} ontbreekt.", code=UNKNOWN)
        if not same(closed.proof, segment_proof(keys, closed)):
            raise _Wrong(f"De afgesloten maand {closed.month} is niet meer zoals hij werd afgesloten.")
        marks.setdefault(closed.last_seq, []).append((closed.last_mac, f"de afgesloten maand {closed.month}"))
    return marks


def _begin(session: Session, walk: _Walk, since: datetime | None) -> None:
    """Stand before the first line to check: the beginning, behind what was released, or before a moment."""
    released = 0
    for closed in segments(session):
        if closed.released_at is None or closed.first_seq != released + 1:
            break
        released, walk.seq, walk.mac = closed.last_seq, closed.last_seq, closed.last_mac
    if since is None:
        return
    first = session.scalar(select(func.min(AuditEntry.seq)).where(AuditEntry.at >= since, AuditEntry.seq > walk.seq))
    before = session.execute(
        select(AuditEntry.seq, AuditEntry.mac).where(AuditEntry.seq == (first or 0) - 1, AuditEntry.seq > walk.seq)
    ).first()
    if before:
        walk.seq, walk.mac = before.seq or 0, before.mac


def _rows(session: Session, after: int, until: datetime | None) -> Iterator[Any]:
    """Sealed lines behind a place, in order; a second line with one place comes too, and so does one before the first."""
    table = AuditEntry.__table__
    question = _plainly(session).where(table.c.seq.is_not(None)).order_by(table.c.seq, table.c.id)
    last_seq, last_id = (after, _MOST) if after else (-_MOST, 0)
    most = PAGE
    while True:
        behind = or_(table.c.seq > last_seq, and_(table.c.seq == last_seq, table.c.id > last_id))
        try:
            rows = session.connection().execute(question.where(behind).limit(most)).all()
        except _UNREADABLE as problem:
            if most == 1:
                raise _Wrong(f"De regel na {last_seq} is niet te lezen.", _gap(last_seq + 1)) from problem
            # One of these lines cannot even be read: find which, line by line.
            most = 1
            continue
        for row in rows:
            if until is not None and said_moment(row.at) >= said_moment(until):
                return
            yield row
        if len(rows) < most:
            return
        last_seq, last_id = rows[-1].seq, rows[-1].id


def _plainly(session: Session) -> Select[Any]:
    """Lines as the database keeps them: what the proof covers comes first, and moments are not taken apart."""
    table = AuditEntry.__table__
    plain = String() if session.connection().dialect.name == "sqlite" else DateTime(timezone=True)
    kinds = {"at": plain, "result": String()}
    covered = [
        type_coerce(table.c[name], kinds[name]).label(name) if name in kinds else table.c[name] for name in COVERED
    ]
    return select(*covered, table.c.id, table.c.seq, table.c.mac, table.c.key_id, table.c.proof)


def _step(walk: _Walk, row: Any) -> None:
    """Whether one line is the next, and is what it was when it was chained."""
    if row.seq != walk.seq + 1:
        if row.seq <= walk.seq:
            raise _Wrong(f"Plaats {row.seq} in de keten komt twee keer voor, of hoort er niet.", named(row))
        raise _Wrong(f"Regel {walk.seq + 1} ontbreekt: na regel {walk.seq} komt regel {row.seq}.", _gap(walk.seq + 1))
    key = walk.keys.keys.get(row.key_id)
    if key is None:
        _without_key(walk, row)
    mac = mac_of(key or b"", canonical(row[: len(COVERED)], row.seq, row.key_id), walk.mac)
    if mac != row.mac or not carries_own_proof(key or b"", row.proof, row[: len(COVERED)], row.key_id):
        raise _Wrong(f"Regel {row.seq} is niet meer zoals hij werd geschreven.", named(row))
    walk.seq, walk.mac = row.seq, mac
    for wanted, source in walk.marks.get(row.seq, ()):
        if wanted != mac:
            raise _Wrong(f"Regel {row.seq} is anders dan volgens {source}.", named(row))


def _without_key(walk: _Walk, row: Any) -> None:
    """A key that is not here; unless only its name was changed, for then one of ours fits."""
    values = row[: len(COVERED)]
    for kid, key in walk.keys.keys.items():
        if mac_of(key, canonical(values, row.seq, kid), walk.mac) == row.mac:
            raise _Wrong(f"Regel {row.seq} is niet meer zoals hij werd geschreven.", named(row))
    raise _Wrong(f"Sleutel {row.key_id} van regel {row.seq} ontbreekt.", named(row), UNKNOWN)


def _check_end(session: Session, walk: _Walk, anchors: Sequence[Anchor]) -> None:
    """Whether the chain reaches as far as the head and the anchors say."""
    last = max(anchors, key=lambda one: one.seq, default=None)
    if last is not None and last.seq > walk.seq:
        raise _Wrong(
            f"De regels na {walk.seq} ontbreken: volgens het anker van {last.at} waren het er {last.seq}.",
            _gap(walk.seq + 1),
        )
    head = head_of(session)
    if head is None:
        if walk.seq:
            raise _Wrong(f"Het hoofd van de keten ontbreekt; de laatste regel is {walk.seq}.", _gap(walk.seq + 1))
        return
    if head.seq > walk.seq:
        raise _Wrong(f"De regels na {walk.seq} ontbreken: het waren er {head.seq}.", _gap(walk.seq + 1))
    _check_head(walk, head)


def _check_head(walk: _Walk, head: AuditHead) -> None:
    if head.seq == 0:
        return
    if head.key_id not in walk.keys.keys:
        raise _Wrong(f"Sleutel {head.key_id} van het hoofd van de keten ontbreekt.", code=UNKNOWN)
    proof = head_proof(walk.keys, head.key_id, head.seq, head.mac, head.adopts_until)
    if not same(proof, head.proof) or (head.seq == walk.seq and head.mac != walk.mac) or head.seq < walk.seq:
        raise _Wrong(f"Het hoofd van de keten klopt niet; de laatste regel is {walk.seq}.", _gap(walk.seq))


def _check_waiting(session: Session, keys: AuditKeys) -> None:
    """Lines that wait to be chained carry a proof of their own."""
    head = head_of(session)
    table = AuditEntry.__table__
    taken_in = still_adopts(head, session.info["at"]) if head else None
    waiting = session.connection().execute(select(table).where(table.c.seq.is_(None)).order_by(table.c.id))
    for row in waiting:
        fits = is_genuine(keys, row, taken_in) or (head is None and not row.line)
        if not fits:
            raise _Wrong("Een regel die nog verzegeld moet worden, is niet door de dienst geschreven.", named(row))


def named(row: Any) -> dict[str, Any]:
    """How an answer names a line."""
    try:
        at = said_moment(row.at)
    except _UNREADABLE:
        at = str(row.at)
    return {"seq": row.seq if isinstance(row.seq, int) else None, "id": row.id, "at": at, "act": str(row.act)}


def _gap(seq: int) -> dict[str, Any]:
    return {"seq": seq, "id": None, "at": None, "act": None}
