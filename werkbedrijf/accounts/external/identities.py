"""Which identity of which service belongs to whom: only the person self links one, and only the person self takes it away."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from werkbedrijf.accounts import messages
from werkbedrijf.accounts.external.errors import FlowLost, IdentityTaken, LastWayIn
from werkbedrijf.accounts.external.flows import LASTS
from werkbedrijf.accounts.external.told import Told
from werkbedrijf.accounts.models import ExternalIdentity
from werkbedrijf.accounts.sealing import NotOurs, opened, ring_of, seal
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.region import current_region


@dataclass(frozen=True, slots=True)
class Offered:
    """An identity that came back from a service and waits until its owner says yes."""

    service: str
    subject: str
    shown: str
    second_step: bool
    # When this person was at the keys there, in seconds; nothing when the service does not say.
    proved: float | None

    @classmethod
    def of(cls, service: str, told: Told) -> "Offered":
        """What a service told, to be linked."""
        proved = told.proved_at.timestamp() if told.proved_at else None
        return cls(service, told.subject, told.shown, told.second_step, proved)

    @property
    def proved_at(self) -> datetime | None:
        """The same as a moment."""
        return None if self.proved is None else datetime.fromtimestamp(self.proved, UTC)


def identities_of(session: Session, user: User) -> Sequence[ExternalIdentity]:
    """What this person comes in with elsewhere."""
    mine = ExternalIdentity.user_id == user.id
    return session.scalars(select(ExternalIdentity).where(mine).order_by(ExternalIdentity.id)).all()


def find_identity(session: Session, actor: Actor, reference: str) -> ExternalIdentity | None:
    """One of the actor's own identities by its number."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    mine = (ExternalIdentity.id == int(reference), ExternalIdentity.user_id == actor.id)
    return session.scalars(select(ExternalIdentity).where(*mine)).first()


def user_behind(session: Session, service: str, subject: str) -> User | None:
    """Whose identity this is, somebody who may not come in included; it was used at this moment."""
    row = session.scalars(
        select(ExternalIdentity).where(ExternalIdentity.provider == service, ExternalIdentity.subject == subject)
    ).first()
    if row is None:
        return None
    user = session.get_one(User, row.user_id)
    if user.is_active:
        session.execute(
            update(ExternalIdentity)
            .where(ExternalIdentity.id == row.id)
            .values(last_used_at=session.info["at"])
            .execution_options(synchronize_session=False)
        )
    return user


def is_of(session: Session, user: User, service: str, subject: str) -> bool:
    """Whether this identity is this person's."""
    return any(one.provider == service and one.subject == subject for one in identities_of(session, user))


def link(session: Session, actor: Actor, user: User, offered: Offered, title: str) -> None:
    """From here on this person comes in with it. Raises IdentityTaken. One per service, so that a page can say which."""
    if any(one.provider == offered.service for one in identities_of(session, user)):
        raise IdentityTaken(title)
    at: datetime = session.info["at"]
    row = ExternalIdentity(user_id=user.id, provider=offered.service, subject=offered.subject, linked_at=at)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as problem:
        raise IdentityTaken(title) from problem
    record(session, actor, "user.identity_linked", user, reason=f"via {title}")
    _warn(session, user, f"u kunt nu ook inloggen via {title}")


def unlink(session: Session, actor: Actor, user: User, row: ExternalIdentity, title: str) -> None:
    """This identity opens nothing any more. Raises LastWayIn when nothing else does."""
    if user.password_hash is None and len(identities_of(session, user)) == 1:
        raise LastWayIn
    session.execute(delete(ExternalIdentity).where(ExternalIdentity.id == row.id))
    record(session, actor, "user.identity_unlinked", user, reason=f"via {title}")
    _warn(session, user, f"u kunt niet meer inloggen via {title}")


def sealed(session: Session, offered: Offered, about: str) -> str:
    """The identity on its way through the page that asks; ``about`` says for whom."""
    told = [session.info["at"].timestamp(), *astuple(offered)]
    return seal(ring_of(session), json.dumps(told), f"koppelen|{about}")


def unsealed(session: Session, written: str, service: str, about: str) -> Offered:
    """What the page brought back. Raises FlowLost when it is not ours, of somebody else, or too old."""
    at: datetime = session.info["at"]
    try:
        asked_at, *told = json.loads(opened(ring_of(session), written, f"koppelen|{about}"))
    except NotOurs as problem:
        raise FlowLost from problem
    in_time = timedelta(0) <= at - datetime.fromtimestamp(asked_at, at.tzinfo) <= LASTS
    offered = Offered(*told)
    if offered.service != service or not in_time:
        raise FlowLost
    return offered


def _warn(session: Session, user: User, what: str) -> None:
    at: datetime = session.info["at"]
    region = current_region(session)
    name = region.name if region else "het regionaal werkbedrijf"
    tell(session, messages.way_in_changed(user, name, what, f"accounts.identity:{user.id}:{at.isoformat()}"))
