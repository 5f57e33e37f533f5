"""Making what is known of a person unreadable for good, also in every copy that was made before."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.naming import forget_names
from werkbedrijf.foundation.keys.locks import throw_away
from werkbedrijf.foundation.keys.sealed import AboutPerson, sealed_of


def forget_person(session: Session, candidate: Candidate) -> None:
    """Throw away the key of this person and empty everything that was locked with it, in this room and every other.

    Called by the act that erases, which records it. What was locked stays closed in older copies of the database too, as
    soon as their table of keys is gone. Twice does no harm.
    """
    throw_away(session, candidate.uuid)
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
