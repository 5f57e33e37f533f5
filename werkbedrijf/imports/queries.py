"""What the import room may ask."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate
from werkbedrijf.foundation.references import Kind
from werkbedrijf.imports.errors import NoCoachHere
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportedRecord


def coaches_of(actor: Actor) -> Select[User]:
    """The job coaches of the own organisation who can sign in, oldest account first."""
    return (
        select(User)
        .where(User.organisation_id == actor.organisation_id, User.role == Role.COACH, User.is_active)
        .order_by(User.id)
    )


def coach_for(session: Session, actor: Actor, email: str) -> User:
    """The job coach with this address, or the first one of the organisation. Raises NoCoachHere."""
    wanted = email.strip().lower()
    found = session.scalars(coaches_of(actor).where(User.email == wanted) if wanted else coaches_of(actor)).first()
    if found is None:
        raise NoCoachHere(wanted)
    return found


def known_at_source(session: Session, actor: Actor, source: str) -> Mapping[str, str]:
    """Our reference per name of the source; the last import counts.

    People are known only from imports of the own organisation: whether another partner knows someone is not ours to tell.
    """
    ours = or_(
        ImportBatch.organisation_id == actor.organisation_id,
        ~ImportedRecord.reference.startswith(f"{Kind.CANDIDATE.value}-"),
    )
    rows = (
        select(ImportedRecord.source_id, ImportedRecord.reference)
        .join(ImportBatch, ImportBatch.id == ImportedRecord.batch_id)
        .where(ImportedRecord.source == source, ours)
    )
    return dict(session.execute(rows.order_by(ImportedRecord.id)).all())


def find_batch(session: Session, actor: Actor, reference: str) -> ImportBatch | None:
    """The uploaded file with this reference, if it is of the own organisation."""
    return find(session, actor, ImportBatch, reference)


@gate(ImportBatch)
def batches_of(actor: Actor) -> Select[ImportBatch]:
    """The files of the own organisation, newest first."""
    return (
        select(ImportBatch)
        .where(ImportBatch.organisation_id == actor.organisation_id if actor.is_a(Role.ACCOUNT_MANAGER) else false())
        .order_by(ImportBatch.uploaded_at.desc(), ImportBatch.id.desc())
    )


def records_of(batch: ImportBatch) -> Select[ImportedRecord]:
    """What a saved file became, in the order of the file."""
    return select(ImportedRecord).where(ImportedRecord.batch_id == batch.id).order_by(ImportedRecord.number)


def too_old(session: Session, before: datetime) -> Sequence[ImportBatch]:
    """Files that are still here and were uploaded before this moment, and saved ones that can be taken back too long already."""
    still_here = (ImportBatch.state == BatchState.DRAFT) | (func.length(ImportBatch.content) > 0)
    undoable = (func.length(ImportBatch.journal) > 0) & (ImportBatch.saved_at <= before) & ~ImportBatch.goes_back
    old = ((ImportBatch.uploaded_at <= before) & still_here) | undoable
    return session.scalars(select(ImportBatch).where(old)).all()


def first_account_manager(session: Session, email: str | None) -> User | None:
    """The account manager with this address, or the first one who can sign in."""
    wanted = select(User).where(User.role == Role.ACCOUNT_MANAGER, User.is_active).order_by(User.id)
    return session.scalars(wanted.where(User.email == email.strip().lower()) if email else wanted).first()
