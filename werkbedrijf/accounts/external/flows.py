"""One try to sign in elsewhere, from the button until the browser is back: sealed in the cookie, and worth one answer.

The state that travels along finds it again; nobody can make one up, and none counts twice.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from werkbedrijf.accounts.external.errors import FlowLost
from werkbedrijf.accounts.models import UsedChallenge
from werkbedrijf.accounts.sealing import NotOurs, opened, ring_of, seal

LASTS = timedelta(minutes=15)
# So many tries may be open at once in one browser, such as in several tabs.
MOST = 3

Kept = list[list[str]]


class Purpose(StrEnum):
    """Why somebody goes to the service."""

    SIGN_IN = "inloggen"
    PROVE = "bevestigen"
    LINK = "koppelen"
    INVITATION = "uitnodiging"


@dataclass(frozen=True, slots=True)
class Flow:
    """One try. ``user_id`` is who was signed in at the start; ``invitation`` the link somebody came with."""

    service: str
    purpose: Purpose
    state: str
    nonce: str
    verifier: str
    at: float
    target: str = "/"
    user_id: int = 0
    waits: bool = False
    invitation: str = ""

    @property
    def started_at(self) -> datetime:
        """When the browser left."""
        return datetime.fromtimestamp(self.at, UTC)


def start(
    session: Session,
    service: str,
    purpose: Purpose,
    *,
    target: str = "/",
    user_id: int = 0,
    waits: bool = False,
    invitation: str = "",
) -> Flow:
    """A new try, with secrets of its own."""
    return Flow(
        service=service,
        purpose=purpose,
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        at=session.info["at"].timestamp(),
        target=target[:500],
        user_id=user_id,
        waits=waits,
        invitation=invitation[:500],
    )


def with_flow(session: Session, kept: object, flow: Flow) -> Kept:
    """What the cookie holds from here on: this try and the newest of those before."""
    fields = {name: getattr(flow, name) for name in Flow.__slots__}
    sealed = seal(ring_of(session), json.dumps(fields), _about(flow.state))
    return [*_pairs(kept)[-(MOST - 1) :], [flow.state, sealed]]


def without_flow(kept: object, state: str) -> Kept:
    """What the cookie holds after this try came back."""
    return [pair for pair in _pairs(kept) if pair[0] != state]


def flow_in(session: Session, kept: object, service: str, state: str) -> Flow:
    """The try of this browser with this state. Raises FlowLost when there is none, it is too old, or of another service."""
    sealed = next((pair[1] for pair in _pairs(kept) if secrets.compare_digest(pair[0].encode(), state.encode())), None)
    if sealed is None:
        raise FlowLost
    try:
        fields = json.loads(opened(ring_of(session), sealed, _about(state)))
    except NotOurs as problem:
        raise FlowLost from problem
    flow = Flow(**{**fields, "purpose": Purpose(fields["purpose"])})
    if flow.service != service or not timedelta(0) <= session.info["at"] - flow.started_at <= LASTS:
        raise FlowLost
    return flow


def use_up(session: Session, secret: str) -> None:
    """Write down that this was answered; of two answers the database takes one. Raises FlowLost for the other."""
    digest = hashlib.sha256(f"inlogdienst|{secret}".encode()).hexdigest()
    try:
        with session.begin_nested():
            session.add(UsedChallenge(digest=digest, at=session.info["at"]))
    except IntegrityError as problem:
        raise FlowLost from problem


def _pairs(kept: object) -> Kept:
    """What a cookie held, when it is of the form that we gave it."""
    listed = kept if isinstance(kept, list) else []
    return [list(pair) for pair in listed if isinstance(pair, list) and [type(one) for one in pair] == [str, str]]


def _about(state: str) -> str:
    return f"inlogdienst|{state}"
