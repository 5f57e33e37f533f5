"""What the pages of claims need to know."""

from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.sroi.claims import policy
from werkbedrijf.sroi.claims.forms import CheckForm, ClaimForm, ReasonForm
from werkbedrijf.sroi.claims.models import Claim, Evidence
from werkbedrijf.sroi.claims.telling import line_for
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.pages import BADGES


def new_page(actor: Actor, contract: Contract, form: ClaimForm) -> str:
    """Claim a contribution."""
    employer = actor.is_a(Role.EMPLOYER)
    form.fill(contract.table)
    return render_template("sroi/claim_new.html", contract=contract, form=form, polite=employer)


def show_page(session: Session, actor: Actor, claim: Claim, **typed: Any) -> str:
    """One claim with what may be done now."""
    check = CheckForm(
        formdata=None,
        seen_on=day_of(session.info["at"]),
        bonuses=list(claim.bonuses),
        costs=claim.amount,
        with_lks=claim.with_lks,
        evidence=Evidence.OWN_RECORDS.value if claim.placement_id else Evidence.REGISTER_STATEMENT.value,
    )
    forms = {"check": check, "refuse": ReasonForm(formdata=None), "undo": ReasonForm(formdata=None)} | typed
    if "check" not in typed:
        forms["check"].fit_to(claim)
    return render_template(
        "sroi/claim.html",
        claim=claim,
        line=line_for(actor, claim),
        badges=BADGES,
        keeps=actor.is_a(Role.COORDINATOR),
        may={
            "check": policy.may_check(actor, claim=claim),
            "approve": policy.may_approve(actor, claim=claim),
            "refuse": policy.may_refuse(actor, claim=claim),
            "undo": policy.may_undo(actor, claim=claim),
            "withdraw": policy.may_withdraw(actor, claim=claim),
        },
        forms=forms,
    )
