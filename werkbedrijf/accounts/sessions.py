"""Being signed in: a row per browser, with limits, a new token at every proof, and an end that works at once."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session, contains_eager

from werkbedrijf.accounts.models import SignInSession
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, find_value
from werkbedrijf.foundation.rows import rows_reached

# Between the password and the second step; long enough to find a phone or to set an app up.
HALF_WAY = timedelta(minutes=20)
# Being seen is written down at most this often, so that reading a page is no writing.
SEEN_EVERY = timedelta(minutes=2)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone sits: the browser in words and the network, coarsely."""

    device: str = ""
    origin: str = ""


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(
    session: Session, user: User, place: Place, *, complete: bool, proved_at: datetime | None = None
) -> tuple[SignInSession, str]:
    """A new session and the token for its cookie. ``complete`` is false when the second step still has to come.

    ``proved_at`` is when the person last showed who it is, where that was elsewhere and before.
    """
    at: datetime = session.info["at"]
    idle, longest = limits_for(session, user.role, at)
    token = secrets.token_urlsafe(32)
    row = SignInSession(
        user=user,
        token_digest=digest_of(token),
        version=user.session_version,
        complete=complete,
        device=place.device,
        origin=place.origin,
        idle_minutes=idle,
        started_at=at,
        seen_at=at,
        proved_at=at if proved_at is None else min(at, proved_at),
        ends_at=at + (longest if complete else min(longest, HALF_WAY)),
    )
    session.add(row)
    session.flush()
    return row, token


def limits_for(session: Session, role: Role, at: datetime) -> tuple[int, timedelta]:
    """How long someone in this role may be still, in minutes, and stay signed in at all."""
    employer = role == Role.EMPLOYER
    idle = _limit(session, Parameter.IDLE_EMPLOYER if employer else Parameter.IDLE_STAFF, at)
    longest = _limit(session, Parameter.SIGNED_IN_EMPLOYER if employer else Parameter.SIGNED_IN_STAFF, at)
    return idle, timedelta(hours=longest)


def _limit(session: Session, parameter: Parameter, at: datetime) -> int:
    # Coming in must also work in a database that has no values yet.
    value = find_value(session, parameter, day_of(at))
    return int(value if value is not None else DEFINITIONS[parameter].shipped[0][1])


def session_of(session: Session, token: str, *, complete: bool = True) -> SignInSession | None:
    """The living session with this token, with its user and where that works, in one question."""
    row = session.scalars(_with_token(), {"digest": digest_of(token), "complete": complete}).first()
    return row if row is not None and row.lives(session.info["at"]) else None


@cache
def _with_token() -> Select[SignInSession]:
    user = contains_eager(SignInSession.user)
    return (
        select(SignInSession)
        .join(SignInSession.user)
        .outerjoin(User.organisation)
        .options(user, user.contains_eager(User.organisation))
        .where(SignInSession.token_digest == bindparam("digest"), SignInSession.complete == bindparam("complete"))
    )


def sessions_of(session: Session, user: User) -> Sequence[SignInSession]:
    """Where this person is signed in now, the latest first."""
    rows = session.scalars(
        select(SignInSession)
        .where(
            SignInSession.user_id == user.id,
            SignInSession.complete,
            SignInSession.ended_at.is_(None),
            SignInSession.version == user.session_version,
        )
        .order_by(SignInSession.seen_at.desc(), SignInSession.id.desc())
    )
    return [row for row in rows if row.lives(session.info["at"])]


def find_session(session: Session, actor: Actor, reference: str) -> SignInSession | None:
    """One of the actor's own living sessions by its number; of another's nothing is known."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    row = session.get(SignInSession, int(reference))
    own = row is not None and row.user_id == actor.id and row.complete
    return row if row is not None and own and row.lives(session.info["at"]) else None


def renew(session: Session, row: SignInSession) -> str:
    """The person proved again who this is: a new token takes the place of the old one, which is worth nothing any more."""
    token = secrets.token_urlsafe(32)
    row.token_digest = digest_of(token)
    row.proved_at = session.info["at"]
    return token


def end(session: Session, row: SignInSession) -> None:
    """This session opens no door from here on."""
    row.ended_at = session.info["at"]


def end_session(session: Session, actor: Actor, row: SignInSession) -> None:
    """Somebody ends one of the sessions on the list."""
    end(session, row)
    record(session, actor, "user.session_ended", row.user)


def note_seen(session: Session, row: SignInSession) -> None:
    """Write down that this session is in use. Two at the same moment do no harm."""
    at: datetime = session.info["at"]
    session.execute(
        update(SignInSession)
        .where(SignInSession.id == row.id, SignInSession.seen_at < at)
        .values(seen_at=at)
        .execution_options(synchronize_session=False)
    )


def is_long_unseen(row: SignInSession, at: datetime) -> bool:
    """Whether being seen is worth a line again."""
    return at - row.seen_at >= SEEN_EVERY


def forget_old_sessions(session: Session, *, at: datetime) -> int:
    """Throw away sessions that ended more than thirty days ago; returns how many."""
    old = or_(SignInSession.ends_at < at - KEPT, SignInSession.ended_at < at - KEPT)
    return rows_reached(session, delete(SignInSession).where(old))
