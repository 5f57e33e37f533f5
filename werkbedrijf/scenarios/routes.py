"""Doors of this room: earlier what-ifs, a new one, and one side by side."""

from functools import partial
from typing import Final

from flask import Blueprint, Response, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from matching.advice.spots import spots_of
from matching.allocation.settings import RunSettings
from matching.runs.models import AllocationRun
from matching.runs.queries import outcome_of
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.once import afterwards
from werkbedrijf.foundation.web import (
    current_actor,
    current_session,
    database,
    for_programs,
    guard,
    settings,
    transaction,
)
from werkbedrijf.scenarios import actions, policy
from werkbedrijf.scenarios.asked import Asked
from werkbedrijf.scenarios.forms import ScenarioForm
from werkbedrijf.scenarios.pages import dots_of_result, form_page, list_page, show_page, state_of
from werkbedrijf.scenarios.pictures import drawn
from werkbedrijf.scenarios.quarters import Quarter
from werkbedrijf.scenarios.queries import (
    bases,
    find_base,
    find_scenario,
    nights_of,
    quarters,
    result_of,
    weight_of,
)
from werkbedrijf.scenarios.running import carry_out

bp = Blueprint("scenarios", __name__, url_prefix="/wat-als")

View = str | AnyResponse | tuple[str, int]

AT_ONCE: Final = 250_000
"""Bytes of stored input, some three thousand people on one night, that are computed while somebody waits: about a second."""


@bp.get("")
@guard(policy.may_see_scenarios)
def index() -> View:
    """Earlier what-ifs."""
    return list_page(current_session(), current_actor(), request.args)


@bp.route("/nieuw", methods=["GET", "POST"])
@guard(policy.may_make_scenario)
def new() -> View:
    """Ask what if."""
    if request.method == "GET":
        return form_page(current_session())
    session, form = current_session(), ScenarioForm()
    form.offer(bases(session), quarters(session), spots_of(session))
    try:
        if not form.validate():
            return form_page(session, form), 422
        runs, asked = _read(session, form)
        at_once = weight_of(session, runs) <= AT_ONCE
        with transaction() as saving:
            scenario = actions.ask(saving, current_actor(), runs[-1], asked, title=form.title.data or "")
            run_id, reference = scenario.id, scenario.reference
    except InputRefused as refused:
        say_problems(form, refused.problems)
        return form_page(session, form), 422
    if at_once:
        afterwards(partial(carry_out, database(), run_id, settings().secret_key, at=clock.now()))
    return redirect(url_for("scenarios.show", scenario=reference))


def _read(session: Session, form: ScenarioForm) -> tuple[list[AllocationRun], Asked]:
    """The runs it is asked of, oldest first, and what is different."""
    quarter = Quarter.read(form.base.data or "")
    base = find_base(session, form.base.data or "")
    runs = list(session.scalars(nights_of(quarter))) if quarter else [base] if base else []
    if not runs:
        raise InputRefused({"base": "Deze verdeling kan niet meer worden nagerekend. Kies een andere."})
    places = None if quarter else outcome_of(runs[0]).places
    rules = RunSettings.from_dict(runs[-1].settings).rules
    return runs, form.asked(spots_of(session), places, rules)


@bp.get("/<scenario>")
@guard(policy.may_see_scenario, scenario=find_scenario)
def show(scenario: AllocationRun) -> View:
    """Before and after, side by side."""
    return show_page(current_session(), current_actor(), scenario)


@bp.get("/<scenario>/stand")
@for_programs
@guard(policy.may_see_scenario, scenario=find_scenario)
def state(scenario: AllocationRun) -> dict[str, object]:
    """How far it is."""
    return state_of(scenario)


@bp.get("/<scenario>/groepen.svg")
@guard(policy.may_see_scenario, scenario=find_scenario)
def picture(scenario: AllocationRun) -> Response:
    """Who gains, per group, as a picture."""
    session = current_session()
    result = result_of(session, scenario)
    dots = dots_of_result(session, current_actor(), result) if result else ()
    if not dots:
        raise NotFound
    return Response(drawn(dots), mimetype="image/svg+xml")


@bp.post("/<scenario>/weggooien")
@guard(policy.may_drop_scenario, scenario=find_scenario)
def drop(scenario: AllocationRun) -> View:
    """Throw one's own what-if away."""
    with transaction() as session:
        actions.drop(session, current_actor(), scenario)
    flash("De wat-als is weggegooid.")
    return redirect(url_for("scenarios.index"))
