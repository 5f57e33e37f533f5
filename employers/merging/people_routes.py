"""Doors to contact persons that stand double: both beside each other, one of them, and two again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.forms import Form
from employers.merging import people, policy
from employers.merging.models import ContactJoin
from employers.merging.queries import find_join
from employers.models import ContactPerson
from employers.record.queries import find_contact
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, transaction

bp = Blueprint("contact_doubles", __name__, url_prefix="/werkgevers/contactpersonen")


class JoinForm(Form):
    """Nothing to choose: which of the two stays is said by the address."""


@bp.route("/<contact>/samenvoegen/<double>", methods=["GET", "POST"])
@guard(policy.may_join, contact=find_contact, double=find_contact)
@edits()
def join(contact: ContactPerson, double: ContactPerson) -> str | Response | tuple[str, int]:
    """Both beside each other, and make them one."""
    form = JoinForm()
    if form.validate_on_submit():
        with transaction() as session:
            gone = double.name
            people.join(session, current_actor(), contact, double, on=day_of(session.info["at"]))
            kept, goal = contact.name, url_for("employers.show", employer=contact.employer.reference)
        flash(f"{gone} en {kept} zijn nu één contactpersoon.")
        return redirect(goal)
    page = render_template(
        "merging/people.html",
        form=form,
        kept=contact,
        gone=double,
        employer=contact.employer,
        fills=[name for name in people.FILLED if getattr(double, name) and not getattr(contact, name)],
        numbers=people.numbers_of(current_session(), [contact, double]),
    )
    return page, 422 if form.errors else 200


@bp.post("/samengevoegd/<join>/uit-elkaar")
@guard(policy.may_take_apart, join=find_join)
def take_apart(join: ContactJoin) -> Response:
    """They are two after all."""
    with transaction() as session:
        people.take_apart(session, current_actor(), join, on=day_of(session.info["at"]))
        goal = url_for("employers.show", employer=join.kept.employer.reference)
        names = f"{join.kept.name} en {join.gone.name}"
    flash(f"{names} staan weer apart.")
    return redirect(goal)
