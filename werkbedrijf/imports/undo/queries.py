"""What may be asked about taking imports back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportedRecord

MODELS: Final[dict[str, Any]] = {
    Kind.EMPLOYER.value: Employer,
    Kind.VACANCY.value: Vacancy,
    Kind.CANDIDATE.value: Candidate,
    Kind.PLACEMENT.value: Placement,
}
"""What a record of a file can become, by the letters of its reference."""


def row_of(session: Session, reference: str) -> Audited | None:
    """What a record became, if it is still there."""
    model = MODELS[reference.split("-", maxsplit=1)[0]]
    found: Audited | None = session.scalars(select(model).where(model.reference == reference)).first()
    return found


def saved_records(session: Session, batch: ImportBatch) -> Sequence[ImportedRecord]:
    """The records that went in and were not taken back."""
    of_batch = (ImportedRecord.batch_id == batch.id, ImportedRecord.undone_at.is_(None))
    return session.scalars(select(ImportedRecord).where(*of_batch).order_by(ImportedRecord.number)).all()


def taken_back(session: Session, batch: ImportBatch) -> int:
    """How many records were taken back."""
    gone = (ImportedRecord.batch_id == batch.id, ImportedRecord.undone_at.is_not(None))
    return session.scalar(select(func.count()).select_from(ImportedRecord).where(*gone)) or 0


def undo_until(session: Session, batch: ImportBatch) -> datetime | None:
    """Until when a saved import can be taken back (Parameter.IMPORT_HOURS); None when what that needs is not here."""
    here = select(ImportBatch.journal.is_not(None)).where(ImportBatch.id == batch.id)
    if batch.saved_at is None or not session.scalar(here):
        return None
    hours = whole_number_on(session, Parameter.IMPORT_HOURS, day_of(batch.saved_at))
    return batch.saved_at + timedelta(hours=hours)


def can_undo(session: Session, batch: ImportBatch) -> bool:
    """Whether the term of taking back still runs, and something of it is left."""
    until = undo_until(session, batch)
    return until is not None and session.info["at"] < until and bool(saved_records(session, batch))


def progress_of(session: Session, batch: ImportBatch) -> tuple[int, int]:
    """How many records were looked at since taking back was asked, and of how many."""
    counted = select(
        func.count(), func.count().filter(or_(ImportedRecord.undone_at.is_not(None), ImportedRecord.stays != ""))
    )
    total, done = session.execute(counted.where(ImportedRecord.batch_id == batch.id)).one()
    return done, total


def being_undone() -> Select[int]:
    """The imports that are being taken back, whoever asked it first."""
    going = select(ImportBatch.id).where(ImportBatch.state == BatchState.SAVED, ImportBatch.goes_back)
    return going.order_by(ImportBatch.undo_asked_at, ImportBatch.id)


def held_for_undo(session: Session, number: int) -> ImportBatch | None:
    """The import, held until the transaction ends; None while somebody else is at it."""
    held = select(ImportBatch).where(ImportBatch.id == number).with_for_update(skip_locked=True)
    return session.scalars(held).first()
