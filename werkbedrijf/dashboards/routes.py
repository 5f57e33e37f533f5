"""Doors: Vandaag for everyone, and the page of the alderman."""

from flask import Blueprint, Response, render_template, request, url_for

from werkbedrijf.dashboards import figures, pictures, policy
from werkbedrijf.dashboards.alderman import burn_up_of, page_of
from werkbedrijf.dashboards.searching import found_for
from werkbedrijf.dashboards.today import today_for
from werkbedrijf.dashboards.today.own import own_of
from werkbedrijf.fairness.policy import may_see_region
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
    """Garantiebanen of the own gemeente and the region on one page: where we stand, whether we are on course, and why."""
    session, actor, day = current_session(), current_actor(), asked_day()
    page = page_of(session, day, actor.gemeente_code)
    return render_template(
        "dashboards/alderman.html",
        page=page,
        picture=page.picture,
        day=page.picture.month.on if page.picture else day,
        region=current_region(session),
        charts=[url_for("dashboards.chart", op=day.isoformat(), smal=narrow) for narrow in (None, 1)]
        if len(page.drawn.shown) > 1 or page.drawn.ahead
        else None,
        chart_words=pictures.in_words(page.drawn),
        may_see_records=may_see_records(actor),
        may_see_fairness=may_see_region(actor),
        replies=replies_on(session, day),
    )


@bp.get("/wethouder/verloop.svg")
@guard(may_see_figures)
def chart() -> Response:
    """The jobs so far and ahead as a picture; ``smal`` for a phone."""
    session, day = current_session(), asked_day()
    picture = figures.picture_of(session, day, None)
    drawn = burn_up_of(session, picture, figures.line_over_time(session, day))
    return Response(pictures.burn_up(drawn, narrow=bool(request.args.get("smal"))), mimetype="image/svg+xml")
