"""Doors of claims: claiming, checking and deciding."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction
from werkbedrijf.sroi.claims import actions, policy
from werkbedrijf.sroi.claims.forms import CheckForm, ClaimForm, ReasonForm
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.pages import new_page, show_page
from werkbedrijf.sroi.claims.queries import find_claim
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.queries import find_contract

bp = Blueprint("sroi_claims", __name__, url_prefix="/sroi")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.route("/opdrachten/<contract>/bijdrage", methods=["GET", "POST"])
@guard(policy.may_claim, contract=find_contract)
def new(contract: Contract) -> View:
    """Claim a contribution to a contract."""
    actor, form = current_actor(), ClaimForm()
    form.fill(contract.table)
    if request.method == "GET":
        return new_page(actor, contract, form)
    made: list[Claim] = []

    def act(session: Session) -> None:
        made.append(actions.claim(session, actor, contract, form.told(), on=_today()))

    if saved(form, act):
        flash("Ingediend. De regiocoördinator kijkt de bijdrage na.", "goed")
        return _to(made[0])
    return new_page(actor, contract, form), 422


@bp.get("/bijdragen/<claim>")
@guard(policy.may_see_claim, claim=find_claim)
def show(claim: Claim) -> View:
    """One claim with the sum written out."""
    return show_page(current_session(), current_actor(), claim)


@bp.post("/bijdragen/<claim>/nakijken")
@guard(policy.may_check, claim=find_claim)
def check(claim: Claim) -> View:
    """A document was seen."""
    form = CheckForm()
    form.fit_to(claim)

    def act(session: Session) -> None:
        actions.check(session, current_actor(), claim, **form.seen(), on=_today())

    if saved(form, act):
        flash("Nagekeken. Keur de bijdrage goed, of wijs haar af.", "goed")
        return _to(claim)
    return show_page(current_session(), current_actor(), claim, check=form), 422


@bp.post("/bijdragen/<claim>/goedkeuren")
@guard(policy.may_approve, claim=find_claim)
def approve(claim: Claim) -> View:
    """It counts."""
    with transaction() as session:
        actions.approve(session, current_actor(), claim, on=_today())
    flash("Goedgekeurd. De bijdrage telt mee.", "goed")
    return _to(claim)


@bp.post("/bijdragen/<claim>/afwijzen")
@guard(policy.may_refuse, claim=find_claim)
def refuse(claim: Claim) -> View:
    """It does not count, and why."""
    form = ReasonForm()

    def act(session: Session) -> None:
        actions.refuse(session, current_actor(), claim, reason=form.reason.data or "", on=_today())

    if saved(form, act):
        flash("Afgewezen. De opdrachtnemer leest de reden.", "goed")
        return _to(claim)
    return show_page(current_session(), current_actor(), claim, refuse=form), 422


@bp.post("/bijdragen/<claim>/terugdraaien")
@guard(policy.may_undo, claim=find_claim)
def undo(claim: Claim) -> View:
    """It was approved and should not have been."""
    form = ReasonForm()

    def act(session: Session) -> None:
        actions.undo(session, current_actor(), claim, reason=form.reason.data or "", on=_today())

    if saved(form, act):
        flash("Teruggedraaid. De uren kunnen weer ergens anders tellen.", "goed")
        return _to(claim)
    return show_page(current_session(), current_actor(), claim, undo=form), 422


@bp.post("/bijdragen/<claim>/intrekken")
@guard(policy.may_withdraw, claim=find_claim)
def withdraw(claim: Claim) -> View:
    """Who claimed takes it back."""
    with transaction() as session:
        actions.withdraw(session, current_actor(), claim, on=_today())
    flash("Ingetrokken. Deze bijdrage telt niet.", "goed")
    return _to(claim)


def _to(claim: Claim) -> Response:
    return redirect(url_for("sroi_claims.show", claim=claim.reference))
