"""Making what is known of a person unreadable for good, also in every copy that was made before."""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.naming import forget_names
from candidates.numbers.actions import forget_lonely
from candidates.numbers.models import CandidateNumber, DuplicateCheck
from werkbedrijf.foundation.keys.locks import throw_away
from werkbedrijf.foundation.keys.sealed import AboutPerson, sealed_of


def forget_person(session: Session, candidate: Candidate) -> None:
    """Throw away the key of this person and empty everything that was locked with it, in this room and every other.

    Called by the act that erases, which records it. What was locked stays closed in older copies of the database too, as
    soon as their table of keys is gone. Twice does no harm.
    """
    throw_away(session, candidate.uuid)
    _forget_number(session, candidate)
    for kind in AboutPerson.__subclasses__():
        emptied = {one.column: None for one in sealed_of(kind)}
        about = kind.__table__.c.candidate_id == candidate.id  # type: ignore[attr-defined]  # every such row is mapped
        session.execute(update(kind).where(about).values(emptied))
    for one in sealed_of(Candidate):
        setattr(candidate, one.name, one.empty)
    session.flush()
    for row in session.identity_map.values():
        if isinstance(row, AboutPerson):
            session.expire(row, [one.column for one in sealed_of(type(row))])
    forget_names()


def _forget_number(session: Session, candidate: Candidate) -> None:
    """The number, its digest when nobody else has it, and every line that says two files may be of one person."""
    mine = CandidateNumber.candidate_id == candidate.id
    number_id = session.scalar(select(CandidateNumber.number_id).where(mine))
    unwatched = {"synchronize_session": "fetch"}
    session.execute(delete(CandidateNumber).where(mine), execution_options=unwatched)
    if number_id is not None:
        forget_lonely(session, number_id)
    either = or_(DuplicateCheck.candidate_id == candidate.id, DuplicateCheck.other_id == candidate.id)
    session.execute(delete(DuplicateCheck).where(either), execution_options=unwatched)
