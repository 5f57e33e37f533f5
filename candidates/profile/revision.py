"""The number that rises with every change in the pool, so that a packed copy only asks for what is new.

Whoever raises it holds its row until the end of the transaction. Changes therefore become visible in the order of their
numbers: who has seen number n has seen every number below it.
"""

from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session, SessionTransaction

from candidates.models import Candidate
from candidates.profile.models import PoolRevision, Profile

RAISED = "pool_raised"
# Made once, and asked past the objects of the session: nothing of theirs has to be saved first.
_REVISIONS: Any = PoolRevision.__table__
_RAISED: Final = update(_REVISIONS).values(last=_REVISIONS.c.last + 1).returning(_REVISIONS.c.last)


def next_pool_revision(session: Session) -> int:
    """The next number of the pool, given out within this transaction."""
    last: int | None = session.connection().scalar(_RAISED)
    session.info[RAISED] = session.get_transaction()
    if last is None:
        session.add(PoolRevision(id=1, last=1))
        session.flush()
        last = 1
    return last


def has_raised(session: Session) -> bool:
    """Whether this session changed the pool and has not saved that yet: what it sees is not for others."""
    raised: SessionTransaction | None = session.info.get(RAISED)
    return raised is not None and raised is session.get_transaction()


def note_in_pool(session: Session, candidate: Candidate) -> list[Profile]:
    """Someone came, paused or left: the packed copies look at this person again. Gives what changed, to record."""
    profiles = list(session.scalars(select(Profile).where(Profile.candidate_id == candidate.id)))
    for profile in profiles:
        profile.pool_revision = next_pool_revision(session)
    return profiles
