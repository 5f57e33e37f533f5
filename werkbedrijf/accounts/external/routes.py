"""Doors to a sign-in service: to come in, to show once more who one is, and to link it to an account."""

from flask import flash, redirect, request, url_for

from werkbedrijf.accounts import policy
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import come_in, signed_in_user
from werkbedrijf.accounts.external import arriving, flows, identities  # noqa: F401 - it hangs its door on the blueprint
from werkbedrijf.accounts.external.flows import Purpose
from werkbedrijf.accounts.external.services import find_own_service, find_service, keep_way_out, providers, title_of
from werkbedrijf.accounts.external.way import LONG_AGO, LOST, came_back, invited, known, leave, refused
from werkbedrijf.accounts.models import ExternalIdentity
from werkbedrijf.foundation.actors import actor_for
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.web import current_actor, current_session, guard, public, starts_reading, transaction


@bp.get("/inloggen/via/<service>")
@public
@starts_reading
def external_start(service: str) -> View:
    """Go to the service to sign in there; with an invitation, to link it to the account of that invitation."""
    provider, target = known(service), safe_next(request.args.get("verder")) or "/"
    token = request.args.get("uitnodiging", "")
    if not token:
        flow = flows.start(current_session(), service, Purpose.SIGN_IN, target=target)
        return leave(provider, flow, url_for("accounts.sign_in", verder=target))
    back = url_for("accounts.first_sign_in", token=token)
    if invited(token) is None:
        return redirect(back)
    flow = flows.start(current_session(), service, Purpose.INVITATION, invitation=token)
    return leave(provider, flow, back)


@bp.get("/bevestigen/via/<service>")
@guard(policy.may_manage_own_account, service=find_own_service)
def prove_external(service: str) -> View:
    """Go to the service to show once more who one is. With ``wacht`` a form waits in another tab."""
    target = safe_next(request.args.get("verder")) or "/"
    waits = bool(request.args.get("wacht"))
    own = signed_in_user().id
    flow = flows.start(current_session(), service, Purpose.PROVE, target=target, user_id=own, waits=waits)
    return leave(providers()[service], flow, url_for("accounts.prove", verder=target), again=True)


@bp.get("/account/via/<service>")
@guard(policy.may_manage_own_account, service=find_service)
@needs_fresh
def link_external(service: str) -> View:
    """Go to the service to link it; what comes back is shown before it is kept."""
    flow = flows.start(current_session(), service, Purpose.LINK, user_id=signed_in_user().id)
    return leave(providers()[service], flow, url_for("accounts.account"), again=True)


@bp.post("/account/via/<service>")
@guard(policy.may_manage_own_account, service=find_service)
@needs_fresh
def keep_external(service: str) -> View:
    """Link what came back from the service to one's own account."""
    user = signed_in_user()
    offered = came_back(service, f"eigen|{user.id}|{user.session_version}")
    if offered is None:
        return refused(LOST, url_for("accounts.account"))
    with transaction() as session:
        identities.link(session, current_actor(), user, offered, title_of(service))
    flash(f"U kunt nu ook inloggen via {title_of(service)}.")
    return redirect(url_for("accounts.account"))


@bp.post("/welkom/<token>/via/<service>")
@public
def first_sign_in_external(token: str, service: str) -> View:
    """Link what came back from the service to the account of an invitation, and come in with it."""
    title, back = known(service).title, url_for("accounts.first_sign_in", token=token)
    offered = came_back(service, f"uitnodiging|{token}")
    if offered is None:
        return refused(LOST, back)
    with transaction() as session:
        user = invited(token)
        if user is None:
            return redirect(back)
        identities.link(session, actor_for(session, user), user, offered, title)
        # The invitation was used: its link, and what else was open, ends.
        user.session_version += 1
    proved = offered.proved_at or LONG_AGO
    target = come_in(user, how=f"via {title}", both_steps=offered.second_step, proved_at=proved)
    keep_way_out(known(service))
    flash(f"U logt voortaan in via {title}.")
    return redirect(target)


@bp.post("/account/inlog/<identity>/weg")
@guard(policy.may_manage_own_account, identity=identities.find_identity)
@needs_fresh
def drop_external(identity: ExternalIdentity) -> View:
    """This way in goes; refused when nothing else is left."""
    title = title_of(identity.provider)
    with transaction() as session:
        identities.unlink(session, current_actor(), signed_in_user(), identity, title)
    flash(f"U kunt niet meer inloggen via {title}.")
    return redirect(url_for("accounts.account"))
