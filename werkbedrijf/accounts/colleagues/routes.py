"""Doors for the people of an employer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.queries import find_employer
from werkbedrijf.accounts.colleagues import actions, policy
from werkbedrijf.accounts.colleagues.forms import ColleagueForm
from werkbedrijf.accounts.colleagues.queries import colleague_named, colleagues_of
from werkbedrijf.accounts.links import Links
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, settings, transaction

bp = Blueprint("colleagues", __name__)

View = str | Response | tuple[str, int]


@bp.get("/werkgevers/<employer>/collegas")
@guard(policy.may_see_colleagues, employer=find_employer)
def index(employer: Employer) -> View:
    """Who has access, and inviting one more."""
    return _page(employer, ColleagueForm(formdata=None))


@bp.post("/werkgevers/<employer>/collegas")
@guard(policy.may_invite_colleague, employer=find_employer)
@needs_fresh
def invite(employer: Employer) -> View:
    """Invite a colleague."""
    form = ColleagueForm()

    def act(session: Session) -> None:
        actions.invite_colleague(
            session,
            current_actor(),
            employer,
            name=form.name.data or "",
            email=form.email.data or "",
            phone=form.phone.data or "",
            links=Links.of(settings()),
        )

    if saved(form, act):
        flash(f"{form.name.data} krijgt een bericht met een link. Die werkt 7 dagen.", "goed")
        return redirect(url_for("colleagues.index", employer=employer.reference))
    return _page(employer, form), 422


@bp.post("/werkgevers/<employer>/collegas/<user>/stoppen")
@guard(policy.may_end_access, employer=find_employer)
@needs_fresh
def end(employer: Employer, user: str) -> View:
    """End somebody's access, an invitation, or one's own access."""
    colleague = colleague_named(current_session(), employer, user)
    if colleague is None:
        raise NotFound
    mine, name, waits = colleague.id == current_actor().id, colleague.name, colleague.password_hash is None
    with transaction() as session:
        actions.end_access(session, current_actor(), employer, colleague)
    if mine:
        flash("Uw toegang is gestopt. Dank u wel voor het samenwerken.", "goed")
        return redirect(url_for("accounts.sign_in"))
    flash(f"De uitnodiging van {name} is ingetrokken." if waits else f"{name} kan niet meer inloggen.", "goed")
    return redirect(url_for("colleagues.index", employer=employer.reference))


def _page(employer: Employer, form: ColleagueForm) -> str:
    return render_template(
        "colleagues/index.html",
        employer=employer,
        colleagues=colleagues_of(current_session(), employer),
        form=form,
        me=current_actor().id,
        may_invite=policy.may_invite_colleague(current_actor(), employer=employer),
    )
