"""Doors of the end of a contract: time to put right what is short, settling by four eyes, and the letter, also as a PDF to keep."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.pdf import pdf_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.pages import SETTLEMENT_BADGES, quarter_end, show_page
from werkbedrijf.sroi.contracts.policy import may_change_contract, may_see_contract
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.settling import actions, policy
from werkbedrijf.sroi.settling.forms import RefuseForm, RepairForm, UndoForm
from werkbedrijf.sroi.settling.letter import letter_of
from werkbedrijf.sroi.settling.models import Settlement
from werkbedrijf.sroi.settling.queries import find_settlement, standing_undo

bp = Blueprint("sroi_settling", __name__, url_prefix="/sroi")

View = str | Answer | tuple[str, int]


@bp.post("/opdrachten/<contract>/hersteltermijn")
@guard(may_change_contract, contract=find_contract)
def repair(contract: Contract) -> View:
    """Agree until when effort still counts after the end."""
    form = RepairForm()

    def act(session: Session) -> None:
        told = {"last_day": form.last_day.data, "reason": form.reason.data or ""}
        actions.agree_repair(session, current_actor(), contract, **told, on=_today())

    if saved(form, act):
        flash("De hersteltermijn is vastgelegd. De opdrachtnemer ziet haar ook.", "goed")
        return redirect(url_for("sroi_contracts.show", contract=contract.reference))
    return show_page(current_session(), current_actor(), contract, request.args, repair=form), 422


@bp.get("/afrekeningen/<settlement>")
@guard(policy.may_see_settlement, settlement=find_settlement)
def settlement(settlement: Settlement) -> View:
    """One settlement, and what can be done with it."""
    return _page(settlement)


@bp.post("/afrekeningen/<settlement>/vastleggen")
@guard(policy.may_confirm, settlement=find_settlement)
def confirm(settlement: Settlement) -> View:
    """It comes in the books."""
    with transaction() as session:
        actions.confirm(session, current_actor(), settlement, on=_today())
    flash("Vastgelegd in de boeken.", "goed")
    return _to(settlement)


@bp.post("/afrekeningen/<settlement>/afwijzen")
@guard(policy.may_refuse, settlement=find_settlement)
def refuse(settlement: Settlement) -> View:
    """It does not come in the books, and why."""
    form = RefuseForm()

    def act(session: Session) -> None:
        actions.refuse(session, current_actor(), settlement, reason=form.reason.data or "", on=_today())

    if saved(form, act):
        flash("Afgewezen. In de boeken verandert niets.", "goed")
        return _to(settlement)
    return _page(settlement, refuse=form), 422


@bp.post("/afrekeningen/<settlement>/terugdraaien")
@guard(policy.may_undo, settlement=find_settlement)
def undo(settlement: Settlement) -> View:
    """Take it back, by four eyes where that was asked."""
    form, made = UndoForm(), list[Settlement]()

    def act(session: Session) -> None:
        made.append(actions.undo(session, current_actor(), settlement, reason=form.reason.data or "", on=_today()))

    if saved(form, act):
        waits = "Voorgesteld. Een tweede persoon legt het vast."
        flash(waits if made[0].four_eyes else "Teruggedraaid. Het bedrag staat weer open.", "goed")
        return _to(made[0])
    return _page(settlement, undo=form), 422


def _page(settlement: Settlement, **typed: Any) -> str:
    session, actor = current_session(), current_actor()
    undone = session.scalars(standing_undo(actor, settlement)).first()
    return render_template(
        "sroi/settlement.html",
        settlement=settlement,
        undone=undone,
        badges=SETTLEMENT_BADGES,
        keeps=actor.is_a(Role.COORDINATOR),
        may={
            "confirm": policy.may_confirm(actor, settlement=settlement),
            "refuse": policy.may_refuse(actor, settlement=settlement),
            "undo": policy.may_undo(actor, settlement=settlement) if undone is None else None,
        },
        forms={"refuse": RefuseForm(formdata=None), "undo": UndoForm(formdata=None)} | typed,
    )


def _to(settlement: Settlement) -> Answer:
    return redirect(url_for("sroi_settling.settlement", settlement=settlement.reference))


@bp.get("/opdrachten/<contract>/brief")
@guard(may_see_contract, contract=find_contract)
def show(contract: Contract) -> str:
    """Where the contract stands on a day, with the sums."""
    letter = letter_of(current_session(), contract, _day())
    return render_template("sroi/letter.html", letter=letter, keeps=current_actor().is_a(Role.COORDINATOR))


@bp.get("/opdrachten/<contract>/brief/pdf")
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
