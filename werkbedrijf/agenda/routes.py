"""Doors: the page about the calendar, its secret address, and the calendar itself."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from employers.contacts.queries import find_moment
from employers.models import ContactMoment
from werkbedrijf.agenda import actions, policy
from werkbedrijf.agenda.entries import Entry, calendar_of
from werkbedrijf.agenda.queries import coming_of, entries_of, next_step_of, reader_of
from werkbedrijf.agenda.throttle import Throttle
from werkbedrijf.foundation.actors import actor_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.outbox import link
from werkbedrijf.foundation.pauses import ask_again_at
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import current_actor, current_session, each_time, guard, public, transaction

bp = Blueprint("agenda", __name__)

View = str | AnyResponse
SHOWN = 8


@bp.get("/agenda")
@guard(policy.may_have_calendar)
def index() -> View:
    """What comes, and how to have it on a phone."""
    return _page()


@bp.post("/agenda/link")
@guard(policy.may_have_calendar)
@each_time
def new() -> View:
    """A new secret address, shown this once."""
    with transaction() as session:
        token = actions.new_link(session, current_actor())
    return _page(link(current_session(), f"/agenda/{token}.ics"))


@bp.post("/agenda/link/weg")
@guard(policy.may_have_calendar)
def withdraw() -> View:
    """The address stops working."""
    with transaction() as session:
        actions.withdraw_link(session, current_actor())
    flash(
        "De link werkt niet meer. In uw agenda verdwijnen de afspraken vanzelf, of u haalt de agenda daar weg.", "goed"
    )
    return redirect(url_for("agenda.index"))


@bp.get("/agenda/<token>.ics")
@public
def feed(token: str) -> View:
    """The calendar of whom this address is; what that person may see now, and nothing when that is over."""
    session = current_session()
    at: datetime = session.info["at"]
    until = _throttle().waits_until(request.remote_addr or "", at)
    if until is not None:
        ask_again_at(until)
        abort(429)
    user = reader_of(session, token)
    if user is None:
        abort(404)
    return _calendar(entries_of(session, actor_for(session, user), day_of(at)), at)


@bp.get("/vervolg/<moment>/agenda.ics")
@guard(policy.may_take_next_step, moment=find_moment)
def next_step(moment: ContactMoment) -> View:
    """One next step, to put in a calendar."""
    session = current_session()
    entry = next_step_of(session, moment)
    if entry is None:
        raise NotFound
    answer = _calendar([entry], session.info["at"])
    answer.headers["Content-Disposition"] = f'attachment; filename="vervolg-{moment.id}.ics"'
    return answer


def _calendar(entries: list[Entry], at: datetime) -> Response:
    session = current_session()
    region = current_region(session)
    host = urlsplit(link(session, "/")).hostname or "werkbedrijf"
    title = f"Werkbedrijf {region.name}" if region else "Werkbedrijf"
    return Response(calendar_of(entries, title=title, host=host, at=at), mimetype="text/calendar")


def _throttle() -> Throttle:
    kept: Throttle = current_app.extensions.setdefault("werkbedrijf.calendars", Throttle())
    return kept


def _page(address: str = "") -> str:
    session, actor = current_session(), current_actor()
    coming = coming_of(session, actor, session.info["at"])
    return render_template(
        "agenda/index.html",
        address=address,
        has_link=actions.link_of(session, actor.id),
        coming=coming[:SHOWN],
        more=max(len(coming) - SHOWN, 0),
        formal=not actor.is_staff,
    )
