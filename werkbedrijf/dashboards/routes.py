"""Doors: Vandaag for everyone, and the page of the alderman."""

from flask import Blueprint, Response, render_template, request, url_for

from werkbedrijf.dashboards import figures, pictures, policy
from werkbedrijf.dashboards.searching import found_for
from werkbedrijf.dashboards.today import today_for
from werkbedrijf.dashboards.today.own import own_of
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import anyone_signed_in, current_actor, current_session, guard
from werkbedrijf.garantiebanen.policy import may_see_figures, may_see_records
from werkbedrijf.garantiebanen.routes import asked_day
from werkbedrijf.replies.queries import replies_on

bp = Blueprint("dashboards", __name__)


@bp.get("/vandaag")
@guard(anyone_signed_in)
def today() -> str:
    """What waits for me, what runs out, what is new."""
    session, actor, day = current_session(), current_actor(), clock.today()
    mine = today_for(session, actor, day)
    if actor.is_a(Role.EMPLOYER):
        return render_template("dashboards/today_own.html", today=mine, day=day, own=own_of(session, actor, day))
    return render_template("dashboards/today.html", today=mine, day=day)


@bp.get("/zoek")
@guard(policy.may_search)
def search() -> str:
    """Employers, places and people that answer to what was typed."""
    typed = " ".join(request.args.get("q", "").replace("\0", "").split())[:100]
    found = found_for(current_session(), current_actor(), typed, clock.today())
    return render_template("dashboards/search.html", typed=typed, found=found)


@bp.get("/wethouder")
@guard(may_see_figures)
def alderman() -> str:
    """Garantiebanen in the region: one sentence, three figures, a line, a table per gemeente."""
    session, actor, day = current_session(), current_actor(), asked_day()
    picture = figures.picture_of(session, day, actor.gemeente_code)
    line = figures.line_over_time(session, day)
    target = picture.target.value if picture and picture.target else None
    drawn = figures.shown_points(line)
    return render_template(
        "dashboards/alderman.html",
        picture=picture,
        line=line,
        day=picture.month.on if picture else day,
        region=current_region(session),
        chart_url=url_for("dashboards.chart", op=day.isoformat()) if len(drawn) > 1 else None,
        chart_words=pictures.in_words(drawn, target),
        may_see_records=may_see_records(actor),
        replies=replies_on(session, day),
    )


@bp.get("/wethouder/verloop.svg")
@guard(may_see_figures)
def chart() -> Response:
    """The line of jobs over time as a picture."""
    session, day = current_session(), asked_day()
    picture = figures.picture_of(session, day, None)
    target = picture.target.value if picture and picture.target else None
    points = figures.shown_points(figures.line_over_time(session, day))
    return Response(pictures.jobs_over_time(points, target), mimetype="image/svg+xml")
