"""The door of reports."""

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.pages import show_page
from werkbedrijf.sroi.contracts.policy import may_change_contract
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.reports.actions import take_step
from werkbedrijf.sroi.reports.forms import ReportForm
from werkbedrijf.sroi.reports.steps import Step

bp = Blueprint("sroi_reports", __name__, url_prefix="/sroi/opdrachten/<contract>/rapportage")

SAID = {
    Step.AGREED: "Afgesproken. De opdrachtnemer ziet de dag ook, en krijgt er een bericht over.",
    Step.RECEIVED: "Vastgelegd: de rapportage is ontvangen.",
    Step.NOT_RECEIVED: "Vastgelegd: de rapportage is toch niet ontvangen.",
    Step.DROPPED: "Deze rapportage hoeft niet meer.",
}


@bp.post("")
@guard(may_change_contract, contract=find_contract)
def step(contract: Contract) -> str | Response | tuple[str, int]:
    """Agree a day, or say what became of it."""
    form = ReportForm()

    def act(session: Session) -> None:
        today = day_of(session.info["at"])
        taken = Step(form.report_step.data)
        take_step(session, current_actor(), contract, due_on=form.report_on.data, step=taken, on=today)

    if saved(form, act):
        flash(SAID[Step(form.report_step.data)], "goed")
        return redirect(url_for("sroi_contracts.show", contract=contract.reference))
    return show_page(current_session(), current_actor(), contract, request.args, report=form), 422
