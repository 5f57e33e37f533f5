"""What can be asked about requests of people."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.queries import IS_HERE, candidates_visible_to
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.four_eyes import BECAUSE, PendingAct
from werkbedrijf.foundation.reasons import MARK, ToldReason
from werkbedrijf.rights.models import Correction, CorrectionNotice, Tombstone


def candidate_of(session: Session, pending: PendingAct) -> Candidate:
    """The candidate a request is about. Raises NotFound."""
    found = session.scalars(select(Candidate).where(Candidate.reference == pending.subject_reference)).first()
    if found is None:
        raise NotFound
    return found


def why_declined(session: Session, pending: PendingAct) -> str:
    """Why a request was declined, as it was typed; empty when it was not, or when the words are gone."""
    marked = str(pending.details.get(BECAUSE, "")).removeprefix(MARK)
    row = session.scalars(select(ToldReason).where(ToldReason.uuid == marked)).first() if marked else None
    return row.words if row else ""


def ground_of(session: Session, candidate: Candidate) -> str:
    """Why somebody was erased, from the line that stays; empty when nobody was."""
    ground = session.scalar(select(Tombstone.ground).where(Tombstone.uuid == candidate.uuid))
    return ground.words if ground else ""


def corrections_of(session: Session, candidate: Candidate) -> list[Correction]:
    """Every request about this person, the newest first."""
    query = select(Correction).where(Correction.candidate_id == candidate.id).options(joinedload(Correction.owner))
    return list(session.scalars(query.order_by(Correction.id.desc())))


def find_correction(session: Session, actor: Actor, reference: str) -> Correction | None:
    """The request with this reference (``correctie-7``), if this person may see the whole file it is about."""
    kind, _, number = reference.partition("-")
    if kind != "correctie" or not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    mine = candidates_visible_to(actor).with_only_columns(Candidate.id)
    return session.scalars(
        select(Correction).where(Correction.id == int(number), Correction.candidate_id.in_(mine))
    ).first()


def open_corrections(actor: Actor) -> Select[Correction]:
    """Requests that wait for this person, soonest first."""
    return (
        select(Correction)
        .join(Correction.candidate)
        .where(Correction.owner_id == actor.id, Correction.answered_on.is_(None), IS_HERE)
        .options(joinedload(Correction.candidate))
        .order_by(Correction.due_on, Correction.id)
    )


def untold(actor: Actor) -> Select[Correction]:
    """Answered requests of which a recipient has not heard yet."""
    waiting = select(CorrectionNotice.correction_id).where(CorrectionNotice.told_on.is_(None))
    return (
        select(Correction)
        .where(Correction.owner_id == actor.id, Correction.id.in_(waiting))
        .options(joinedload(Correction.candidate))
        .order_by(Correction.answered_on, Correction.id)
    )


def is_late(correction: Correction, day: date) -> bool:
    """Whether the answer should have been there."""
    return correction.answered_on is None and correction.due_on < day
