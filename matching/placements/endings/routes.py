"""Doors to put the end of a placement right."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.placements import policy
from matching.placements.endings import actions
from matching.placements.endings.errors import EndStands, SeatTaken, WorkedAfterwards
from matching.placements.endings.forms import CorrectEndForm, UndoEndForm
from matching.placements.endings.models import EndMistake
from matching.placements.forms import DAY, Form
from matching.placements.models import EndReason, Placement
from matching.placements.pages import show_page
from matching.placements.queries import find_placement
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved

bp = Blueprint("endings", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.post("/<placement>/einde/verbeteren")
@guard(policy.may_correct_end, placement=find_placement)
@edits()
def correct(placement: Placement) -> View:
    """Another last day or another reason."""
    form = CorrectEndForm.of(placement)

    def act(session: Session) -> None:
        told = {"ended_on": form.ended_on.data + DAY, "reason": EndReason(form.reason.data)}
        because = EndMistake(form.mistake.data)
        actions.correct_end(session, current_actor(), placement, **told, because=because, on=_today())

    return _answer(placement, "correct", form, act, "Het einde is verbeterd. Wat er stond, blijft leesbaar.")


@bp.post("/<placement>/einde/terugdraaien")
@guard(policy.may_undo_end, placement=find_placement)
@edits()
def undo(placement: Placement) -> View:
    """The work did not stop."""
    form = UndoEndForm()

    def act(session: Session) -> None:
        because = EndMistake(form.because.data)
        actions.undo_end(session, current_actor(), placement, because=because, on=_today())

    return _answer(placement, "undo", form, act, "Het einde is teruggedraaid. De plaatsing loopt weer.")


def _answer(placement: Placement, name: str, form: Form, act: Callable[[Session], Any], said: str) -> View:
    def acting(session: Session) -> None:
        try:
            act(session)
        except (EndStands, SeatTaken, WorkedAfterwards) as refused:
            field = "ended_on" if "ended_on" in form else "because"
            raise InputRefused({field: refused.sentence}) from refused

    if saved(form, acting):
        flash(said, "goed")
        return redirect(url_for("placements.show", placement=placement.reference))
    return show_page(current_session(), current_actor(), placement, **{name: form}), 422
