"""What changes an import: taking a file in, choosing, carrying it out, throwing it away."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, NotAllowed
from werkbedrijf.foundation.importing import Judged, Outcome
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.imports.errors import AlreadyHandled, ImportStopped, NothingGoesIn, PreviewChanged
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportedRecord, ImportKind
from werkbedrijf.imports.planning import VUM, ImportPlan, plan
from werkbedrijf.imports.undo.journal import Journal

LONGEST_FILE_NAME = 120


def take_file(
    session: Session,
    actor: Actor,
    made: ImportPlan,
    *,
    file_name: str,
    content: bytes,
    coach_email: str = "",
    gemeente: str = "",
) -> ImportBatch:
    """Keep an uploaded file with what it would do, until somebody decides."""
    if actor.id is None or actor.organisation_id is None:
        raise NotAllowed("Een bestand importeert een medewerker van een van de partners.")
    batch = ImportBatch(
        reference=next_reference(session, Kind.IMPORT),
        kind=made.kind,
        file_name="".join(sign for sign in file_name if sign.isprintable())[-LONGEST_FILE_NAME:] or "bestand",
        content=content,
        uploaded_by_id=actor.id,
        organisation_id=actor.organisation_id,
        uploaded_at=session.info["at"],
        state=BatchState.DRAFT,
        coach_email=coach_email,
        gemeente=gemeente,
        ignored=list(made.ignored),
        chosen=[],
    )
    show(batch, made)
    session.add(batch)
    record(session, actor, "import.uploaded", batch)
    return batch


def choose(session: Session, actor: Actor, batch: ImportBatch, *, shown: Iterable[int], wanted: Iterable[int]) -> None:
    """Which of the doubtful records that were shown may go in; the others keep what was chosen before."""
    _hold_draft(session, batch)
    doubtful = {row["nummer"] for row in batch.preview if row["uitkomst"] == Outcome.DOUBTFUL.value and row["kan"]}
    batch.chosen = sorted((set(batch.chosen) - set(shown) | set(wanted)) & doubtful)
    record(session, actor, "import.chosen", batch)


def save_batch(session: Session, actor: Actor, batch: ImportBatch, *, on: date) -> None:
    """Look again, and save what was shown: everything or nothing.

    Raises PreviewChanged when the outcome is another one, and NothingGoesIn where nothing is left to save.
    """
    _hold_draft(session, batch)
    made = plan_of(session, actor, batch, on=on)
    if made.fingerprint != batch.fingerprint:
        raise PreviewChanged
    if not any(made.goes_in(one, frozenset(batch.chosen)) for one in made.judged):
        raise NothingGoesIn
    carry_out(session, actor, made, on=on, batch=batch, chosen=batch.chosen)


def look_again(session: Session, actor: Actor, batch: ImportBatch, *, on: date) -> None:
    """Show what the file would do now."""
    _hold_draft(session, batch)
    made = plan_of(session, actor, batch, on=on)
    show(batch, made)
    batch.chosen = sorted(set(batch.chosen) & made.doubtful)
    record(session, actor, "import.looked_again", batch)


def carry_out(
    session: Session, actor: Actor, made: ImportPlan, *, on: date, batch: ImportBatch, chosen: Iterable[int] = ()
) -> int:
    """Save what goes in, through the acts of the rooms, in one piece. Returns how many records went in.

    Doubtful records go in when ``chosen`` names them. Raises ImportStopped, with nothing saved, when an act refuses.
    """
    wanted = frozenset(chosen)
    going = [one for one in made.judged if made.goes_in(one, wanted)]
    with session.begin_nested():
        with Journal().watching(session) as journal:
            for one in going:
                journal.number = one.number
                session.add(_carried_out(session, actor, one, made.kind, batch, on))
                session.flush()
        batch.state, batch.saved_at = BatchState.SAVED, session.info["at"]
        batch.forget()
        batch.journal = journal.kept(session)
        record(session, actor, "import.saved", batch, reason=f"{batch.kind.words}: {len(going)} records")
    return len(going)


def discard(session: Session, actor: Actor, batch: ImportBatch) -> None:
    """Throw an uploaded file away; nothing of it goes in."""
    _hold_draft(session, batch)
    batch.state = BatchState.DISCARDED
    batch.forget()
    record(session, actor, "import.discarded", batch)


def plan_of(session: Session, actor: Actor, batch: ImportBatch, *, on: date) -> ImportPlan:
    """What the uploaded file would do today."""
    return plan(
        session, actor, batch.kind, batch.content, on=on, coach_email=batch.coach_email, gemeente=batch.gemeente
    )


def show(batch: ImportBatch, made: ImportPlan) -> None:
    """Keep a plan as what people see."""
    batch.counts = {outcome.value: made.counts[outcome] for outcome in Outcome}
    batch.preview = [_row(one) for one in made.judged]
    batch.fingerprint = made.fingerprint


def _row(one: Judged) -> dict[str, Any]:
    return {
        "nummer": one.number,
        "uitkomst": one.outcome.value,
        "wat": one.label,
        "problemen": [[problem.field, problem.sentence] for problem in one.problems],
        "lijkt_op": [[like.reference, like.why] for like in one.resembles],
        "wijzigt": list(one.changes),
        "let_op": list(one.notes),
        "kan": one.save is not None,
    }


def _carried_out(
    session: Session, actor: Actor, one: Judged, kind: ImportKind, batch: ImportBatch, on: date
) -> ImportedRecord:
    assert one.save is not None  # noqa: S101  # ImportPlan.goes_in said so
    try:
        row = one.save(session, actor, on)
    except DomainError as problem:
        raise ImportStopped(one.number, problem.sentence) from problem
    return ImportedRecord(
        batch_id=batch.id,
        number=one.number,
        outcome=one.outcome.value,
        reference=str(row.reference),
        source=VUM if kind is ImportKind.VUM else "",
        source_id=one.source_id,
    )


def _hold_draft(session: Session, batch: ImportBatch) -> None:
    """Hold the file until the transaction ends, and see it as it is now: nobody saves it a second time."""
    session.refresh(batch, with_for_update=True)
    if batch.state is not BatchState.DRAFT:
        raise AlreadyHandled
