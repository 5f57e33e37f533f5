"""Doors of this room: the months, one month with everything behind it, and closing it."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.texts import month_and_year
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction
from werkbedrijf.garantiebanen.closing import actions, policy
from werkbedrijf.garantiebanen.closing.forms import CloseForm
from werkbedrijf.garantiebanen.closing.held import closed_month, waiting
from werkbedrijf.garantiebanen.closing.models import ClosedMonth
from werkbedrijf.garantiebanen.closing.pages import month_page, months_page
from werkbedrijf.garantiebanen.closing.queries import AskedMonth, find_month

bp = Blueprint("months", __name__, url_prefix="/garantiebanen/maanden")

View = str | Response | tuple[str, int]


@bp.get("")
@guard(policy.may_see_months)
def index() -> View:
    """The last months, what counted in each, and which are closed."""
    return months_page(current_session())


@bp.get("/<month>")
@guard(policy.may_see_month, month=find_month)
def show(month: AskedMonth) -> View:
    """One month: figures, by what, corrections, UWV beside it, and closing."""
    return month_page(current_session(), current_actor(), month, CloseForm())


@bp.post("/<month>/sluiten")
@guard(policy.may_close, month=find_month)
def close(month: AskedMonth) -> View:
    """Close it, or ask a second person to."""
    form, actor = CloseForm(), current_actor()
    made: list[ClosedMonth] = []
    on = day_of(current_session().info["at"])
    if saved(
        form,
        lambda session: made.append(
            actions.close_or_ask(session, actor, month.first, reason=form.reason.data or "", on=on)
        ),
    ):
        closed = made[0].closed_at is not None
        said = "is gesloten." if closed else "wacht op een collega die meekijkt."
        flash(f"{month_and_year(month.first).capitalize()} {said}", "goed")
        return redirect(url_for("months.show", month=month.reference))
    return month_page(current_session(), actor, month, form), 422


@bp.post("/<month>/akkoord")
@guard(policy.may_decide, month=find_month)
def confirm(month: AskedMonth) -> View:
    """The second person says yes."""
    with transaction() as session:
        row, pending = _waits(month)
        actions.confirm(session, current_actor(), row, pending)
    flash(f"{month_and_year(month.first).capitalize()} is gesloten.", "goed")
    return redirect(url_for("months.show", month=month.reference))


@bp.post("/<month>/niet-akkoord")
@guard(policy.may_decide, month=find_month)
def decline(month: AskedMonth) -> View:
    """The second person says no: the month stays open."""
    with transaction() as session:
        actions.decline(session, current_actor(), _waits(month)[1])
    flash("Afgewezen. De maand blijft open.")
    return redirect(url_for("months.show", month=month.reference))


def _waits(month: AskedMonth) -> tuple[ClosedMonth, PendingAct]:
    session = current_session()
    row = closed_month(session, month.first)
    pending = waiting(session, row)
    if row is None or pending is None:
        raise NotFound("Er wacht geen verzoek om deze maand te sluiten.")
    return row, pending
