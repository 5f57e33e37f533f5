"""Doors of this room; they only look."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for

from werkbedrijf.fairness import pictures, policy, sentences, words
from werkbedrijf.fairness.pages import month_points, organisation_lines, scoring_lines, waiting_bands
from werkbedrijf.fairness.queries import board_on, latest_report, limits_on, monthly_reports, standing_report
from werkbedrijf.fairness.remedies import offered
from werkbedrijf.fairness.result import Measures
from werkbedrijf.fairness.waiting import FEW, longest_waiting, number_waiting
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import current_actor, current_session, guard

bp = Blueprint("fairness", __name__, url_prefix="/eerlijk")

PAGE = 25


@bp.get("")
@guard(policy.may_see_measures)
def index() -> str:
    """What staff see: the groups, what asks for people, their own waiting people, and how the lists were made."""
    session, actor, day = current_session(), current_actor(), clock.today()
    latest = latest_report(session, day)
    own = policy.may_see_waiting(actor)
    return render_template(
        "fairness/index.html",
        **_of_month(),
        latest=latest,
        newest=Measures.from_dict(latest.measures) if latest else None,
        organisations=organisation_lines(session, latest, day) if latest else [],
        scored=scoring_lines(session, day),
        smallest=_smallest(),
        own=bool(own),
        waiting=longest_waiting(session, actor, on=day) if own else [],
        number_waiting=number_waiting(session, actor) if own else 0,
        few=FEW,
    )


@bp.get("/regio")
@guard(policy.may_see_region)
def region() -> str:
    """The same for aldermen and the client council: one sentence per group, what is done about it, and how it was measured."""
    return render_template("fairness/region.html", **_of_month(), region=current_region(current_session()))


@bp.get("/wachten")
@guard(policy.may_see_waiting)
def waiting() -> str:
    """Everybody of the own caseload who waits for a voordracht, longest first."""
    session, actor, day = current_session(), current_actor(), clock.today()
    total = number_waiting(session, actor)
    last = max(1, -(-total // PAGE))
    asked = request.args.get("pagina", "1")
    page = min(int(asked), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) else 1
    found = longest_waiting(session, actor, on=day, most=PAGE, start=(page - 1) * PAGE)
    return render_template("fairness/waiting.html", waiting=found, total=total, page=page, per_page=PAGE, day=day)


@bp.get("/groepen.svg")
@guard(policy.may_see_region)
def chart() -> Response:
    """The share of each group with its margin, as a picture."""
    board = board_on(current_session(), clock.today())
    drawn = pictures.groups(board) if board else pictures.nothing()
    return Response(drawn, mimetype="image/svg+xml")


@bp.get("/verloop.svg")
@guard(policy.may_see_region)
def trend() -> Response:
    """The share of each group, month by month, as a picture."""
    session, day = current_session(), clock.today()
    points = month_points(monthly_reports(session, day), limits_on(session, day), _smallest())
    return Response(pictures.over_time(points), mimetype="image/svg+xml")


def _smallest() -> int:
    return whole_number_on(current_session(), Parameter.SMALL_CELL, clock.today())


def _of_month() -> Mapping[str, Any]:
    """What both pages show: the report that stands for this month, masked."""
    session, day = current_session(), clock.today()
    report, board = standing_report(session, day), board_on(session, day)
    points = month_points(monthly_reports(session, day), limits_on(session, day), _smallest())
    months = sorted({month for _, month, _ in points})
    return {
        "report": report,
        "board": board,
        "bands": waiting_bands(board) if board else [],
        "remedies": offered(lambda door: _address(door, current_actor())),
        "sentences": sentences,
        "words": words,
        "chart_url": url_for("fairness.chart") if board and pictures.dots_of(board) else None,
        "chart_words": pictures.in_words(board) if board else "",
        "points": points,
        "months": months,
        "trend_url": url_for("fairness.trend") if len(months) > 1 else None,
    }


def _address(door: str, actor: Actor) -> str | None:
    """The address of a page that exists and that this person may open."""
    view: Any = current_app.view_functions.get(door)
    if view is None or view.loads:
        return None
    return url_for(door) if view.policy(actor) else None
