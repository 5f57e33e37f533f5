"""Doors of the allocation: the page Verdeling, runs as they were, and asking for a new one."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from matching.allocation import actions, policy
from matching.allocation.pages import index_page, runs_page
from matching.allocation.run_pages import check_page, run_page
from matching.runs.models import AllocationRun
from matching.runs.queries import find_run, run_under_way
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, settings, transaction

bp = Blueprint("allocation", __name__)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/verdeling")
@guard(policy.may_see_allocation)
def index() -> View:
    """How the region is divided now."""
    return index_page(current_session(), current_actor())


@bp.post("/verdeling")
@guard(policy.may_ask)
def ask() -> View:
    """Divide again with the data of now; the timetable takes it up within seconds."""
    with transaction() as session:
        actions.ask(session, current_actor(), on=_today())
    flash("De verdeling begint zo. Je kunt gewoon verder werken.", "informatie")
    return redirect(url_for("allocation.index"))


@bp.get("/verdeling/voortgang")
@guard(policy.may_see_allocation)
def progress() -> dict[str, object]:
    """How far the run under way is, for the page that follows it."""
    run = run_under_way(current_session())
    if run is None:
        return {"done": 100, "total": 100, "label": "Klaar", "url": url_for("allocation.index")}
    return {"done": run.progress, "total": 100, "label": run.step, "url": None}


@bp.get("/verdeling/eerder")
@guard(policy.may_see_allocation)
def runs() -> View:
    """Every run that was kept."""
    return runs_page(current_session(), request.args)


@bp.get("/verdeling/<run>")
@guard(policy.may_see_run, looks="allocationrun.looked_at", run=find_run)
def show(run: AllocationRun) -> View:
    """One run, exactly as it was."""
    return run_page(current_session(), current_actor(), run, request.args)


@bp.get("/verdeling/<run>/controle")
@guard(policy.may_check, run=find_run)
def check(run: AllocationRun) -> View:
    """Compute the proof of a run again, now."""
    return check_page(current_session(), run, settings().secret_key)
