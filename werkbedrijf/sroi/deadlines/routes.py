"""Doors of deadlines: what comes, and how long before one wants to hear of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved
from werkbedrijf.sroi.deadlines import actions, policy
from werkbedrijf.sroi.deadlines.forms import ReminderForm
from werkbedrijf.sroi.deadlines.queries import deadlines_known_to, own_terms

bp = Blueprint("sroi_deadlines", __name__, url_prefix="/sroi/termijnen")

View = str | Response | tuple[str, int]


@bp.get("")
@guard(policy.may_see_deadlines)
def index() -> View:
    """Every deadline of the contracts this person may see."""
    return _page()


@bp.post("")
@guard(policy.may_choose_reminders)
def choose() -> View:
    """How long before a deadline this person hears of it."""
    form = ReminderForm()

    def act(session: Session) -> None:
        actions.choose_terms(session, current_actor(), form.days())

    if saved(form, act):
        flash("Bewaard. Vanaf de volgende ochtend doen we het zo.", "goed")
        return redirect(url_for("sroi_deadlines.index"))
    return _page(form), 422


def _page(form: ReminderForm | None = None) -> str:
    session, actor = current_session(), current_actor()
    today = day_of(session.info["at"])
    due = deadlines_known_to(session, actor, today)
    coming = [one for one in due if one.deadline.is_open()]
    form = form or ReminderForm(formdata=None, terms=[str(days) for days in own_terms(session, actor)])
    return render_template(
        "sroi/deadlines.html",
        coming=coming,
        over=[one for one in reversed(due) if not one.deadline.is_open()],
        late=sum(one.deadline.is_late(today) for one in coming),
        today=today,
        keeps=actor.is_a(Role.COORDINATOR),
        form=form,
    )
