"""Doors for wage and loonwaarde."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from candidates.registration.queries import regelingen_of
from matching.placements.forms import Form
from matching.placements.models import Placement
from matching.placements.queries import find_placement
from matching.placements.reasons import TermsReason
from matching.placements.timeline.drawing import drawn
from matching.placements.timeline.lanes import lanes_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved
from werkbedrijf.wages import actions, policy
from werkbedrijf.wages.forms import LoonwaardeForm, WageForm
from werkbedrijf.wages.lanes import wage_lanes
from werkbedrijf.wages.models import LoonwaardePeriod, Method, WagePeriod, WageUnit
from werkbedrijf.wages.queries import holding, replaced

bp = Blueprint("wages", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<placement>/loon")
@guard(policy.may_see_wages, looks="wage.looked_at", placement=find_placement)
def show(placement: Placement) -> View:
    """The wage and the loonwaarde over time."""
    return _page(placement)


@bp.post("/<placement>/loon")
@guard(policy.may_say_wages, placement=find_placement)
def say_wage(placement: Placement) -> View:
    """Another wage from a day on."""
    form = WageForm()

    def act(session: Session) -> None:
        told = {"from_on": form.from_on.data, "on": _today(), "reason": TermsReason(form.reason.data)}
        actions.say_wage(session, current_actor(), placement, form.wage.data, WageUnit(form.unit.data), **told)

    return _answer(placement, "wage", form, act, "Het loon is vastgelegd.")


@bp.post("/<placement>/loonwaarde")
@guard(policy.may_say_wages, placement=find_placement)
def say_loonwaarde(placement: Placement) -> View:
    """Another loonwaarde from a day on."""
    form = LoonwaardeForm()

    def act(session: Session) -> None:
        told = {"from_on": form.from_on.data, "on": _today(), "reason": TermsReason(form.reason.data)}
        actions.say_loonwaarde(session, current_actor(), placement, form.percent.data, Method(form.method.data), **told)

    return _answer(placement, "worth", form, act, "De loonwaarde is vastgelegd.")


def _answer(placement: Placement, name: str, form: Form, act: Callable[[Session], Any], said: str) -> View:
    if saved(form, act):
        flash(said, "goed")
        return redirect(url_for("wages.show", placement=placement.reference))
    return _page(placement, **{name: form}), 422


def _page(placement: Placement, **typed: Form) -> str:
    session = current_session()
    forms = {"wage": WageForm(formdata=None), "worth": LoonwaardeForm(formdata=None)} | typed
    # Both forms stand on one page, so their fields need names of their own in it.
    for name, form in forms.items():
        for field in form:
            field.id = f"{name}-{field.id}"
    wages = session.scalars(holding(WagePeriod, placement)).all()
    worths = session.scalars(holding(LoonwaardePeriod, placement)).all()
    lanes = wage_lanes(placement, wages, worths, session.scalars(regelingen_of(placement.candidate)).all())
    line = drawn([*lanes_for(session, current_actor(), placement), *lanes], day_of(session.info["at"]))
    return render_template(
        "wages/show.html",
        placement=placement,
        wages=wages[::-1],
        worths=worths[::-1],
        line=line,
        wages_before=session.scalars(replaced(WagePeriod, placement)).all(),
        worths_before=session.scalars(replaced(LoonwaardePeriod, placement)).all(),
        may=policy.may_say_wages(current_actor(), placement=placement),
        forms=forms,
    )
