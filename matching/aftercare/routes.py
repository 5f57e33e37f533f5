"""Doors for the care of a placement: the plan, the contacts and the hours of the coach."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.aftercare import actions, policy
from matching.aftercare.forms import GrantForm, VisitForm, values_of, values_of_grant
from matching.aftercare.lanes import care_lanes
from matching.aftercare.models import CareBudget, CareVisit
from matching.aftercare.queries import Care, care_of, find_budget, find_visit, visits_of
from matching.placements.models import Placement
from matching.placements.queries import find_placement
from matching.placements.timeline.drawing import drawn
from matching.placements.timeline.lanes import lanes_for
from matching.proposals.pages import name_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved

bp = Blueprint("aftercare", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


def _care(placement: Placement) -> Care:
    (care,) = care_of(current_session(), [placement], _today())
    return care


@bp.get("/<placement>/begeleiding")
@guard(policy.may_see_care, looks="placement.care_looked_at", placement=find_placement)
def show(placement: Placement) -> View:
    """What makes a coach look sooner, the plan, the hours and every contact."""
    actor, care = current_actor(), _care(placement)
    visits = visits_of(current_session(), actor, placement)
    return render_template(
        "aftercare/show.html",
        placement=placement,
        person=name_for(actor, placement.candidate),
        care=care,
        visits=visits,
        may_log=policy.may_log_visit(actor, placement=placement),
        may_grant=policy.may_grant_hours(actor, placement=placement),
        mine={visit.id for visit in visits if policy.may_change_visit(actor, visit=visit)},
        day=_today(),
        line=drawn([*lanes_for(current_session(), actor, placement), *care_lanes(care, visits)], _today()),
    )


@bp.route("/<placement>/contact", methods=["GET", "POST"])
@guard(policy.may_log_visit, placement=find_placement)
def log(placement: Placement) -> View:
    """Keep a contact."""
    care = _care(placement)
    if request.method == "GET":
        due = [one.moment.key for one in care.waiting]
        form = VisitForm(formdata=None, on=_today(), moments=due).offer(care.moments)
        return _visit_page(placement, form)
    form = VisitForm().offer(care.moments)

    def act(session: Session) -> None:
        actions.log_visit(session, current_actor(), placement, form.facts(), on=_today())

    if saved(form, act):
        flash("Het contact is vastgelegd.", "goed")
        return _to(placement)
    return _visit_page(placement, form), 422


@bp.route("/contact/<visit>", methods=["GET", "POST"])
@guard(policy.may_change_visit, visit=find_visit)
@edits()
def change(visit: CareVisit) -> View:
    """Put a contact right."""
    placement, care = visit.placement, _care(visit.placement)
    if request.method == "GET":
        form = VisitForm(formdata=None, data=values_of(visit)).offer(care.moments, visit.moments)
        return _visit_page(placement, form, visit)
    form = VisitForm().offer(care.moments, visit.moments)

    def act(session: Session) -> None:
        actions.change_visit(session, current_actor(), visit, form.facts(), on=_today())

    if saved(form, act):
        flash("Het contact is verbeterd.", "goed")
        return _to(placement)
    return _visit_page(placement, form, visit), 422


@bp.route("/<placement>/uren-jobcoach", methods=["GET", "POST"])
@guard(policy.may_grant_hours, placement=find_placement)
def grant(placement: Placement) -> View:
    """Keep a decision about the hours of a job coach."""
    if request.method == "GET":
        form = GrantForm(formdata=None, since=placement.starts_on, until=placement.last_day, decided_on=_today())
        return _grant_page(placement, form)
    form = GrantForm()

    def act(session: Session) -> None:
        actions.grant_hours(session, current_actor(), placement, form.facts(), on=_today())

    if saved(form, act):
        flash("Het besluit over de uren is vastgelegd.", "goed")
        return _to(placement)
    return _grant_page(placement, form), 422


@bp.route("/uren-jobcoach/<budget>", methods=["GET", "POST"])
@guard(policy.may_change_grant, budget=find_budget)
@edits()
def change_grant(budget: CareBudget) -> View:
    """Put a decision right."""
    placement = budget.placement
    if request.method == "GET":
        return _grant_page(placement, GrantForm(formdata=None, data=values_of_grant(budget)), budget)
    form = GrantForm()

    def act(session: Session) -> None:
        actions.change_grant(session, current_actor(), budget, form.facts(), on=_today())

    if saved(form, act):
        flash("Het besluit is aangepast.", "goed")
        return _to(placement)
    return _grant_page(placement, form, budget), 422


def _visit_page(placement: Placement, form: VisitForm, visit: CareVisit | None = None) -> str:
    person = name_for(current_actor(), placement.candidate)
    return render_template("aftercare/visit.html", placement=placement, person=person, form=form, visit=visit)


def _grant_page(placement: Placement, form: GrantForm, budget: CareBudget | None = None) -> str:
    person = name_for(current_actor(), placement.candidate)
    return render_template("aftercare/grant.html", placement=placement, person=person, form=form, budget=budget)


def _to(placement: Placement) -> Response:
    return redirect(url_for("aftercare.show", placement=placement.reference))
