"""Erasing a person: column by column as the classification says, and afterwards nothing leads back.

Rows go with plain statements and not one by one: the classification decides, so a table of tomorrow is erased too.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, delete, or_, select, update
from sqlalchemy import Column as SaColumn
from sqlalchemy.orm import Session

from candidates.forgetting import forget_person
from candidates.models import Candidate, CandidateStatus
from candidates.profile.revision import next_pool_revision
from employers.vacancies.seats import vacate_seat
from matching.aftercare.staying.keeping import keep_spells
from matching.bookings.actions import forget_weeks
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import lapse
from matching.proposals.locking import lock_everything_open
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.keys.sealed import class_of
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.reasons import ToldReason
from werkbedrijf.garantiebanen.keeping import keep_counts
from werkbedrijf.objections.queries import waiting_about
from werkbedrijf.rights.belonging import children_first, of_person, references_of, sa_table
from werkbedrijf.rights.columns import Erasure, Rows, Table
from werkbedrijf.rights.errors import ErasedAlready, StillObjects, StillWorks
from werkbedrijf.rights.mentions import Names, mentions
from werkbedrijf.rights.models import ErasureGround, Tombstone
from werkbedrijf.rights.words import forget_words

NOW_WORKING = (PlacementStatus.PLANNED, PlacementStatus.RUNNING)
# Whoever erases in a session reads here afterwards whose files have to go too.
ERASED = "erased_names"


def working(session: Session, candidate: Candidate) -> Placement | None:
    """The placement that keeps somebody from being erased: planned or running."""
    query = select(Placement).where(Placement.candidate_id == candidate.id, Placement.status.in_(NOW_WORKING))
    return session.scalars(query.order_by(Placement.id)).first()


def refuse_now(session: Session, candidate: Candidate) -> None:
    """Raise why somebody cannot be erased now: ErasedAlready, StillWorks while a placement is planned or runs, StillObjects
    while a bezwaar waits for a decision (AVG art. 17(3)(e)).
    """
    if candidate.erased_revision is not None:
        raise ErasedAlready
    placement = working(session, candidate)
    if placement is not None:
        raise StillWorks(placement.reference)
    objection = waiting_about(session, candidate)
    if objection is not None:
        raise StillObjects(objection.reference, objection.owner.name)


def erase(session: Session, actor: Actor, candidate: Candidate, *, ground: ErasureGround, on: date) -> Tombstone:
    """Erase a person and leave a tombstone. Raises what ``refuse_now`` raises."""
    refuse_now(session, candidate)
    # Held, and then looked at again: no bezwaar can come in between looking for one and erasing it.
    lock_everything_open(session, candidate)
    refuse_now(session, candidate)
    return erase_anyway(session, actor, candidate, ground=ground, at=session.info["at"], on=on)


def erase_anyway(
    session: Session, actor: Actor, candidate: Candidate, *, ground: ErasureGround, at: datetime, on: date
) -> Tombstone:
    """As ``erase``, also for who works by this database: for an older copy in which it was not so yet.

    ``at`` is when the person was erased, ``on`` the day up to which work counts.
    """
    names = Names.of(candidate, references_of(session, candidate))
    _forget_files(session, names)
    _forget_reasons(session, names)
    forget_words(session, names)
    _free_seats(session, actor, candidate, on)
    keep_counts(session, candidate, on=on)
    keep_spells(session, candidate, on=on)
    session.flush()
    forget_person(session, candidate)
    for table in children_first():
        _erase_rows(session, table, candidate)
    session.expire(candidate)
    uuid = candidate.uuid
    candidate.status = CandidateStatus.LEFT
    candidate.erased_revision = next_pool_revision(session)
    tombstone = session.scalars(select(Tombstone).where(Tombstone.uuid == uuid)).first()
    if tombstone is None:
        tombstone = Tombstone(uuid=uuid, erased_at=at, ground=ground)
        session.add(tombstone)
    record(session, actor, "candidate.erased", candidate, reason=ground.words)
    session.flush()
    session.info.setdefault(ERASED, []).append(names)
    return tombstone


def _free_seats(session: Session, actor: Actor, candidate: Candidate, on: date) -> None:
    """What was promised to this person comes free; employers hear neutrally that it ended."""
    for proposal in lock_everything_open(session, candidate):
        lapse(session, actor, proposal, note="", on=on)
    forget_weeks(session, actor, candidate)
    taken = select(Placement).where(Placement.candidate_id == candidate.id, Placement.status.in_(NOW_WORKING))
    for placement in session.scalars(taken):
        vacate_seat(session, placement.vacancy)
        record(session, actor, "placement.erased", placement, placement.vacancy)


def _erase_rows(session: Session, table: Table, candidate: Candidate) -> None:
    rows, mine = sa_table(table), of_person(table, candidate)
    if table.rows is Rows.DELETE:
        _run(session, delete(rows).where(mine))
        return
    left: dict[str, Any] = {}
    for column in table.columns.values():
        if column.erasure is Erasure.NULL:
            left[column.name] = None
        elif column.erasure is Erasure.EMPTY:
            left[column.name] = empty(rows.c[column.name])
    if left:
        _run(session, update(rows).where(mine).values(left))


def _run(session: Session, statement: Any) -> None:
    session.execute(statement, execution_options={"synchronize_session": False})


def empty(column: SaColumn[Any]) -> Any:
    """What an emptied column holds: an empty text, list, mapping or file; the shape is that of its default."""
    if isinstance(column.type, JSON):
        default: Any = column.default
        made = default.arg(None) if default is not None and default.is_callable else {}
        return made if made in ([], {}) else {}
    return b"" if isinstance(column.type, LargeBinary) else ""


def _forget_files(session: Session, names: Names) -> None:
    """Import files in which this person stands, and messages that mention this person."""
    records = Base.metadata.tables["imported_record"]
    kept = class_of("import_batch")
    full = session.scalars(select(kept).where(or_(kept.content.is_not(None), kept.journal.is_not(None))))
    came_in = set(session.scalars(select(records.c.batch_id).where(records.c.reference.in_(names.references))))
    gone = [
        batch.id
        for batch in full
        if batch.id in came_in
        or mentions(json.dumps(batch.preview, ensure_ascii=False), names)
        or _in_file(batch.content, names)
    ]
    _forget_batches(session, gone)
    for table, columns in (
        (OutboxMessage, (OutboxMessage.key, OutboxMessage.subject, OutboxMessage.body)),
        (Notice, (Notice.key, Notice.subject, Notice.text, Notice.path)),
    ):
        told = session.execute(select(table.id, *columns)).all()
        mine = [row[0] for row in told if mentions("\n".join(row[1:]), names)]
        for start in range(0, len(mine), 500):
            _run(session, delete(table).where(table.id.in_(mine[start : start + 500])))


def _forget_reasons(session: Session, names: Names) -> None:
    """Why somebody did something: words that name this person go, the line that it was done stays."""
    gone = [row.id for row in session.scalars(select(ToldReason)) if mentions(row.words, names)]
    for start in range(0, len(gone), 500):
        _run(session, delete(ToldReason).where(ToldReason.id.in_(gone[start : start + 500])))


def _forget_batches(session: Session, ids: Iterable[int]) -> None:
    batches = Base.metadata.tables["import_batch"]
    for batch_id in ids:
        values: dict[str, Any] = {
            "content_sealed": None,
            "preview_sealed": None,
            "journal_sealed": None,
            "chosen": [],
            "file_name_sealed": None,
            "fingerprint": "",
        }
        _run(session, update(batches).where(batches.c.id == batch_id).values(values))
        draft = (batches.c.id == batch_id, batches.c.state == "concept")
        _run(session, update(batches).where(*draft).values(state="weggegooid"))


def _in_file(content: bytes, names: Names) -> bool:
    """Whether a raw file names the person; a workbook is packed, so its preview decides. JSON may hide a letter behind a code."""
    if content.lstrip()[:1] in {b"[", b"{"}:
        with suppress(ValueError, RecursionError):
            return mentions(json.dumps(json.loads(content), ensure_ascii=False), names)
    return any(mentions(content.decode(code, "ignore"), names) for code in ("utf-8", "latin-1"))
