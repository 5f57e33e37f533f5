"""Doors of this room. The workbench of an employer holds its choice in the address, so it can be sent to a colleague."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.queries import find_employer
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from matching.carving import actions, forms, policy
from matching.carving.models import Carving
from matching.carving.pages import index_page, propose_page, show_page, workbench_page
from matching.carving.queries import find_carving
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, transaction

bp = Blueprint("carving", __name__)

View = str | Response | tuple[str, int]
MOST_TYPED = 60


def _today() -> date:
    return day_of(current_session().info["at"])


def _wanted(sent: Any) -> list[str]:
    """The ids of the ticked tasks."""
    return [id_[:40] for id_ in sent.getlist("taak")[:MOST_TYPED]]


@bp.get("/werk-anders-verdelen")
@guard(policy.may_list_carvings)
def index() -> View:
    """Where dividing work differently would open work for most people."""
    return index_page(current_session(), current_actor(), request.args)


@bp.get("/werkgevers/<employer>/werk-anders-verdelen")
@guard(policy.may_see_workbench, employer=find_employer)
def workbench(employer: Employer) -> View:
    """Choose tasks and see who could do them. The same address answers while somebody ticks."""
    return workbench_page(current_session(), current_actor(), employer, _wanted(request.args))


@bp.route("/werkgevers/<employer>/werk-anders-verdelen/voorstel", methods=["GET", "POST"])
@guard(policy.may_carve, employer=find_employer)
def propose(employer: Employer) -> View:
    """Keep the chosen tasks as a proposal."""
    session = current_session()
    if request.method == "GET":
        return propose_page(session, employer, _wanted(request.args), forms.ProposalForm(formdata=None))
    form, wanted = forms.ProposalForm(), _wanted(request.form)
    if form.validate_on_submit():
        try:
            with transaction():
                carving = actions.save_carving(
                    session, current_actor(), employer, wanted, title=form.title.data or "", on=_today()
                )
        except InputRefused as refused:
            say_problems(form, refused.problems)
        else:
            flash("Het voorstel is bewaard. Bespreek het met de werkgever.", "goed")
            return _to(carving)
    return propose_page(session, employer, wanted, form), 422


@bp.get("/werk-anders-verdelen/<carving>")
@guard(policy.may_see_carving, carving=find_carving)
def show(carving: Carving) -> View:
    """One proposal and what can be done with it."""
    return show_page(current_session(), current_actor(), carving)


@bp.post("/werk-anders-verdelen/<carving>/besproken")
@guard(policy.may_discuss, carving=find_carving)
def discuss(carving: Carving) -> View:
    """It was laid before the employer."""
    with transaction() as session:
        actions.discuss(session, current_actor(), carving, on=_today())
    flash("Genoteerd. De werkgever ziet het voorstel nu ook.", "goed")
    return _to(carving)


@bp.post("/werk-anders-verdelen/<carving>/akkoord")
@guard(policy.may_agree, carving=find_carving)
@edits()
def agree(carving: Carving) -> View:
    """The employer said yes."""
    form = forms.AgreeForm()

    def act(session: Session) -> None:
        by, day = form.by.data or "", form.agreed_on.data
        actions.agree(session, current_actor(), carving, by=by, agreed_on=day, on=_today())

    return _answer(carving, "agree", form, act, "Het akkoord is genoteerd. Je kunt de plek nu maken.")


@bp.post("/werk-anders-verdelen/<carving>/gaat-niet-door")
@guard(policy.may_decline, carving=find_carving)
@edits()
def decline(carving: Carving) -> View:
    """It will not happen."""
    form = forms.DeclineForm()

    def act(session: Session) -> None:
        actions.decline(session, current_actor(), carving, reason=form.reason.data or "", on=_today())

    return _answer(carving, "decline", form, act, "Genoteerd. Het voorstel gaat niet door.")


@bp.post("/werk-anders-verdelen/<carving>/plek")
@guard(policy.may_place, carving=find_carving)
def place(carving: Carving) -> View:
    """Make the new place, as a concept."""
    with transaction() as session:
        actions.make_place(session, current_actor(), carving, on=_today())
    flash("De nieuwe plek staat klaar als concept. Kijk hem na en open hem.", "goed")
    return _to(carving)


@bp.post("/werk-anders-verdelen/<carving>/verlagen/<source>")
@guard(policy.may_lower, carving=find_carving, source=find_vacancy)
def lower(carving: Carving, source: Vacancy) -> View:
    """Take the tasks that went off the place they came from."""
    with transaction() as session:
        actions.lower_source(session, current_actor(), carving, source, on=_today())
    flash(f"De taken zijn van {source.title} af.", "goed")
    return _to(carving)


def _answer(carving: Carving, name: str, form: forms.Form, act: Callable[[Session], Any], said: str) -> View:
    """Save what the form says; otherwise the page again, with the sentences at the fields."""
    if saved(form, act):
        flash(said, "goed")
        return _to(carving)
    return show_page(current_session(), current_actor(), carving, **{name: form}), 422


def _to(carving: Carving) -> Response:
    return redirect(url_for("carving.show", carving=carving.reference))
