"""Doors for whoever holds a link: nobody signs in here, and nothing of the visitor is kept.

A GET shows no card, so that a scanner of mail looks at nobody. The address is the secret: no referrer leaves, nothing is
cached or indexed, and every link that does not work gets the same answer.
"""

from datetime import date

from flask import Blueprint, Response, request

from matching.trays import actions
from matching.trays.counting import count_try
from matching.trays.errors import NotWanted
from matching.trays.forms import MoreForm, OpenForm
from matching.trays.holder import origin_digest
from matching.trays.models import Tray
from matching.trays.pages import by_link, cards_page, dead_page, door_page, thanks_page
from matching.trays.queries import must_wait, tray_behind
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_session, each_time, public, settings, transaction

bp = Blueprint("tray_link", __name__, url_prefix="/kaarten")

View = str | Response | tuple[str, int]
# Longer than any link of ours.
LONGEST = 100


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.before_request
def _keep_no_address() -> None:
    """Nothing that happens here is written down with an address."""
    current_session().info["origin"] = ""


@bp.after_request
def _hide(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def _found(token: str) -> Tray | None:
    """The kaartenmapje behind a link, or None; wrong ones are counted per address."""
    session, origin = current_session(), origin_digest(settings().secret_key, request.remote_addr or "")
    if must_wait(session, origin):
        return None
    tray = tray_behind(session, token[:LONGEST], on=_today())
    if tray is None:
        count_try(session, origin)
    return tray


@bp.get("/<token>")
@public
def door(token: str) -> View:
    """What this is, and one button."""
    tray = _found(token)
    return (dead_page(), 404) if tray is None else door_page(tray, by_link(token))


@bp.post("/<token>")
@public
@each_time
def open_cards(token: str) -> View:
    """Show the cards, and write down that it was done."""
    form, tray = OpenForm(), _found(token)
    if tray is None:
        return dead_page(), 404
    if not form.validate_on_submit():
        return door_page(tray, by_link(token)), 400
    with transaction() as session:
        shown = actions.look(session, tray, on=_today())
    return cards_page(tray, by_link(token), shown)


@bp.post("/<token>/meer")
@public
@each_time
def more(token: str) -> View:
    """The employer wants to know more of some cards."""
    form, tray = MoreForm(), _found(token)
    if tray is None:
        return dead_page(), 404
    if not form.validate_on_submit():
        return door_page(tray, by_link(token)), 400
    try:
        with transaction() as session:
            wanted = actions.want_more(session, tray, form.kaart.data or (), on=_today())
    except NotWanted as refused:
        with transaction() as session:
            shown = actions.look(session, tray, on=_today())
        return cards_page(tray, by_link(token), shown, problem=refused.sentence), 422
    return thanks_page(tray, by_link(token), wanted)
