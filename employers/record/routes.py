"""Doors of this room."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from employers.contacts.agreement_words import agreement_words, words_on
from employers.facts import ContactFacts
from employers.models import ContactPerson, Employer, Establishment
from employers.own_contacts.history import changes_of
from employers.policy import may_change_employer
from employers.queries import find_employer
from employers.record import actions, forms, policy
from employers.record.models import EmployerAgreement
from employers.record.queries import find_agreement, find_contact, find_establishment, places_at
from employers.routes import at_fields, own_gemeenten
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import check_version, current_actor, current_session, edits, guard, transaction

bp = Blueprint("record", __name__, url_prefix="/werkgevers")

View = str | Response | tuple[str, int]


def _today() -> Any:
    return day_of(current_session().info["at"])


def _back(employer: Employer) -> Response:
    return redirect(url_for("employers.show", employer=employer.reference))


@bp.route("/contactpersonen/<contact>", methods=["GET", "POST"])
@guard(policy.may_change_contact, contact=find_contact)
@edits(counted=True)
def contact(contact: ContactPerson) -> View:
    """Correct what is known of someone to speak with."""
    form = forms.ChangeContactForm.of(contact) if _asks() else forms.ChangeContactForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                check_version(contact, form.version.data)
                facts = form.contact_facts() or ContactFacts(name="")
                actions.change_contact(session, current_actor(), contact, facts, on=_today())
        except InputRefused as refusal:
            say_problems(form, refusal.problems, prefix="contact_")
        else:
            flash(f"De gegevens van {contact.name} zijn gewijzigd.")
            return _back(contact.employer)
    changes = changes_of(current_session(), contact)
    page = render_template(
        "record/contact.html", form=form, contact=contact, employer=contact.employer, changes=changes
    )
    return page, 422 if form.errors else 200


@bp.post("/contactpersonen/<contact>/weg")
@guard(policy.may_change_contact, contact=find_contact)
def contact_left(contact: ContactPerson) -> Response:
    """Someone is no longer there to speak with."""
    with transaction() as session:
        actions.say_contact_left(session, current_actor(), contact, on=_today())
    flash(f"{contact.name} staat nu bij ‘eerder’. Wat met {contact.name} is besproken blijft staan.")
    return _back(contact.employer)


@bp.post("/contactpersonen/<contact>/terug")
@guard(policy.may_change_contact, contact=find_contact)
def contact_back(contact: ContactPerson) -> Response:
    """Someone can be spoken with again."""
    with transaction() as session:
        actions.say_contact_is_back(session, current_actor(), contact, on=_today())
    flash(f"{contact.name} staat weer bij de contactpersonen.")
    return _back(contact.employer)


@bp.route("/vestigingen/<establishment>", methods=["GET", "POST"])
@guard(policy.may_change_establishment, establishment=find_establishment)
@edits(counted=True)
def establishment(establishment: Establishment) -> View:
    """Correct where work is done."""
    form = forms.ChangeEstablishmentForm.of(establishment) if _asks() else forms.ChangeEstablishmentForm()
    if form.validate_on_submit():
        try:
            facts = form.establishment_facts()
            with transaction() as session:
                check_version(establishment, form.version.data)
                actions.change_establishment(session, current_actor(), establishment, facts, on=_today())
        except InputRefused as refusal:
            say_problems(form, at_fields(refusal))
        else:
            flash(f"De vestiging in {establishment.place} is gewijzigd.")
            return _back(establishment.employer)
    page = render_template(
        "record/establishment.html",
        form=form,
        establishment=establishment,
        employer=establishment.employer,
        own_gemeenten=[one.name for one in own_gemeenten()],
    )
    return page, 422 if form.errors else 200


@bp.route("/vestigingen/<establishment>/sluiten", methods=["GET", "POST"])
@guard(policy.may_change_establishment, establishment=find_establishment)
@edits(counted=True)
def close(establishment: Establishment) -> View:
    """No work is done here any more, from a day on."""
    form = forms.ClosingForm.of(establishment) if _asks() else forms.ClosingForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                check_version(establishment, form.version.data)
                actions.close_establishment(session, current_actor(), establishment, form.facts(), on=_today())
        except InputRefused as refusal:
            say_problems(form, refusal.problems)
        else:
            flash(f"De vestiging in {establishment.place} staat bij ‘gesloten’. Wat er was, blijft staan.")
            return _back(establishment.employer)
    page = render_template(
        "record/close.html",
        form=form,
        establishment=establishment,
        employer=establishment.employer,
        places=current_session().scalars(places_at(current_actor(), establishment)).unique().all(),
    )
    return page, 422 if form.errors else 200


@bp.post("/vestigingen/<establishment>/heropenen")
@guard(policy.may_change_establishment, establishment=find_establishment)
def reopen(establishment: Establishment) -> Response:
    """Work is done here again."""
    with transaction() as session:
        actions.reopen_establishment(session, current_actor(), establishment, on=_today())
    flash(f"De vestiging in {establishment.place} is weer open.")
    return _back(establishment.employer)


@bp.route("/<employer>/afspraken/nieuw", methods=["GET", "POST"])
@guard(may_change_employer, employer=find_employer)
def new_agreement(employer: Employer) -> View:
    """Write down what was agreed."""
    form = forms.AgreementForm().offer(employer, _code_words())
    if form.validate_on_submit():
        try:
            with transaction() as session:
                actions.agree(session, current_actor(), employer, form.facts(), on=_today())
        except InputRefused as refusal:
            say_problems(form, refusal.problems)
        else:
            flash("De afspraak is vastgelegd.")
            return _back(employer)
    page = render_template("record/agreement.html", form=form, employer=employer, agreement=None)
    return page, 422 if form.errors else 200


@bp.route("/afspraken/<agreement>", methods=["GET", "POST"])
@guard(policy.may_change_agreement, agreement=find_agreement)
@edits(counted=True)
def agreement(agreement: EmployerAgreement) -> View:
    """Correct an agreement, or say until when it counts."""
    form = forms.AgreementForm.of(agreement) if _asks() else forms.AgreementForm()
    form.offer(agreement.employer, _code_words(), agreement)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                check_version(agreement, form.version.data)
                actions.change_agreement(session, current_actor(), agreement, form.facts(), on=_today())
        except InputRefused as refusal:
            say_problems(form, refusal.problems)
        else:
            flash("De afspraak is gewijzigd.")
            return _back(agreement.employer)
    page = render_template("record/agreement.html", form=form, employer=agreement.employer, agreement=agreement)
    return page, 422 if form.errors else 200


@bp.route("/<employer>/niet-bellen", methods=["GET", "POST"])
@guard(may_change_employer, employer=find_employer)
@edits(counted=True)
def no_calls(employer: Employer) -> View:
    """An employer asked not to be called."""
    form = forms.NoCallsForm.of(employer) if _asks() else forms.NoCallsForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                check_version(employer, form.version.data)
                actions.leave_in_peace(session, current_actor(), employer, form.facts(), on=_today())
        except InputRefused as refusal:
            say_problems(form, refusal.problems)
        else:
            flash(f"{employer.name} staat op ‘niet bellen’.")
            return _back(employer)
    page = render_template("record/no_calls.html", form=form, employer=employer)
    return page, 422 if form.errors else 200


@bp.post("/<employer>/weer-bellen")
@guard(may_change_employer, employer=find_employer)
def allow_calls(employer: Employer) -> Response:
    """An employer may be called again."""
    with transaction() as session:
        actions.allow_calls(session, current_actor(), employer, on=_today())
    flash(f"{employer.name} mag weer gebeld worden.")
    return _back(employer)


def _code_words() -> dict[int, str]:
    """The codes for agreements of the national exchange that the region has words for."""
    rows = words_on(agreement_words(current_session()), _today())
    return {code: row.word for code, row in rows.items()}


def _asks() -> bool:
    return request.method == "GET"
