"""Doors for what happens to a place after it was logged: confirmed, copied, opened again, and looked back upon."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.vacancies import actions, policy
from employers.vacancies.forms import ReopenForm
from employers.vacancies.history import MOST, history_of
from employers.vacancies.models import Vacancy
from employers.vacancies.pages import place_page
from employers.vacancies.queries import find_vacancy
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, takes, transaction

bp = Blueprint("vacancy_life", __name__)


def _back(vacancy: Vacancy) -> Response:
    return redirect(url_for("vacancies.show", vacancy=vacancy.reference))


@bp.post("/plekken/<vacancy>/klopt-nog")
@guard(policy.may_confirm_vacancy, vacancy=find_vacancy)
@takes()
def confirm(vacancy: Vacancy) -> Response:
    """Yes, this place is still true: for the face with one press, and for the employer too."""
    with transaction() as session:
        actions.confirm_vacancy(session, current_actor(), vacancy, on=day_of(session.info["at"]))
    own = current_actor().is_a(Role.EMPLOYER)
    flash("Dank u wel. De plek blijft open." if own else "Genoteerd: deze plek klopt nog.")
    return _back(vacancy)


@bp.post("/plekken/<vacancy>/nagelopen")
@guard(policy.may_confirm_draft, vacancy=find_vacancy)
@takes()
def confirm_draft(vacancy: Vacancy) -> Response:
    """Somebody went through what came from an occupation."""
    with transaction() as session:
        actions.confirm_draft(session, current_actor(), vacancy, on=day_of(session.info["at"]))
    flash("Genoteerd: de taken en eisen zijn nagelopen.")
    return _back(vacancy)


@bp.post("/plekken/<vacancy>/kopie")
@guard(policy.may_copy_vacancy, vacancy=find_vacancy)
@takes()
def copy(vacancy: Vacancy) -> Response:
    """The same work once more, as a concept to be finished."""
    with transaction() as session:
        made = actions.copy_vacancy(session, current_actor(), vacancy, on=day_of(session.info["at"]))
    flash(f"Dit is een kopie van {vacancy.reference}. Kies de data en zet de plek open.")
    return redirect(url_for("vacancies.change", vacancy=made.reference))


@bp.post("/plekken/<vacancy>/heropenen")
@guard(policy.may_reopen_vacancy, vacancy=find_vacancy)
@edits()
def reopen(vacancy: Vacancy) -> Response | tuple[str, int]:
    """Open a closed place again, until a new closing date or without one."""
    form = ReopenForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                day = day_of(session.info["at"])
                actions.reopen_vacancy(session, current_actor(), vacancy, on=day, closes_on=form.closes_on.data)
        except InputRefused as refusal:
            say_problems(form, refusal.problems)
        else:
            flash("De plek is weer open." if vacancy.seats > vacancy.filled else "De plek is terug, en vol.")
            return _back(vacancy)
    return place_page(current_session(), current_actor(), vacancy, reopening=form), 422


@bp.get("/plekken/<vacancy>/verloop")
@guard(policy.may_see_history, vacancy=find_vacancy)
def history(vacancy: Vacancy) -> str:
    """Who did what when, without what it was before or became."""
    events = history_of(current_session(), vacancy)
    return render_template("vacancies/history.html", vacancy=vacancy, events=events, most=MOST)
