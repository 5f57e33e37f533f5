"""Doors for roles that wait for a second person."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from werkbedrijf.accounts import user_policy as policy
from werkbedrijf.accounts.links import Links
from werkbedrijf.accounts.role_queries import deciders_of, find_role_request, role_requests, subject_of
from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.users.roles import confirm_role
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Actor, Organisation, Role
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.web import current_actor, current_session, guard, settings, transaction


@bp.get("/verzoeken")
@guard(policy.may_list_users)
def role_requests_page() -> str:
    """Roles that wait for a decision."""
    session, actor = current_session(), current_actor()
    rows = [
        {
            "pending": pending,
            "user": subject_of(session, pending),
            "role": Role(pending.details["role"]).words,
            "organisation": session.get(Organisation, pending.details["organisation"] or 0),
            "deciders": [user.name for user in deciders_of(session, pending)],
            "may_decide": policy.may_decide_role(actor, pending=pending),
            "may_withdraw": policy.may_withdraw_role(actor, pending=pending),
        }
        for pending in role_requests(session, actor)
    ]
    return render_template("administration/role_requests.html", rows=rows)


@bp.post("/verzoeken/<pending>/bevestigen")
@guard(policy.may_decide_role, pending=find_role_request)
@needs_fresh
def role_confirm(pending: PendingAct) -> Response:
    """Yes: the role works."""
    with transaction() as session:
        user = confirm_role(session, current_actor(), pending, links=Links.of(settings()))
    flash(f"Bevestigd. {user.name} heeft nu deze rol.", "goed")
    return redirect(url_for("administration.role_requests_page"))


@bp.post("/verzoeken/<pending>/afwijzen")
@guard(policy.may_decide_role, pending=find_role_request)
def role_decline(pending: PendingAct) -> Response:
    """No: nothing changes."""
    return _done(pending, four_eyes.decline, "Afgewezen. Er verandert niets.")


@bp.post("/verzoeken/<pending>/intrekken")
@guard(policy.may_withdraw_role, pending=find_role_request)
def role_withdraw(pending: PendingAct) -> Response:
    """Who asked takes it back."""
    return _done(pending, four_eyes.withdraw, "Ingetrokken. Er verandert niets.")


def _done(pending: PendingAct, act: Callable[[Session, Actor, PendingAct], None], said: str) -> Response:
    with transaction() as session:
        act(session, current_actor(), pending)
    flash(said)
    return redirect(url_for("administration.role_requests_page"))
