"""The browser is back from a sign-in service: what came along is checked, and then it depends on why somebody went."""

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask import session as cookie

from werkbedrijf.accounts import tries
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import come_in, count_try, prove_again, signed_in_user
from werkbedrijf.accounts.errors import TooManyTries
from werkbedrijf.accounts.external import flows, identities
from werkbedrijf.accounts.external.errors import FlowLost, LevelTooLow, NotAccepted, ServiceAway, plain
from werkbedrijf.accounts.external.flows import Flow, Purpose
from werkbedrijf.accounts.external.identities import Offered
from werkbedrijf.accounts.external.services import keep_way_out
from werkbedrijf.accounts.external.told import Told, told_by
from werkbedrijf.accounts.external.way import AWAY, KEPT, LONG_AGO, LOST, invited, known, note, redirect_uri, refused
from werkbedrijf.accounts.forms import IdentityForm
from werkbedrijf.accounts.models import SignInAttempt, TryKind
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.web import actor_or_none, current_session, public, starts_reading, transaction

if TYPE_CHECKING:
    from werkbedrijf.accounts.external.provider import Provider

LONGEST_CODE = 4000
NOT_DONE = "Inloggen via {} is niet gelukt. Probeer het nog een keer, of ga verder met uw wachtwoord."
TOO_LOW = "U logde bij {} in op een niveau dat hier niet hoog genoeg is. Log daar in op een hoger niveau, of ga verder met uw wachtwoord."
NOT_AGAIN = "{} kon niet bevestigen dat u het bent. Bevestig het met uw wachtwoord of met een code uit uw app."


@bp.get("/inloggen/via/<service>/terug")
@public
@starts_reading
def external_back(service: str) -> View:
    """The browser is back from the service."""
    provider, state = known(service), request.args.get("state", "")[:200]
    try:
        flow = flows.flow_in(current_session(), cookie.get(KEPT), service, state)
    except FlowLost:
        return refused(LOST, url_for("accounts.sign_in"))
    cookie[KEPT] = flows.without_flow(cookie.get(KEPT), state)
    back = _start_of(flow)
    try:
        attempt = count_try(f"inlogdienst {flow.state}", TryKind.SIGN_IN)
        told = _told(provider, flow)
    except TooManyTries as refusal:
        return refused(refusal.sentence, back)
    except FlowLost:
        return refused(LOST, back)
    except ServiceAway as problem:
        note(provider, problem)
        return refused(AWAY.format(provider.title), back)
    except NotAccepted as problem:
        note(provider, problem)
        with transaction() as session:
            tries.note_failed_sign_in(session, None, reason=f"geen bewijs van {provider.title}")
        sentence = TOO_LOW if isinstance(problem, LevelTooLow) else NOT_DONE
        return refused(sentence.format(provider.title), back)
    return _ARRIVALS[flow.purpose](provider, flow, told, attempt)


def _signed_in_there(provider: "Provider", flow: Flow, told: Told, attempt: SignInAttempt) -> View:
    with transaction() as session:
        user = identities.user_behind(session, provider.name, told.subject)
        welcome = user if user is not None and user.is_active else None
        if welcome is None:
            tries.note_failed_sign_in(session, user, reason=f"onbekende inlog via {provider.title}")
        else:
            tries.forgive(session, attempt)
    if welcome is None:
        # Whether there is an account, and whether it was switched off, is told to nobody here.
        return render_template("accounts/external_unknown.html", title=provider.title), 403
    how = f"via {provider.title}"
    proved = told.proved_at or LONG_AGO
    target = come_in(welcome, flow.target, how=how, both_steps=told.second_step, proved_at=proved)
    keep_way_out(provider)
    return redirect(target)


def _proved_there(provider: "Provider", flow: Flow, told: Told, attempt: SignInAttempt) -> View:
    user = _still_here(flow)
    if user is None:
        return refused(LOST, url_for("accounts.sign_in", verder=flow.target))
    own = identities.is_of(current_session(), user, provider.name, told.subject)
    right = own and told.is_proof_since(flow.started_at)
    with transaction() as session:
        if right:
            tries.forgive(session, attempt)
        else:
            tries.note_failed_second_step(session, user)
    if not right:
        return refused(NOT_AGAIN.format(provider.title), _start_of(flow))
    # Forms in other tabs wait for this proof.
    prove_again(f"via {provider.title}", keep_forms=True)
    return render_template("accounts/external_proved.html") if flow.waits else redirect(flow.target)


def _offered_there(provider: "Provider", flow: Flow, told: Told, attempt: SignInAttempt) -> View:
    user = _still_here(flow)
    if user is None:
        return refused(LOST, url_for("accounts.sign_in"))
    url = url_for("accounts.keep_external", service=provider.name)
    return _ask_to_link(provider, told, attempt, user, f"eigen|{user.id}|{user.session_version}", url)


def _invited_there(provider: "Provider", flow: Flow, told: Told, attempt: SignInAttempt) -> View:
    user = invited(flow.invitation)
    if user is None:
        return redirect(url_for("accounts.first_sign_in", token=flow.invitation))
    url = url_for("accounts.first_sign_in_external", token=flow.invitation, service=provider.name)
    return _ask_to_link(provider, told, attempt, user, f"uitnodiging|{flow.invitation}", url)


_ARRIVALS = {
    Purpose.SIGN_IN: _signed_in_there,
    Purpose.PROVE: _proved_there,
    Purpose.LINK: _offered_there,
    Purpose.INVITATION: _invited_there,
}


def _ask_to_link(provider: "Provider", told: Told, attempt: SignInAttempt, user: User, about: str, url: str) -> str:
    """Before anything is linked its owner sees what to what: nobody else may have brought this browser here."""
    with transaction() as session:
        tries.forgive(session, attempt)
    sealed = identities.sealed(current_session(), Offered.of(provider.name, told), about)
    return render_template(
        "accounts/external_link.html",
        form=IdentityForm(formdata=None, inlog=sealed),
        title=provider.title,
        shown=told.shown,
        user=user,
        url=url,
    )


def _told(provider: "Provider", flow: Flow) -> Told:
    """What the service says about who signed in. Raises FlowLost, ServiceAway or NotAccepted."""
    with transaction() as session:
        flows.use_up(session, flow.state)
    current_session().rollback()
    code, issuer = request.args.get("code", ""), request.args.get("iss", provider.service.issuer)
    if "error" in request.args:
        raise NotAccepted(f"refused there {plain(request.args['error'])}")
    if not 0 < len(code) <= LONGEST_CODE or issuer != provider.service.issuer:
        raise NotAccepted("code or issuer of the answer")
    claims = provider.claims(code, redirect_uri(provider), nonce=flow.nonce, verifier=flow.verifier)
    return told_by(provider.service, claims)


def _still_here(flow: Flow) -> User | None:
    """The person who left for the service, when that is who sits here now."""
    actor = actor_or_none()
    return signed_in_user() if actor is not None and actor.id == flow.user_id else None


def _start_of(flow: Flow) -> str:
    """The page somebody left from."""
    if flow.purpose is Purpose.PROVE:
        return url_for("accounts.prove", verder=flow.target)
    if flow.purpose is Purpose.LINK:
        return url_for("accounts.account")
    if flow.purpose is Purpose.INVITATION:
        return url_for("accounts.first_sign_in", token=flow.invitation)
    return url_for("accounts.sign_in", verder=flow.target)
