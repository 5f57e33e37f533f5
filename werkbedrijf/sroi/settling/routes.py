"""Doors of the letter: as a page, and as a PDF to send and keep."""

from datetime import date

from flask import Blueprint, Response, render_template, request

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.pdf import pdf_of
from werkbedrijf.foundation.web import current_actor, current_session, guard
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.policy import may_see_contract
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.settling.letter import letter_of

bp = Blueprint("sroi_settling", __name__, url_prefix="/sroi/opdrachten/<contract>/brief")


@bp.get("")
@guard(may_see_contract, contract=find_contract)
def show(contract: Contract) -> str:
    """Where the contract stands on a day, with the sums."""
    letter = letter_of(current_session(), contract, _day())
    return render_template("sroi/letter.html", letter=letter, keeps=current_actor().is_a(Role.COORDINATOR))


@bp.get("/pdf")
@guard(may_see_contract, contract=find_contract)
def paper(contract: Contract) -> Response:
    """The same on paper; for one day always the same bytes."""
    letter = letter_of(current_session(), contract, _day())
    html = render_template("sroi/letter_paper.html", letter=letter, made_on=letter.on)
    named = f'attachment; filename="social-return-{contract.reference}-{letter.on}.pdf"'
    return Response(pdf_of(html), mimetype="application/pdf", headers={"Content-Disposition": named})


def _day() -> date:
    """The day that was asked, never later than today: what comes is not known."""
    today = day_of(current_session().info["at"])
    try:
        return min(date.fromisoformat(request.args["op"]), today) if request.args.get("op") else today
    except ValueError:
        return today
