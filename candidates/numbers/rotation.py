"""A new pepper over every digest, while people work on.

First everybody who writes is told: from then on both digests are written. Then the rows of before get theirs, a portion at a
time. Last, while nobody writes, the new takes the place of the old. No number is needed, and no moment passes in which two
equal numbers would not meet: until the swap every row has the old digest, after it every row has the new one.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from candidates.numbers.models import BirthMark, KnownNumber
from candidates.numbers.peppers import hold_peppers, hold_peppers_alone, keep_chain
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.digests import wrapped
from werkbedrijf.foundation.keys.locks import ring_of
from werkbedrijf.foundation.keys.ring import Kind

PORTION = 500
# What stands as a digest under the peppers.
MARKED = (KnownNumber, BirthMark)


def lay_over(database: Database, *, at: Callable[[], datetime], portion: int = PORTION) -> tuple[str, int]:
    """Lay a new pepper over everything; returns its id and how many digests it lies over. Goes on where it was stopped."""
    with database.transaction(at=at()) as session:
        kid = announce(session)
    while True:
        with database.transaction(at=at()) as session:
            if not cover(session, portion):
                break
    with database.transaction(at=at()) as session:
        return kid, swap(session)


def announce(session: Session) -> str:
    """From the end of this transaction on every writer writes both digests. Returns the id of the new pepper."""
    peppers = hold_peppers_alone(session)
    if peppers.next_kid:
        return peppers.next_kid
    kid = ring_of(session).new(Kind.PEPPER).kid
    keep_chain(session, peppers.kids, kid)
    return kid


def cover(session: Session, portion: int = PORTION) -> int:
    """Give a portion of the older rows the digest of tomorrow; returns how many there were."""
    peppers = hold_peppers(session)
    if peppers.next_secret is None:
        return 0
    done = 0
    for kind in MARKED:
        bare = select(kind.id, kind.digest).where(kind.next_kid.is_(None)).order_by(kind.id)
        rows = session.execute(bare.limit(portion).with_for_update()).all()
        for row in rows:
            later = {"next_kid": peppers.next_kid, "next_digest": wrapped(peppers.next_secret, row.digest)}
            session.execute(update(kind).where(kind.id == row.id).values(later))
        done += len(rows)
    return done


def swap(session: Session) -> int:
    """The digest of tomorrow becomes the one of today, in one piece; returns how many."""
    peppers = hold_peppers_alone(session)
    if peppers.next_kid is None:
        return session.scalar(select(func.count()).select_from(KnownNumber)) or 0
    while cover(session):
        pass
    for kind in MARKED:
        later = {"kid": kind.next_kid, "digest": kind.next_digest, "next_kid": None, "next_digest": None}
        session.execute(update(kind).values(later), execution_options={"synchronize_session": False})
    session.expire_all()
    keep_chain(session, [*peppers.kids, peppers.next_kid], None)
    return session.scalar(select(func.count()).select_from(KnownNumber)) or 0
