"""What the pages of contracts need to know."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Organisation, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.sroi import words
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.policy import may_claim
from werkbedrijf.sroi.claims.queries import claims_on
from werkbedrijf.sroi.claims.telling import line_for
from werkbedrijf.sroi.claims.workflow import ClaimStatus
from werkbedrijf.sroi.contracts import policy
from werkbedrijf.sroi.contracts.forms import AmendForm, ContractForm, PlanForm, SettleForm, SubcontractorForm
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.queries import contracts_for
from werkbedrijf.sroi.contracts.standing import progress_of

S = ClaimStatus
BADGES = {
    S.CLAIMED: "let_op",
    S.CHECKED: "informatie",
    S.APPROVED: "goed",
    S.REFUSED: "fout",
    S.WITHDRAWN: "rustig",
    S.UNDONE: "rustig",
}


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Every contract this person may see, what is furthest behind on top."""
    contracts = session.scalars(contracts_for(actor)).unique().all()
    rows = progress_of(session, contracts, day_of(session.info["at"]))
    return render_template(
        "sroi/contracts.html",
        page=page_of_sequence(rows, Listing.read(args, sorts=["stand"], default="stand")),
        behind=sum(1 for row in rows if row.behind),
        waiting=sum(row.waiting_claims for row in rows),
        keeps=actor.is_a(Role.COORDINATOR),
    )


def new_page(form: ContractForm, organisations: list[Organisation]) -> str:
    """A new contract."""
    form.fill(organisations)
    return render_template("sroi/contract_new.html", form=form)


def amend_page(contract: Contract, form: AmendForm | None = None) -> str:
    """Agree something else, filled in with what is agreed now."""
    now = contract.now
    form = form or AmendForm(
        formdata=None,
        last_day=contract.last_day,
        total=now.total,
        percentage=now.percentage,
        basis=now.basis.value,
        wages=now.wages,
        rung=now.rung.value if now.rung else "",
        below_threshold_too=now.below_threshold_too,
    )
    form.fill(contract)
    form.based_on_row.data = form.based_on_row.data or str(now.id)
    return render_template("sroi/contract_amend.html", contract=contract, form=form)


def show_page(session: Session, actor: Actor, contract: Contract, args: Mapping[str, str], **typed: Any) -> str:
    """One contract on a day: what is owed and done, the plan, the contributions and the books."""
    today = day_of(session.info["at"])
    on = _day(args.get("op", ""), today)
    (progress,) = progress_of(session, [contract], on)
    books = books_of(session, [contract.id])
    claims = session.scalars(claims_on(actor, contract)).all()
    keeps = actor.is_a(Role.COORDINATOR)
    return render_template(
        "sroi/contract.html",
        contract=contract,
        progress=progress,
        on=on,
        today=today,
        agreements=[(one, words.obligation(one.agreed)) for one in contract.agreements],
        claims=[line_for(actor, one) for one in claims],
        badges=BADGES,
        events=_events(books.events, on),
        keeps=keeps,
        may_claim=may_claim(actor, contract=contract),
        may_change=policy.may_change_contract(actor, contract=contract),
        forms={
            "plan": PlanForm(formdata=None),
            "subcontractor": SubcontractorForm(formdata=None),
            "settle": SettleForm(formdata=None),
        }
        | typed,
    )


def _events(events: Any, on: date) -> list[tuple[date, str, str, Any]]:
    """The events of the books, months of one claim together: (day, kind, of what, amount)."""
    told: dict[tuple[date, str, str], Any] = {}
    for one in events:
        if one.on <= on:
            key = (one.on, one.kind.value, one.key.split("/")[0])
            told[key] = told.get(key, 0) + one.amount
    return [(*key, amount) for key, amount in sorted(told.items())]


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise
