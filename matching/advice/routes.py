"""The door of this room."""

from flask import Blueprint, request

from matching.advice import policy
from matching.advice.pages import advice_page
from werkbedrijf.foundation.web import current_session, guard

bp = Blueprint("advice", __name__)


@bp.get("/waar-werven")
@guard(policy.may_see_advice)
def index() -> str:
    """Which places would open work for people who have nothing now."""
    return advice_page(current_session(), request.args)
