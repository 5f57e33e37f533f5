"""The door of this room."""

from flask import Blueprint, request

from werkbedrijf.foundation.web import current_actor, current_session, guard
from werkbedrijf.lawchanges import policy
from werkbedrijf.lawchanges.pages import changes_page

bp = Blueprint("lawchanges", __name__)


@bp.get("/nieuwe-bedragen")
@guard(policy.may_see_changes)
def index() -> str:
    """Which placements a new amount touches, before and after. Only reads."""
    return changes_page(current_session(), current_actor(), request.args)
