"""Doors for looking through the rights."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from werkbedrijf.accounts import user_policy as policy
from werkbedrijf.accounts.review import mark_reviewed, reports_for
from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.partners.queries import find_organisation
from werkbedrijf.foundation.actors import Actor, Organisation, Role
from werkbedrijf.foundation.policy import Verdict, hidden, no, yes
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction


def may_review(actor: Actor, *, organisation: Organisation) -> Verdict:
    """The administrator of the partner; that of the region sees whether it was done."""
    if actor.is_a(Role.ORG_ADMIN) and actor.organisation_id == organisation.id:
        return yes
    if actor.is_a(Role.ADMINISTRATOR):
        return no("De beheerder van de organisatie kijkt de rechten na.")
    return hidden


@bp.get("/rechten")
@guard(policy.may_list_users)
def rights() -> str:
    """Who has which role, since when, and for who looks after this person: when they last came in."""
    session, actor = current_session(), current_actor()
    reports = reports_for(session, actor)
    people = [right.user for report in reports for right in report.rights]
    return render_template(
        "administration/rights.html",
        reports=reports,
        own=actor.is_a(Role.ORG_ADMIN),
        known={user.id for user in people if policy.may_know_address(actor, user=user)},
    )


@bp.post("/rechten/<organisation>/nagekeken")
@guard(may_review, organisation=find_organisation)
def rights_reviewed(organisation: Organisation) -> Response:
    """Looked through."""
    with transaction() as session:
        mark_reviewed(session, current_actor(), organisation)
    flash("Genoteerd: u heeft de rechten nagekeken.", "goed")
    return redirect(url_for("administration.rights"))
