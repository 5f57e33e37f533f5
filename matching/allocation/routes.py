"""Doors of the allocation: the page Verdeling, runs as they were, and asking for a new one."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from candidates.models import Candidate
from candidates.queries import find_candidate
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from matching.allocation import actions, policy
from matching.allocation.choice_pages import choice_page, kind_of
from matching.allocation.forms import ChoiceForm
from matching.allocation.pages import index_page, runs_page
from matching.allocation.preview import preview_page
from matching.allocation.run_pages import check_page, run_page
from matching.proposals.policy import may_see_ranking
from matching.runs.models import AllocationRun, ChoiceReason
from matching.runs.policy import may_choose, may_undo
from matching.runs.queries import choice_for, find_run, run_under_way
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, for_programs, guard, settings, transaction

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
@for_programs
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


@bp.route("/plekken/<vacancy>/kandidaten/<candidate>/lijst", methods=["GET", "POST"])
@guard(may_undo, vacancy=find_vacancy, candidate=find_candidate)
def choose(vacancy: Vacancy, candidate: Candidate) -> View:
    """Put somebody on the list of a place or take somebody off, with a reason; or take that back."""
    session, actor = current_session(), current_actor()
    verdict = may_choose(actor, vacancy=vacancy, candidate=candidate)
    known = choice_for(session, vacancy.id, candidate.id)
    kind = kind_of(session, vacancy, candidate)
    form = ChoiceForm().offer(kind)
    if known is None and verdict and form.validate_on_submit():
        try:
            with transaction():
                reason, note = ChoiceReason(form.reason.data), form.note.data or ""
                actions.choose(session, actor, vacancy, candidate, kind, reason=reason, note=note, on=_today())
        except InputRefused as refused:
            say_problems(form, refused.problems)
        else:
            flash("Vastgelegd. Dit telt vanaf de volgende verdeling.", "goed")
            return redirect(url_for("proposals.candidates_for", vacancy=vacancy.reference))
    page = choice_page(actor, vacancy, candidate, known, kind, form, verdict)
    return page, 422 if form.is_submitted() else 200


@bp.post("/plekken/<vacancy>/kandidaten/<candidate>/lijst/terug")
@guard(may_undo, vacancy=find_vacancy, candidate=find_candidate)
def take_back(vacancy: Vacancy, candidate: Candidate) -> View:
    """A choice of a coach no longer holds."""
    with transaction() as session:
        known = choice_for(session, vacancy.id, candidate.id)
        if known is not None:
            actions.take_back(session, current_actor(), known, on=_today())
    flash("Ongedaan gemaakt. De volgende verdeling houdt er geen rekening meer mee.", "goed")
    return redirect(url_for("proposals.candidates_for", vacancy=vacancy.reference))


@bp.get("/plekken/<vacancy>/verdeling")
@guard(may_see_ranking, looks="vacancy.candidates_looked_at", vacancy=find_vacancy)
def preview(vacancy: Vacancy) -> View:
    """Whom the allocation would propose for a place that came today."""
    return preview_page(current_session(), current_actor(), vacancy, settings().secret_key)
