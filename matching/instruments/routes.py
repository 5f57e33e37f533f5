"""The door of this room."""

from flask import Blueprint, request

from matching.instruments import policy
from matching.instruments.pages import cost_page
from werkbedrijf.foundation.web import current_actor, current_session, guard

bp = Blueprint("instruments", __name__)


@bp.get("/wat-kost-het")
@guard(policy.may_work_out_cost)
def index() -> str | tuple[str, int]:
    """What a job costs month by month, and what helps. Everything stands in the address; nothing is kept."""
    return cost_page(current_session(), current_actor(), request.args)
