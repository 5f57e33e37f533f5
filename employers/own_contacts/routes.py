"""Doors by which an employer keeps its own contact persons."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import DataRequired

from employers.actions import add_contact
from employers.facts import ContactFacts
from employers.forms import ContactFields, Form
from employers.models import ContactPerson, Employer
from employers.own_contacts import messages, policy
from employers.own_contacts.history import changes_of
from employers.queries import find_employer
from employers.record.actions import change_contact, say_contact_is_back, say_contact_left
from employers.record.forms import ChangeContactForm
from employers.record.queries import find_contact
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.web import check_version, current_actor, current_session, edits, guard, transaction

bp = Blueprint("own_contacts", __name__, url_prefix="/uw-contactpersonen")

View = str | Response | tuple[str, int]


WHO = "Vul in wie wij mogen bellen."


class NewContactForm(ContactFields, Form):
    """Somebody new to speak with."""

    contact_name = StringField("Naam", [DataRequired(WHO)])


class OwnContactForm(ChangeContactForm):
    """The same for somebody who is known."""

    contact_name = StringField("Naam", [DataRequired(WHO)])


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.route("/nieuw/<employer>", methods=["GET", "POST"])
@guard(policy.may_add_own_contact, employer=find_employer)
def new(employer: Employer) -> View:
    """Somebody new to speak with."""
    form = NewContactForm()

    def act(session: Session, facts: ContactFacts) -> ContactPerson:
        return add_contact(session, current_actor(), employer, facts, on=_today())

    if request.method == "POST" and _saved(form, act):
        flash("Toegevoegd. Het werkbedrijf ziet het meteen.", "goed")
        return _to(employer)
    page = render_template("own_contacts/change.html", form=form, employer=employer, contact=None, changes=[])
    return page, 422 if form.errors else 200


@bp.route("/<contact>", methods=["GET", "POST"])
@guard(policy.may_change_own_contact, contact=find_contact)
@edits(counted=True)
def change(contact: ContactPerson) -> View:
    """Correct how somebody can be reached."""
    form = OwnContactForm.of(contact) if request.method == "GET" else OwnContactForm()

    def act(session: Session, facts: ContactFacts) -> ContactPerson:
        check_version(contact, form.version.data)
        change_contact(session, current_actor(), contact, facts, on=_today())
        return contact

    if request.method == "POST" and _saved(form, act):
        flash(f"De gegevens van {contact.name} zijn gewijzigd. Het werkbedrijf ziet het meteen.", "goed")
        return _to(contact.employer)
    page = render_template(
        "own_contacts/change.html",
        form=form,
        employer=contact.employer,
        contact=contact,
        changes=changes_of(current_session(), contact),
    )
    return page, 422 if form.errors else 200


@bp.post("/<contact>/weg")
@guard(policy.may_change_own_contact, contact=find_contact)
def left(contact: ContactPerson) -> Response:
    """Somebody no longer works there."""
    with transaction() as session:
        say_contact_left(session, current_actor(), contact, on=_today())
        _tell(session, contact)
    flash(f"Genoteerd: {contact.name} werkt niet meer bij u. Wij bellen dan iemand anders.", "goed")
    return _to(contact.employer)


@bp.post("/<contact>/terug")
@guard(policy.may_change_own_contact, contact=find_contact)
def back(contact: ContactPerson) -> Response:
    """Somebody can be spoken with again."""
    with transaction() as session:
        say_contact_is_back(session, current_actor(), contact, on=_today())
        _tell(session, contact)
    flash(f"Genoteerd: {contact.name} is er weer.", "goed")
    return _to(contact.employer)


def _saved(form: NewContactForm | ChangeContactForm, act: Callable[[Session, ContactFacts], ContactPerson]) -> bool:
    """Whether it was saved; problems stand at their fields."""
    if not form.validate_on_submit():
        return False
    try:
        with transaction() as session:
            contact = act(session, form.contact_facts() or ContactFacts(name=""))
            session.flush()
            _tell(session, contact)
    except InputRefused as refused:
        say_problems(form, refused.problems, prefix="contact_")
        return False
    return True


def _tell(session: Session, contact: ContactPerson) -> None:
    for message in messages.changed(session, contact):
        tell(session, message)


def _to(employer: Employer) -> Response:
    return redirect(url_for("employers.show", employer=employer.reference))
