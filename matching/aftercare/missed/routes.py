"""Doors for days that were not worked as agreed; an employer also reads here when there is contact."""

from datetime import date
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.aftercare import policy
from matching.aftercare.answers import Missed
from matching.aftercare.missed import actions
from matching.aftercare.missed.forms import MissedForm
from matching.aftercare.missed.queries import days_of
from matching.aftercare.models import MissedWork
from matching.aftercare.queries import find_missed, visits_of
from matching.placements.models import Placement
from matching.placements.pages import person_for
from matching.placements.queries import find_placement
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction

bp = Blueprint("missed", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<working>/dagen")
@guard(policy.may_see_days, looks="placement.days_looked_at", working=find_placement)
def show(working: Placement) -> View:
    """The days that were not worked as agreed, when there is contact, and the form for one more day."""
    return _page(working, MissedForm(formdata=None, day=_today()))


@bp.post("/<working>/dagen")
@guard(policy.may_report_day, working=find_placement)
def report(working: Placement) -> View:
    """Keep a day."""
    form = MissedForm()

    def act(session: Session) -> None:
        told = {"day": form.day.data, "hours": form.hours.data and Decimal(form.hours.data), "on": _today()}
        actions.report_day(session, current_actor(), working, Missed(form.kind.data), **told)

    if saved(form, act):
        flash("Vastgelegd. Klopt het toch niet? Neem het hieronder terug.", "goed")
        return _to(working)
    return _page(working, form), 422


@bp.post("/dagen/<missed>/terug")
@guard(policy.may_withdraw_day, missed=find_missed)
def withdraw(missed: MissedWork) -> View:
    """Take back what was wrong."""
    with transaction() as session:
        actions.withdraw_day(session, current_actor(), missed, on=_today())
    flash("Teruggenomen. Deze dag telt nergens meer mee.", "goed")
    return _to(missed.placement)


def _page(working: Placement, form: MissedForm) -> str:
    session, actor = current_session(), current_actor()
    own = actor.is_a(Role.EMPLOYER)
    rows = days_of(session, actor, working)
    return render_template(
        "aftercare/days.html",
        placement=working,
        person=person_for(actor, working),
        form=form,
        days=rows,
        may_report=policy.may_report_day(actor, working=working),
        mine={row.id for row in rows if policy.may_withdraw_day(actor, missed=row)},
        contacts=visits_of(session, actor, working),
        coach=working.candidate.coach,
        own=own,
        day=_today(),
    )


def _to(working: Placement) -> Response:
    return redirect(url_for("missed.show", working=working.reference))
