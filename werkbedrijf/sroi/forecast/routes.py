"""The door of the forecast of a contract; it only works something out."""

from flask import Blueprint

from werkbedrijf.foundation.web import current_actor, current_session, guard
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.policy import may_see_contract
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.forecast.pages import forecast_page

bp = Blueprint("sroi_forecast", __name__, url_prefix="/sroi/opdrachten/<contract>")


@bp.get("/vooruitblik")
@guard(may_see_contract, contract=find_contract)
def show(contract: Contract) -> str:
    """Where the contract will end, and what closes the gap."""
    return forecast_page(current_session(), current_actor(), contract)
