"""Doors of this room: asking for a second answer, giving it, and laying the two side by side."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from candidates.models import Candidate
from candidates.profile.forms import QuestionForm, level_of
from candidates.profile.steps import first_open, question
from candidates.queries import find_candidate
from candidates.scoring import actions, policy
from candidates.scoring.forms import AskForm
from candidates.scoring.models import Instrument, SecondScoring
from candidates.scoring.pages import list_page, question_page, show_page
from candidates.scoring.queries import coaches_elsewhere, find_scoring
from matching.core.catalogue import levels_from_text
from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, transaction

bp = Blueprint("scoring", __name__)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/dubbel-beoordelen")
@guard(policy.may_list_scorings)
def index() -> View:
    """What waits, what one is busy with, and what was asked for one's own people."""
    return list_page(current_session(), current_actor())


@bp.route("/kandidaten/<candidate>/dubbel-beoordelen", methods=["GET", "POST"])
@guard(policy.may_ask_scoring, candidate=find_candidate)
def ask(candidate: Candidate) -> View:
    """Ask a colleague elsewhere for a second answer."""
    session = current_session()
    coaches = {str(one.id): one for one in session.scalars(coaches_elsewhere(candidate))}
    form = AskForm.among(coaches.values())
    if form.validate_on_submit():
        instrument = Instrument(form.instrument.data) if form.instrument.data else None
        with transaction():
            scoring = actions.ask_scoring(
                session,
                current_actor(),
                candidate,
                invited=coaches.get(form.invited.data or ""),
                instrument=instrument,
                on=_today(),
            )
        flash("Gevraagd. Je krijgt bericht als de tweede beoordeling klaar is.", "goed")
        return _to(scoring)
    page = render_template("scoring/new.html", candidate=candidate, form=form)
    return (page, 422) if form.errors else page


@bp.get("/dubbel-beoordelen/<scoring>")
@guard(policy.may_see_scoring, looks="second_scoring.looked_at", scoring=find_scoring)
def show(scoring: SecondScoring) -> View:
    """One double scoring."""
    return show_page(current_session(), current_actor(), scoring)


@bp.post("/dubbel-beoordelen/<scoring>/oppakken")
@guard(policy.may_pick_up, scoring=find_scoring)
def pick_up(scoring: SecondScoring) -> View:
    """Begin the second answer."""
    _do(actions.pick_up, scoring)
    return redirect(url_for("scoring.questions", scoring=scoring.reference))


@bp.get("/dubbel-beoordelen/<scoring>/vragen")
@guard(policy.may_score, scoring=find_scoring)
def questions(scoring: SecondScoring) -> View:
    """On to the first question without a second answer."""
    return redirect(url_for("scoring.score", scoring=scoring.reference, code=first_open(scoring.levels)))


@bp.route("/dubbel-beoordelen/<scoring>/vraag/<code>", methods=["GET", "POST"])
@guard(policy.may_score, scoring=find_scoring)
@edits()
def score(scoring: SecondScoring, code: str) -> View:
    """One question on a screen, saved as one goes."""
    asked = question(code)
    if asked is None:
        raise NotFound
    form = QuestionForm.of(asked.capability, levels_from_text(scoring.levels)[code])
    if form.validate_on_submit():
        with transaction() as session:
            actions.answer(session, current_actor(), scoring, code, level_of(form.level.data), on=_today())
        flash(f"Opgeslagen om {session.info['at'].astimezone(AMSTERDAM):%H:%M}.", "goed")
        if asked.after:
            return redirect(url_for("scoring.score", scoring=scoring.reference, code=asked.after))
        return _to(scoring)
    page = question_page(scoring, asked, form)
    return (page, 422) if form.errors else page


@bp.post("/dubbel-beoordelen/<scoring>/afronden")
@guard(policy.may_score, scoring=find_scoring)
def finish(scoring: SecondScoring) -> View:
    """The second answer stands."""
    _do(actions.finish, scoring)
    flash("Klaar. Jullie zien nu allebei de verschillen.", "goed")
    return _to(scoring)


@bp.post("/dubbel-beoordelen/<scoring>/teruggeven")
@guard(policy.may_score, scoring=find_scoring)
def hand_back(scoring: SecondScoring) -> View:
    """Someone else may do it."""
    _do(actions.hand_back, scoring)
    flash("Teruggegeven. Een andere collega kan het nu oppakken.", "goed")
    return redirect(url_for("scoring.index"))


@bp.post("/dubbel-beoordelen/<scoring>/intrekken")
@guard(policy.may_withdraw_scoring, scoring=find_scoring)
def withdraw(scoring: SecondScoring) -> View:
    """The own coach takes the request back."""
    _do(actions.withdraw_scoring, scoring)
    flash("Ingetrokken. Wat de collega invulde, is weggegooid.", "goed")
    return _to(scoring)


@bp.post("/dubbel-beoordelen/<scoring>/overnemen/<code>")
@guard(policy.may_take_over, scoring=find_scoring)
def take_over(scoring: SecondScoring, code: str) -> View:
    """Take one second answer over into the profile."""
    asked = question(code)
    if asked is None:
        raise NotFound
    with transaction() as session:
        actions.take_over(session, current_actor(), scoring, code, on=_today())
    flash(f"Overgenomen in het profiel: {asked.capability.name}.", "goed")
    return _to(scoring)


@bp.post("/dubbel-beoordelen/<scoring>/besproken")
@guard(policy.may_take_over, scoring=find_scoring)
def discuss(scoring: SecondScoring) -> View:
    """Both coaches talked about it."""
    _do(actions.discuss, scoring)
    flash("Genoteerd dat jullie de verschillen hebben besproken.", "goed")
    return _to(scoring)


def _do(act: Callable[..., Any], scoring: SecondScoring) -> None:
    with transaction() as session:
        act(session, current_actor(), scoring, on=_today())


def _to(scoring: SecondScoring) -> Response:
    return redirect(url_for("scoring.show", scoring=scoring.reference))
