"""The sign-in services of this app, each with what this process knows of it."""

from typing import TYPE_CHECKING, cast

from flask import current_app
from flask import session as cookie
from sqlalchemy.orm import Session

from werkbedrijf.accounts.external.identities import identities_of
from werkbedrijf.accounts.signing_in import LEFT, VIA
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.sign_in_services import SignInService
from werkbedrijf.foundation.web import settings

if TYPE_CHECKING:
    from werkbedrijf.accounts.external.provider import Provider

KNOWN = "werkbedrijf.sign_in_services"


def providers() -> dict[str, "Provider"]:
    """By name, those that are configured well enough to be offered."""
    known = current_app.extensions.get(KNOWN)
    if known is None:
        wanted = settings().sign_in_services
        known = current_app.extensions.setdefault(KNOWN, _made(wanted) if wanted else {})
    return cast("dict[str, Provider]", known)


def _made(wanted: dict[str, SignInService]) -> dict[str, "Provider"]:
    # Imported here: what talks with such a service takes long to load, and most have none.
    from werkbedrijf.accounts.external.provider import Provider

    return {name: Provider(name, one) for name, one in wanted.items()}


def offered() -> list["Provider"]:
    """The services a page shows a button for, in the order of the settings."""
    return list(providers().values())


def offered_to(session: Session, user: User) -> list["Provider"]:
    """The services with which this person can show again who it is."""
    mine = {one.provider for one in identities_of(session, user)} if providers() else set()
    return [one for one in offered() if one.name in mine]


def keep_way_out(provider: "Provider") -> None:
    """Somebody came in with this service: remember where one goes out there."""
    cookie[VIA] = [provider.name, provider.way_out()]


def left_behind() -> tuple[str, str] | None:
    """What the service is called where somebody who just went out here may still be signed in, and where to go out there; told once."""
    name, way_out = cookie.pop(LEFT, ("", ""))
    known = providers().get(name)
    return (known.title, way_out) if known else None


def title_of(name: str) -> str:
    """What people call a service, also one that is not configured any more."""
    known = providers().get(name)
    return known.title if known else name.capitalize()


def find_service(_session: Session, _actor: Actor, name: str) -> str | None:
    """The name of a service that is offered."""
    return name if name in providers() else None


def find_own_service(session: Session, actor: Actor, name: str) -> str | None:
    """The name of a service with which this person comes in."""
    user = session.get(User, actor.id) if name in providers() else None
    return name if user is not None and name in {one.name for one in offered_to(session, user)} else None
