"""Doors of the end of a contract: time to put right what is short, and the letter, as a page and as a PDF to send and keep."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.pdf import pdf_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.pages import quarter_end, show_page
from werkbedrijf.sroi.contracts.policy import may_change_contract, may_see_contract
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.settling import actions
from werkbedrijf.sroi.settling.forms import RepairForm
from werkbedrijf.sroi.settling.letter import letter_of

bp = Blueprint("sroi_settling", __name__, url_prefix="/sroi/opdrachten/<contract>")


@bp.post("/hersteltermijn")
@guard(may_change_contract, contract=find_contract)
def repair(contract: Contract) -> str | Answer | tuple[str, int]:
    """Agree until when effort still counts after the end."""
    form = RepairForm()

    def act(session: Session) -> None:
        told = {"last_day": form.last_day.data, "reason": form.reason.data or ""}
        actions.agree_repair(session, current_actor(), contract, **told, on=_today())

    if saved(form, act):
        flash("De hersteltermijn is vastgelegd. De opdrachtnemer ziet haar ook.", "goed")
        return redirect(url_for("sroi_contracts.show", contract=contract.reference))
    return show_page(current_session(), current_actor(), contract, request.args, repair=form), 422


@bp.get("/brief")
@guard(may_see_contract, contract=find_contract)
def show(contract: Contract) -> str:
    """Where the contract stands on a day, with the sums."""
    letter = letter_of(current_session(), contract, _day())
    return render_template("sroi/letter.html", letter=letter, keeps=current_actor().is_a(Role.COORDINATOR))


@bp.get("/brief/pdf")
@guard(may_see_contract, contract=find_contract)
def paper(contract: Contract) -> Response:
    """The same on paper; for one day always the same bytes."""
    letter = letter_of(current_session(), contract, _day())
    html = render_template("sroi/letter_paper.html", letter=letter, made_on=letter.on)
    named = f'attachment; filename="social-return-{contract.reference}-{letter.on}.pdf"'
    return Response(pdf_of(html), mimetype="application/pdf", headers={"Content-Disposition": named})


def _day() -> date:
    """The day that was asked, never later than today: what comes is not known.

    Who does not keep the account chooses among quarters alone, as on the page of the contract: between two days of its own choice
    a contractor would read the amount of one worker.
    """
    today = _today()
    try:
        asked = min(date.fromisoformat(request.args["op"]), today) if request.args.get("op") else today
    except ValueError:
        return today
    return asked if asked == today or current_actor().is_a(Role.COORDINATOR) else quarter_end(asked)


def _today() -> date:
    return day_of(current_session().info["at"])
