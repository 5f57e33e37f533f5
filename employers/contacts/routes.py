"""Doors to the memory of contacts: the whole timeline, a plan read from what is typed, a promise kept, the words of the region."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from employers.contacts import actions, policy
from employers.contacts.forms import moment_form
from employers.contacts.pages import timeline_page
from employers.contacts.queries import find_moment
from employers.models import ContactMoment, Employer
from employers.queries import find_employer
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction

bp = Blueprint("contacts", __name__, url_prefix="/werkgevers")


@bp.get("/<employer>/contacten")
@guard(policy.may_see_contacts, employer=find_employer)
def index(employer: Employer) -> str:
    """Every contact of any partner with this employer."""
    return timeline_page(current_session(), current_actor(), employer, request.args)


@bp.post("/<employer>/contact/vervolg")
@guard(policy.may_log_contact, employer=find_employer)
def suggest(employer: Employer) -> str:
    """The plan that seems to stand in what is being typed, to tick. Keeps nothing."""
    session = current_session()
    form = moment_form(session, current_actor(), employer, day_of(session.info["at"]))
    form.refuse_unasked()
    return render_template("employers/suggestion.html", form=form, suggestion=form.suggestion(), employer=employer)


@bp.post("/belofte/<moment>")
@guard(policy.may_finish_promise, moment=find_moment)
def keep_agreement(moment: ContactMoment) -> Response:
    """What was promised is done."""
    with transaction() as session:
        actions.keep_agreement(session, current_actor(), moment, on=day_of(session.info["at"]))
        goal = url_for("employers.show", employer=moment.employer.reference)
    flash("De belofte is afgevinkt.")
    return redirect(goal)
