"""Doors for the times in which the work of a placement lies still."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.placements.forms import day_after
from matching.placements.interruptions import actions, policy
from matching.placements.interruptions.forms import PAID, InterruptionForm, ResumeForm
from matching.placements.interruptions.models import Interruption, PauseReason
from matching.placements.interruptions.queries import find_interruption, interruptions_of
from matching.placements.models import Placement
from matching.placements.queries import find_placement
from werkbedrijf.foundation import based_on
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, transaction

bp = Blueprint("interruptions", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<placement>/onderbreking")
@guard(policy.may_note_interruption, placement=find_placement)
def show(placement: Placement) -> View:
    """When the work lay still, and a form for more."""
    return _page(placement, InterruptionForm(formdata=None))


@bp.post("/<placement>/onderbreking")
@guard(policy.may_note_interruption, placement=find_placement)
def add(placement: Placement) -> View:
    """Note that the work lies still."""
    form = InterruptionForm()

    def act(session: Session) -> None:
        actions.note_interruption(
            *(session, current_actor(), placement, PauseReason(form.reason.data)),
            wage_continues=form.wage.data == PAID,
            starts_on=form.starts_on.data,
            ends_on=day_after(form.last_day.data),
            on=_today(),
        )

    if saved(form, _at_fields(act)):
        flash("De onderbreking is vastgelegd.", "goed")
        return _to(placement)
    return _page(placement, form), 422


@bp.post("/onderbreking/<interruption>/verder")
@guard(policy.may_change_interruption, interruption=find_interruption)
@edits()
def resume(interruption: Interruption) -> View:
    """The work goes on: say the last day without it."""
    form = ResumeForm()

    def act(session: Session) -> None:
        ends_on = day_after(form.last_day.data)
        assert ends_on is not None  # noqa: S101  # the field is required
        actions.end_interruption(session, current_actor(), interruption, ends_on=ends_on, on=_today())

    if saved(form, _at_fields(act)):
        flash("De laatste dag zonder werk is vastgelegd.", "goed")
        return _to(interruption.placement)
    return _page(interruption.placement, InterruptionForm(formdata=None), resuming=(interruption, form)), 422


@bp.post("/onderbreking/<interruption>/intrekken")
@guard(policy.may_change_interruption, interruption=find_interruption)
@edits()
def withdraw(interruption: Interruption) -> View:
    """It was noted by mistake."""
    with transaction() as session:
        actions.withdraw_interruption(session, current_actor(), interruption, on=_today())
    flash("De onderbreking is ingetrokken. De uren tellen weer zoals ervoor.", "goed")
    return _to(interruption.placement)


def _at_fields(act: Callable[[Session], Any]) -> Callable[[Session], None]:
    """Say what is wrong with the end at the field where people type the last day."""

    def acting(session: Session) -> None:
        try:
            act(session)
        except InputRefused as refused:
            problems = {"last_day" if name == "ends_on" else name: said for name, said in refused.problems.items()}
            raise InputRefused(problems) from refused

    return acting


def _page(placement: Placement, form: InterruptionForm, resuming: tuple[Interruption, ResumeForm] | None = None) -> str:
    found = current_session().scalars(interruptions_of(placement)).all()
    based_on.note(*found)
    shown = {one.id: ResumeForm(formdata=None, last_day=one.last_day) for one in found}
    if resuming is not None:
        shown[resuming[0].id] = resuming[1]
    for number, resume_form in shown.items():
        resume_form.last_day.id = f"laatste-dag-{number}"
    return render_template(
        "placements/interruptions.html", placement=placement, interruptions=found, form=form, resumes=shown
    )


def _to(placement: Placement) -> Response:
    return redirect(url_for("placements.show", placement=placement.reference))
