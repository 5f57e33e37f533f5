"""Doors of this room."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from employers import actions, forms, policy
from employers.contacts import policy as contacts_policy
from employers.contacts.forms import moment_form
from employers.contacts.queries import find_moment
from employers.errors import AlreadyKnown
from employers.facts import ContactFacts
from employers.lookalikes import Lookalike, lookalikes
from employers.models import ContactMoment, Employer
from employers.naming import search_name
from employers.pages import employer_page, list_page, wanted_by_reference
from employers.queries import find_employer
from employers.record.queries import trade_names_of
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.facts.regions import gemeenten, gemeenten_of
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import (
    check_version,
    current_actor,
    current_session,
    edits,
    for_programs,
    guard,
    transaction,
)

bp = Blueprint("employers", __name__, url_prefix="/werkgevers")

View = str | Response | tuple[str, int]


def _today() -> Any:
    return day_of(current_session().info["at"])


@bp.get("")
@guard(policy.may_see_employers)
def index() -> View:
    """The list of employers; a reference in the search box opens what it names."""
    goal = wanted_by_reference(request.args.get("q", ""))
    if goal:
        return redirect(goal)
    return list_page(current_session(), current_actor(), request.args)


@bp.get("/suggest")
@for_programs
@guard(policy.may_see_employers)
def suggest() -> list[dict[str, str]]:
    """Employers that resemble what is being typed, with who speaks with them."""
    found = lookalikes(current_session(), request.args.get("q", "")[:100], 6)
    return [
        {
            "value": one.reference,
            "label": one.name,
            "hint": one.sentence(_today()).removeprefix(f"{one.name} staat al in de regio. "),
            "url": url_for("employers.show", employer=one.reference),
        }
        for one in found
    ]


@bp.get("/gemeenten")
@for_programs
@guard(policy.may_see_employers)
def suggest_gemeente() -> list[dict[str, str]]:
    """Gemeenten whose name has what is being typed; those of the region first."""
    typed = request.args.get("q", "").strip().casefold()
    own = {one.code for one in own_gemeenten()}
    found = [one for one in gemeenten() if typed and typed in one.name.casefold()]
    found.sort(key=lambda one: (one.code not in own, not one.name.casefold().startswith(typed), one.name))
    return [{"value": one.code, "label": one.name, "hint": ""} for one in found[:8]]


def own_gemeenten() -> Any:
    """The gemeenten of this region; none before the region is founded."""
    region = current_region(current_session())
    return gemeenten_of(region.code) if region else ()


@bp.route("/nieuw", methods=["GET", "POST"])
@guard(policy.may_register_employer)
def new() -> View:
    """Register an employer with its first establishment and contact person, unless the region knows it already."""
    form = forms.NewEmployerForm()
    if request.method == "GET":
        form.name.data = request.args.get("naam", "")[:200]
        return _new_page(form)
    alike = _alike(form)
    valid = form.validate_on_submit()
    try:
        told = (form.employer_facts(), form.establishment_facts(), form.contact_facts())
        if valid and not alike:
            return _register(*told)
    except AlreadyKnown as refusal:
        say_problems(form, refusal.problems)
        return _new_page(form, [refusal.known], 409, insist=False)
    except InputRefused as refusal:
        say_problems(form, at_fields(refusal))
    return _new_page(form, alike, 422)


def _register(*told: Any) -> Response:
    with transaction() as session:
        employer = actions.register_with_first_place(session, current_actor(), *told, on=_today())
        goal = url_for("employers.show", employer=employer.reference)
    flash(f"{employer.name} staat nu in de regio. Je bent het aanspreekpunt.")
    return redirect(goal)


def _alike(form: forms.NewEmployerForm) -> list[Lookalike]:
    """Employers with nearly this name, unless the person has seen them for this very name."""
    name = search_name(form.name.data or "")
    if name and form.toch.data == name:
        return []
    return [one for one in lookalikes(current_session(), form.name.data or "", 5) if one.is_strong]


def _new_page(
    form: forms.NewEmployerForm, alike: list[Lookalike] | None = None, status: int = 200, *, insist: bool = True
) -> tuple[str, int]:
    """The form, with the look-alikes; ``insist`` offers to register another one all the same."""
    form.toch.data = search_name(form.name.data or "") if alike and insist else ""
    sentences = [(one, one.sentence(_today())) for one in alike or []]
    own = [one.name for one in own_gemeenten()]
    return render_template("employers/new.html", form=form, alike=sentences, own_gemeenten=own), status


def at_fields(refusal: InputRefused) -> dict[str, str]:
    """The words of the act said at the fields of the form."""
    here = {"gemeente_code": "gemeente"}
    return {here.get(name, name): sentence for name, sentence in refusal.problems.items()}


@bp.get("/<employer>")
@guard(policy.may_see_employer, employer=find_employer)
def show(employer: Employer) -> View:
    """Everything about one employer; the employer itself sees its own friendly page."""
    asked = (request.view_args or {}).get("employer")
    if asked != employer.reference:
        flash(f"{asked} is samengevoegd met {employer.name}. Je bent nu daar.", "informatie")
        return redirect(url_for("employers.show", employer=employer.reference))
    return employer_page(current_session(), current_actor(), employer)


@bp.post("/<employer>/contact")
@guard(policy.may_log_contact, employer=find_employer)
def log_contact(employer: Employer) -> View:
    """Write down what was discussed."""
    form = moment_form(current_session(), current_actor(), employer, _today())
    valid = form.validate_on_submit()
    try:
        if valid:
            with transaction() as session:
                actions.log_contact(session, current_actor(), employer, form.facts(), on=_today())
            flash("Het contact staat in de tijdlijn.")
            return redirect(url_for("employers.show", employer=employer.reference))
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    return employer_page(current_session(), current_actor(), employer, form), 422


@bp.post("/vervolg/<moment>")
@guard(contacts_policy.may_finish_promise, moment=find_moment)
def finish_next_step(moment: ContactMoment) -> Response:
    """Tick off a promise."""
    with transaction() as session:
        actions.finish_next_step(session, current_actor(), moment, on=_today())
        goal = url_for("employers.show", employer=moment.employer.reference)
    flash("Het vervolg is afgevinkt.")
    return redirect(goal)


@bp.post("/<employer>/aanspreekpunt")
@guard(policy.may_take_account, employer=find_employer)
def take_account(employer: Employer) -> Response:
    """Become the contact of this employer."""
    with transaction() as session:
        actions.take_account(session, current_actor(), employer, on=_today())
    flash(f"Je bent nu het aanspreekpunt van {employer.name}.")
    return redirect(url_for("employers.show", employer=employer.reference))


@bp.route("/<employer>/wijzigen", methods=["GET", "POST"])
@guard(policy.may_change_employer, employer=find_employer)
@edits(counted=True)
def change(employer: Employer) -> View:
    """Correct what is known of an employer."""
    if request.method == "POST":
        form = forms.ChangeEmployerForm()
    else:
        names = [row.name for row in trade_names_of(current_session(), employer)]
        form = forms.ChangeEmployerForm.of(employer, names)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                check_version(employer, form.version.data)
                actions.change_employer(session, current_actor(), employer, form.employer_facts(), on=_today())
        except InputRefused as refusal:
            say_problems(form, refusal.problems)
        else:
            flash("De gegevens zijn gewijzigd.")
            return redirect(url_for("employers.show", employer=employer.reference))
    page = render_template("employers/change.html", form=form, employer=employer)
    return page, 422 if form.errors else 200


@bp.route("/<employer>/vestigingen/nieuw", methods=["GET", "POST"])
@guard(policy.may_change_employer, employer=find_employer)
def new_establishment(employer: Employer) -> View:
    """Add a place where work is done."""
    form = forms.EstablishmentForm()
    if form.validate_on_submit():
        try:
            facts = form.establishment_facts()
            with transaction() as session:
                actions.add_establishment(session, current_actor(), employer, facts, on=_today())
        except InputRefused as refusal:
            say_problems(form, at_fields(refusal))
        else:
            flash(f"De vestiging in {facts.place} is toegevoegd.")
            return redirect(url_for("employers.show", employer=employer.reference))
    own = [one.name for one in own_gemeenten()]
    page = render_template("employers/new_establishment.html", form=form, employer=employer, own_gemeenten=own)
    return page, 422 if form.errors else 200


@bp.route("/<employer>/contactpersonen/nieuw", methods=["GET", "POST"])
@guard(policy.may_change_employer, employer=find_employer)
def new_contact(employer: Employer) -> View:
    """Add someone to speak with."""
    form = forms.ContactForm()
    if form.validate_on_submit():
        facts = form.contact_facts() or ContactFacts(name="")
        try:
            with transaction() as session:
                actions.add_contact(session, current_actor(), employer, facts, on=_today())
        except DomainError as refusal:
            say_problems(form, getattr(refusal, "problems", {"": refusal.sentence}), prefix="contact_")
        else:
            flash(f"{facts.name} staat bij de contactpersonen.")
            return redirect(url_for("employers.show", employer=employer.reference))
    page = render_template("employers/new_contact.html", form=form, employer=employer)
    return page, 422 if form.errors else 200
