"""What the doors to a sign-in service share: the way there, and what is said when it leads nowhere."""

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, url_for
from flask import session as cookie

from werkbedrijf.accounts.blueprint import View
from werkbedrijf.accounts.external import flows, identities
from werkbedrijf.accounts.external.errors import FlowLost, ServiceAway
from werkbedrijf.accounts.external.flows import Flow
from werkbedrijf.accounts.external.identities import Offered
from werkbedrijf.accounts.external.services import providers
from werkbedrijf.accounts.forms import IdentityForm
from werkbedrijf.accounts.links import LinkKind, Links
from werkbedrijf.accounts.passkey_routes import site
from werkbedrijf.accounts.queries import user_of_link
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.web import current_session, settings

if TYPE_CHECKING:
    from werkbedrijf.accounts.external.provider import Provider

log = logging.getLogger("werkbedrijf.inlogdienst")

# Under this name the cookie holds the tries that are on their way.
KEPT = "onderweg"
# A service that does not say when somebody was at the keys has shown nothing about this moment.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

AWAY = "{} antwoordt nu niet. Probeer het later nog een keer, of ga verder met uw wachtwoord."
LOST = "Deze poging om in te loggen is al gebruikt of duurde te lang. Begin opnieuw."


def known(service: str) -> "Provider":
    """The service of this name; what is not configured does not exist."""
    return providers().get(service) or abort(404)


def invited(token: str) -> User | None:
    """Whose invitation this is, as long as it works; a link for a lost password links nothing."""
    opened = Links.of(settings()).opened(token)
    invitation = opened if opened is not None and opened.kind is LinkKind.INVITATION else None
    return user_of_link(current_session(), invitation)


def leave(provider: "Provider", flow: Flow, back: str, *, again: bool = False) -> View:
    """To the service, with the try in the cookie; back with a sentence when it is away."""
    kept = flows.with_flow(current_session(), cookie.get(KEPT), flow)
    # Nothing waits for a database while another machine thinks.
    current_session().rollback()
    try:
        address = provider.address(
            redirect_uri(provider), state=flow.state, nonce=flow.nonce, verifier=flow.verifier, again=again
        )
    except ServiceAway as problem:
        note(provider, problem)
        return refused(AWAY.format(provider.title), back)
    cookie[KEPT] = kept
    return redirect(address)


def note(provider: "Provider", problem: Exception) -> None:
    """Say to who runs this service what was wrong; a page only says that it was."""
    log.warning("inlogdienst %s: %s", provider.name, problem)


def came_back(service: str, about: str) -> Offered | None:
    form = IdentityForm()
    if not form.validate_on_submit():
        return None
    try:
        return identities.unsealed(current_session(), form.inlog.data, service, about)
    except FlowLost:
        return None


def redirect_uri(provider: "Provider") -> str:
    return f"{site().origin}{url_for('accounts.external_back', service=provider.name)}"


def refused(sentence: str, back: str) -> View:
    flash(sentence, "fout")
    return redirect(back)
