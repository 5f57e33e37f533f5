"""Doors of this room. A place is logged at its employer, and has its own address from then on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from employers.models import Employer, Establishment
from employers.queries import find_employer
from employers.vacancies import actions, editing, policy
from employers.vacancies.drafting import every_line
from employers.vacancies.forms import VacancyForm, values_of
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.pages import form_page, list_page, place_page
from employers.vacancies.queries import find_vacancy
from employers.vacancies.wishes.actions import close_own
from employers.vocabulary.catalogue import occupations
from employers.vocabulary.esco.queries import looks_like
from employers.vocabulary.suggest import suggest
from matching.core.catalogue import FAMILIES
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.based_on import is_stale
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused, StaleVersion
from werkbedrijf.foundation.forms import UnknownField
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.web import (
    check_version,
    current_actor,
    current_session,
    edits,
    for_programs,
    guard,
    takes,
    transaction,
)

bp = Blueprint("vacancies", __name__)

View = str | Response | tuple[str, int]

MOST_SUGGESTED = 10
NOTHING_TICKED = "Vink eerst aan wat hier ook zo is, of kies ‘Neem alles over’."
NOT_AN_OCCUPATION = "Dit beroep staat niet in de lijst. Kies een suggestie, of vul de taken zelf in."


def _today() -> Any:
    return day_of(current_session().info["at"])


@bp.get("/plekken")
@guard(policy.may_see_vacancies)
def index() -> View:
    """The places of the region, or those of one's own firm."""
    return list_page(current_session(), current_actor(), request.args)


@bp.get("/plekken/beroepen")
@for_programs
@guard(policy.may_suggest_occupations)
def suggest_occupation() -> list[dict[str, str]]:
    """Occupations that are probably meant, while somebody types."""
    typed = request.args.get("q", "")[:100]
    found = [
        (one.occupation, FAMILIES[one.occupation.family] if one.label == one.occupation.title else one.label)
        for one in suggest(typed)
    ]
    known = {occupation.code for occupation, _ in found}
    alike = [one for one in looks_like(current_session(), typed) if one.occupation.code not in known]
    found += [(one.occupation, f"lijkt op: {one.label}") for one in alike]
    return [{"value": one.code, "label": one.title, "hint": hint} for one, hint in found[:MOST_SUGGESTED]]


@bp.route("/werkgevers/<employer>/plekken/nieuw", methods=["GET", "POST"])
@guard(policy.may_log_vacancy, employer=find_employer)
def new(employer: Employer) -> View:
    """Log a place in one sitting; kept as a concept, or opened at once. ``?beroep=`` lays its draft ready."""
    if request.method == "GET":
        first = {
            "kind": VacancyKind.GARANTIEBAAN.value,
            "establishment": employer.open_establishments[0].reference,
            "seats": "1",
        }
        wanted = occupations().get(request.args.get("beroep", ""))
        filled = editing.with_occupation(MultiDict(first), wanted) if wanted else None
        form = VacancyForm(formdata=filled, data=first).offer(employer.open_establishments)
        form.offer_ready = editing.offered(filled) if filled is not None else None
        return form_page(form, employer)
    unasked = _unasked(employer)
    if unasked is not None:
        return form_page(unasked, employer, None, 422)
    edited = _edited(employer)
    if edited is not None:
        return form_page(edited, employer)
    form = _typed_form(employer)
    opens = request.form.get("doe") != "concept"
    return _save(form, employer, lambda session: _log(session, form, employer, opens=opens))


@bp.route("/plekken/<vacancy>/wijzigen", methods=["GET", "POST"])
@guard(policy.may_change_vacancy, vacancy=find_vacancy)
@edits(counted=True)
def change(vacancy: Vacancy) -> View:
    """Say something else of a place."""
    employer = vacancy.employer
    if request.method == "GET":
        form = VacancyForm(formdata=None, data=values_of(vacancy)).offer(_offered(employer, vacancy))
        return form_page(form, employer, vacancy)
    unasked = _unasked(employer, vacancy)
    if unasked is not None:
        return form_page(unasked, employer, vacancy, 422)
    edited = _edited(employer, vacancy)
    if edited is not None:
        return form_page(edited, employer, vacancy)
    form = _typed_form(employer, vacancy)
    return _save(form, employer, lambda session: _change(session, form, vacancy), vacancy)


def _offered(employer: Employer, vacancy: Vacancy | None) -> list[Establishment]:
    """Where the work can be: not at a vestiging that closed, unless the place is there already."""
    own = vacancy.establishment if vacancy is not None else None
    return [one for one in employer.establishments if one.closed_on is None or one is own]


def _typed_form(employer: Employer, vacancy: Vacancy | None = None) -> VacancyForm:
    return VacancyForm(formdata=editing.typed(MultiDict(request.form))).offer(_offered(employer, vacancy))


def _unasked(employer: Employer, vacancy: Vacancy | None = None) -> VacancyForm | None:
    """The form as it was typed with what else was sent named on top, or None when nothing else was."""
    form = _typed_form(employer, vacancy)
    try:
        form.refuse_unasked()
    except UnknownField as unknown:
        form.form_errors = [unknown.sentence]
        return form
    return None


def _edited(employer: Employer, vacancy: Vacancy | None = None) -> VacancyForm | None:
    """The form after a button that only changes the form, or None when it came to be saved."""
    wanted, _, number = request.form.get("doe", "").partition("-")
    values = editing.typed(MultiDict(request.form))
    occupation = editing.wanted_occupation(values) if wanted == "taken" else None
    changed: dict[str, Callable[[], MultiDict[str, str]]] = {
        "ververs": lambda: values,
        "taken": lambda: editing.with_occupation(values, occupation) if occupation else values,
        "overnemen": lambda: _taken_over(values, everything=False),
        "alles": lambda: _taken_over(values, everything=True),
        "gelezen": lambda: editing.with_read_text(values),
        "erbij": lambda: editing.with_empty_task(values),
        "eraf": lambda: editing.without_task(
            values, int(number) if number.isascii() and number.isdigit() and len(number) < 5 else -1
        ),
    }
    if wanted not in changed:
        return None
    made = changed[wanted]()
    form = VacancyForm(formdata=made).offer(_offered(employer, vacancy))
    form.offer_ready = editing.offered(made)
    if wanted == "taken" and occupation is None:
        form.occupation.errors = [NOT_AN_OCCUPATION]
    if wanted == "overnemen" and form.offer_ready:
        form.offer_ready = replace(form.offer_ready, problem=NOTHING_TICKED)
    if wanted == "gelezen":
        form.from_text, form.tasks.errors = True, editing.problems_with_ticks(values)
    return form


def _taken_over(values: MultiDict[str, str], *, everything: bool) -> MultiDict[str, str]:
    """The form with what was ticked of the draft, or all of it; as it was when there is nothing to take over."""
    ready = editing.offered(values)
    if ready is None:
        return values
    ticked = every_line(ready.occupation) if everything else ready.ticked & every_line(ready.occupation)
    return editing.with_draft(values, ready.occupation, ticked) if ticked else values


def _save(form: VacancyForm, employer: Employer, act: Callable[[Any], Vacancy], vacancy: Vacancy | None = None) -> View:
    valid = form.validate()
    try:
        with transaction() as session:
            saved = act(session)
            _refuse_unless(valid)
    except InputRefused as refusal:
        form.refuse(refusal)
        return form_page(form, employer, vacancy, 422)
    except StaleVersion:
        if not is_stale():
            raise
        return form_page(form, employer, vacancy, 412)
    flash(f"{saved.title} is opgeslagen als {saved.status.value}.")
    return redirect(url_for("vacancies.show", vacancy=saved.reference))


def _refuse_unless(valid: bool) -> None:
    """What the form itself refused stands at its fields already; nothing may be saved."""
    if not valid:
        raise InputRefused({})


def _log(session: Any, form: VacancyForm, employer: Employer, *, opens: bool) -> Vacancy:
    place = {one.reference: one for one in employer.open_establishments}.get(form.establishment.data)
    if place is None:
        raise InputRefused({"establishment": "Kies de vestiging waar het werk is."})
    vacancy = actions.log_vacancy(session, current_actor(), place, form.facts(), on=_today())
    if opens:
        actions.open_vacancy(session, current_actor(), vacancy, on=_today())
    return vacancy


def _change(session: Any, form: VacancyForm, vacancy: Vacancy) -> Vacancy:
    check_version(vacancy, form.version.data)
    place = {one.reference: one for one in _offered(vacancy.employer, vacancy)}.get(form.establishment.data)
    actions.change_vacancy(session, current_actor(), vacancy, form.facts(), on=_today(), establishment=place)
    return vacancy


@bp.get("/plekken/<vacancy>")
@guard(policy.may_see_vacancy, vacancy=find_vacancy)
def show(vacancy: Vacancy) -> View:
    """One place: the work, what it asks, what is offered and what can be done now."""
    return place_page(current_session(), current_actor(), vacancy)


@bp.post("/plekken/<vacancy>/openen", endpoint="open")
@guard(policy.may_open_vacancy, vacancy=find_vacancy)
def open_place(vacancy: Vacancy) -> Response:
    """From now on candidates can be proposed."""
    with transaction() as session:
        actions.open_vacancy(session, current_actor(), vacancy, on=_today())
    flash("De plek is open. Je kunt nu kandidaten voorstellen.")
    return redirect(url_for("vacancies.show", vacancy=vacancy.reference))


@bp.post("/plekken/<vacancy>/sluiten")
@guard(policy.may_close_vacancy, vacancy=find_vacancy)
@edits()
@takes("reden")
def close(vacancy: Vacancy) -> View:
    """No new voordrachten any more."""
    reason = request.form.get("reden", "")[:500]
    if not reason.strip():
        page = place_page(current_session(), current_actor(), vacancy, reason_missing=True)
        return page, 422
    refuse_health("reden", reason, of_work=True)
    own = current_actor().is_a(Role.EMPLOYER)
    close_it = close_own if own else actions.close_vacancy
    with transaction() as session:
        close_it(session, current_actor(), vacancy, on=_today(), reason=reason)
    flash("De plek is gesloten. Uw aanspreekpunt krijgt bericht." if own else "De plek is gesloten.")
    return redirect(url_for("vacancies.show", vacancy=vacancy.reference))
