"""Doors: how learning stands, its picture, and the switch."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction
from werkbedrijf.learning import pages, pictures, policy, queries
from werkbedrijf.learning.actions import switch_off, switch_on
from werkbedrijf.learning.errors import LearningRefused
from werkbedrijf.learning.forms import SwitchForm

bp = Blueprint("learning", __name__, url_prefix="/leren")

LAST = 12


@bp.get("")
@guard(policy.may_see_learning)
def index() -> str:
    """Where learning stands: the rules with their numbers, what was learned, earlier attempts, and the switch."""
    return _page(SwitchForm())


@bp.get("/ijking.svg")
@guard(policy.may_see_learning)
def chart() -> Response:
    """Expected beside stayed, as a picture."""
    attempt = queries.latest_attempt(current_session())
    bins = pages.page_of(attempt, _smallest()).bins if attempt else []
    return Response(pictures.expected_and_stayed(bins), mimetype="image/svg+xml")


@bp.post("/aan")
@guard(policy.may_switch_learning)
def turn_on() -> AnyResponse | tuple[str, int]:
    """Let the region use what was learned."""
    return _turn(on=True)


@bp.post("/uit")
@guard(policy.may_switch_learning)
def turn_off() -> AnyResponse | tuple[str, int]:
    """Back to the fixed weights."""
    return _turn(on=False)


def _turn(*, on: bool) -> AnyResponse | tuple[str, int]:
    form, refused, act = SwitchForm(), [], switch_on if on else switch_off
    if form.validate_on_submit():
        try:
            with transaction() as session:
                act(session, current_actor(), form.reason.data, on=day_of(session.info["at"]))
        except InputRefused as refusal:
            form.reason.errors = [refusal.problems["reason"]]
        except LearningRefused as refusal:
            refused = list(refusal.reasons)
        else:
            flash(
                "Leren staat aan vanaf de volgende verdeling."
                if on
                else "Leren staat uit. De vaste gewichten gelden weer."
            )
            return redirect(url_for("learning.index"))
    return _page(form, refused), 422


def _page(form: SwitchForm, refused: list[str] | None = None) -> str:
    session, day, smallest = current_session(), day_of(current_session().info["at"]), _smallest()
    attempts = session.scalars(queries.attempts_newest_first().limit(LAST)).all()
    page = pages.page_of(attempts[0], smallest) if attempts else None
    switch = queries.latest_switch(session)
    in_force = queries.weights_in_force(session, day) is not None
    shown = [one for one in page.bins if one.came is not None] if page else []
    return render_template(
        "learning/index.html",
        page=page,
        earlier=[pages.page_of(one, smallest) for one in attempts],
        lead=pages.lead_of(page, is_on=in_force),
        switch=switch,
        in_force=in_force,
        obstacles=queries.obstacles(attempts[0] if attempts else None, day),
        refused=refused or [],
        form=form,
        may_switch=policy.may_switch_learning(current_actor()),
        chart_url=url_for("learning.chart") if len(shown) > 1 else None,
        chart_words=pages.bins_in_words(shown),
        errors_of=pages.error_lines(page.attempt.losses) if page else [],
        smallest=smallest,
    )


def _smallest() -> int:
    session = current_session()
    return whole_number_on(session, Parameter.SMALL_CELL, day_of(session.info["at"]))
