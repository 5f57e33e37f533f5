"""The cards of a kaartenmapje for an employer that is signed in: the same cards as behind the link, and who looked is known."""

from datetime import date

from flask import Blueprint
from werkzeug.wrappers import Response

from matching.trays import actions, policy
from matching.trays.errors import NotWanted
from matching.trays.forms import MoreForm, OpenForm
from matching.trays.models import Tray
from matching.trays.pages import cards_page, door_page, signed_in, thanks_page
from matching.trays.queries import find_own_tray
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, each_time, guard, transaction

bp = Blueprint("own_trays", __name__, url_prefix="/kaarten-voor-u")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<tray>")
@guard(policy.may_open_tray, tray=find_own_tray)
def door(tray: Tray) -> View:
    """What this is, and one button."""
    return door_page(tray, signed_in(tray))


@bp.post("/<tray>")
@guard(policy.may_open_tray, tray=find_own_tray)
@each_time
def open_cards(tray: Tray) -> View:
    """Show the cards, and write down who looked."""
    if not OpenForm().validate_on_submit():
        return door_page(tray, signed_in(tray)), 400
    with transaction() as session:
        shown = actions.look(session, tray, on=_today(), by=current_actor())
    return cards_page(tray, signed_in(tray), shown)


@bp.post("/<tray>/meer")
@guard(policy.may_open_tray, tray=find_own_tray)
@each_time
def more(tray: Tray) -> View:
    """The employer wants to know more of some cards."""
    form = MoreForm()
    if not form.validate_on_submit():
        return door_page(tray, signed_in(tray)), 400
    try:
        with transaction() as session:
            wanted = actions.want_more(session, tray, form.kaart.data or (), on=_today(), by=current_actor())
    except NotWanted as refused:
        with transaction() as session:
            shown = actions.look(session, tray, on=_today(), by=current_actor())
        return cards_page(tray, signed_in(tray), shown, problem=refused.sentence), 422
    return thanks_page(tray, signed_in(tray), wanted)
