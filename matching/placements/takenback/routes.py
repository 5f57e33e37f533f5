"""Doors to take a start back that was a mistake."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.placements import policy
from matching.placements.models import EndReason, Placement
from matching.placements.pages import person_for
from matching.placements.queries import find_placement
from matching.placements.takenback import beside
from matching.placements.takenback.actions import refuse_what_stands, take_back
from matching.placements.takenback.errors import StillStands, WentOn
from matching.placements.takenback.forms import TakeBackForm
from matching.placements.takenback.models import StartMistake
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved

bp = Blueprint("takenback", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]
DONE = "De start is teruggenomen. Deze plaatsing telt nergens meer mee. De plek en de kandidaat zijn weer vrij."
PLANNED = "De start is teruggenomen. De plaatsing is weer gepland en telt nog niet mee."


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<placement>/terugnemen")
@guard(policy.may_take_back, placement=find_placement)
def show(placement: Placement) -> View:
    """What happens when the start is taken back, and the question why."""
    return _page(placement, TakeBackForm.of(placement, formdata=None))


@bp.post("/<placement>/terugnemen")
@guard(policy.may_take_back, placement=find_placement)
@edits()
def take(placement: Placement) -> View:
    """The start was a mistake."""
    form = TakeBackForm.of(placement)

    def act(session: Session) -> None:
        try:
            take_back(session, current_actor(), placement, StartMistake(form.because.data), on=_today())
        except (StillStands, WentOn) as refused:
            raise InputRefused({"because": refused.sentence}) from refused

    if saved(form, act):
        flash(DONE if StartMistake(form.because.data).is_whole else PLANNED, "goed")
        return redirect(url_for("placements.show", placement=placement.reference))
    return _page(placement, form), 422


def _page(placement: Placement, form: TakeBackForm) -> str:
    session = current_session()
    before = placement.follows
    return render_template(
        "placements/take_back.html",
        placement=placement,
        person=person_for(current_actor(), placement),
        form=form,
        stops=_stops(session, placement),
        tells=beside.tells(session, placement),
        went_on=before if before is not None and before.end_reason is EndReason.FOLLOWED else None,
    )


def _stops(session: Session, placement: Placement) -> str:
    try:
        refuse_what_stands(session, placement)
    except (StillStands, WentOn) as refused:
        return refused.sentence
    return ""
