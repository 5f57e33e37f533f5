"""Doors for the help with a placement."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.placements.models import Placement
from matching.placements.queries import find_placement
from matching.placements.supports import actions, policy
from matching.placements.supports.forms import StopForm, SupportForm
from matching.placements.supports.models import Support, SupportKind
from matching.placements.supports.queries import find_support, supports_of
from werkbedrijf.foundation import based_on
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved

bp = Blueprint("supports", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<placement>/hulp")
@guard(policy.may_note_support, placement=find_placement)
def show(placement: Placement) -> View:
    """The help with a placement, and a form for more."""
    return _page(placement, SupportForm(formdata=None))


@bp.post("/<placement>/hulp")
@guard(policy.may_note_support, placement=find_placement)
def add(placement: Placement) -> View:
    """Note help that runs, or will."""
    form = SupportForm()

    def act(session: Session) -> None:
        kind = SupportKind(form.kind.data)
        actions.add_support(
            session, current_actor(), placement, kind, since=form.since.data, until=form.until.data, on=_today()
        )

    if saved(form, act):
        flash("Vastgelegd. De werkgever ziet het bij de plaatsing.", "goed")
        return _to(placement)
    return _page(placement, form), 422


@bp.post("/hulp/<support>/stopt")
@guard(policy.may_stop_support, support=find_support)
@edits()
def stop(support: Support) -> View:
    """The last day of one kind of help."""
    form = StopForm()

    def act(session: Session) -> None:
        actions.stop_support(session, current_actor(), support, until=form.until.data, on=_today())

    if saved(form, act):
        flash("De laatste dag is vastgelegd.", "goed")
        return _to(support.placement)
    return _page(support.placement, SupportForm(formdata=None), stopping=(support, form)), 422


def _page(placement: Placement, form: SupportForm, stopping: tuple[Support, StopForm] | None = None) -> str:
    found = supports_of(current_session(), current_actor(), [placement]).get(placement.id, [])
    based_on.note(*found)
    shown = {one.id: StopForm(formdata=None, until=one.last_day) for one in found}
    if stopping is not None:
        shown[stopping[0].id] = stopping[1]
    for number, stop_form in shown.items():
        stop_form.until.id = f"laatste-dag-{number}"
    return render_template("placements/supports.html", placement=placement, supports=found, form=form, stops=shown)


def _to(placement: Placement) -> Response:
    return redirect(url_for("supports.show", placement=placement.reference))
