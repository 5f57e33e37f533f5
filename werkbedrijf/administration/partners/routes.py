"""Doors for partners and the region."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.partners import actions
from werkbedrijf.administration.partners.forms import KINDS, NumbersForm, OrganisationForm, RegionForm
from werkbedrijf.administration.partners.queries import find_organisation, staff_per_organisation
from werkbedrijf.administration.policy import may_administer
from werkbedrijf.administration.users.queries import organisations as every_organisation
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.foundation.based_on import also_based_on
from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.foundation.facts.regions import gemeente_by_code, gemeenten
from werkbedrijf.foundation.region import Region, current_region
from werkbedrijf.foundation.web import current_actor, current_session, edits, for_programs, guard, transaction

View = str | Response | tuple[str, int]


@bp.get("/organisaties")
@guard(may_administer)
def organisations() -> str:
    """The partners of the region."""
    session = current_session()
    return render_template(
        "administration/organisations.html",
        organisations=every_organisation(session),
        staff=staff_per_organisation(session),
        kinds=KINDS,
        gemeente_by_code=gemeente_by_code,
        region=current_region(session),
    )


@bp.route("/organisaties/nieuw", methods=["GET", "POST"])
@guard(may_administer)
def organisation_new() -> View:
    """A partner joins."""
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                row = actions.add_organisation(session, current_actor(), form.facts())
        except InputRefused as refusal:
            form.say(refusal)
        else:
            flash(f"{row.name} hoort nu bij de regio.")
            return redirect(url_for("administration.organisations"))
    return render_template("administration/organisation_form.html", form=form, organisation=None), _status(form)


@bp.route("/organisaties/<organisation>", methods=["GET", "POST"])
@guard(may_administer, organisation=find_organisation)
@edits()
def organisation_change(organisation: Organisation) -> View:
    """A partner gets another name or kind."""
    form = OrganisationForm()
    if request.method == "GET":
        form.show(organisation)
    elif form.validate():
        try:
            with transaction() as session:
                actions.change_organisation(session, current_actor(), organisation, form.facts())
        except InputRefused as refusal:
            form.say(refusal)
        else:
            flash("De wijziging is opgeslagen.")
            return redirect(url_for("administration.organisations"))
    page = render_template("administration/organisation_form.html", form=form, organisation=organisation)
    return page, _status(form)


@bp.route("/organisaties/<organisation>/burgerservicenummer", methods=["GET", "POST"])
@guard(may_administer, organisation=find_organisation)
@edits()
def organisation_numbers(organisation: Organisation) -> View:
    """Whether a partner may keep burgerservicenummers, and on what ground."""
    form = NumbersForm(ground=organisation.bsn_ground)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                if request.form.get("doe") == "stop":
                    actions.stop_numbers(session, current_actor(), organisation)
                else:
                    actions.use_numbers(session, current_actor(), organisation, form.ground.data or "")
        except InputRefused as refusal:
            form.ground.errors = [refusal.problems["ground"]]
        else:
            flash("De keuze is opgeslagen.", "goed")
            return redirect(url_for("administration.organisations"))
    page = render_template("administration/organisation_numbers.html", form=form, organisation=organisation)
    return page, _status(form)


@bp.get("/gemeenten.json")
@for_programs
@guard(may_administer)
def suggest_gemeente() -> list[dict[str, str]]:
    """Gemeenten whose name has what is being typed; those that begin with it first."""
    typed = request.args.get("q", "").strip().casefold()
    found = [one for one in gemeenten() if typed and typed in one.name.casefold()]
    found.sort(key=lambda one: (not one.name.casefold().startswith(typed), one.name))
    return [{"value": one.code, "label": one.name, "hint": ""} for one in found[:8]]


@bp.route("/regio", methods=["GET", "POST"])
@guard(may_administer)
@edits()
def region() -> View:
    """The name on every page."""
    row = _region()
    also_based_on(current_session(), row)
    form = RegionForm(name=row.name)
    if form.validate_on_submit():
        try:
            with transaction() as session:
                actions.rename_region(session, current_actor(), row, form.name.data)
        except InputRefused as refusal:
            form.name.errors = [refusal.problems["name"]]
        else:
            flash("De naam is opgeslagen en staat nu op elke pagina.")
            return redirect(url_for("administration.organisations"))
    return render_template("administration/region.html", form=form, region=row), _status(form)


def _region() -> Region:
    row = current_region(current_session())
    if row is None:
        raise NotFound("Deze installatie heeft nog geen regio.")
    return row


def _status(form: OrganisationForm | RegionForm | NumbersForm) -> int:
    return 422 if form.is_submitted() else 200
