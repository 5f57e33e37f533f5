"""What the pages of contracts need to know."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.sroi import words
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.policy import may_claim
from werkbedrijf.sroi.claims.queries import claims_on
from werkbedrijf.sroi.claims.telling import is_told_together, line_for
from werkbedrijf.sroi.claims.workflow import ClaimStatus
from werkbedrijf.sroi.contracts import policy
from werkbedrijf.sroi.contracts.forms import AmendForm, ContractForm, PlanForm, SubcontractorForm
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.standing import progress_of
from werkbedrijf.sroi.forecast.board import board_of
from werkbedrijf.sroi.ledger import Kind
from werkbedrijf.sroi.reports.forms import ReportForm
from werkbedrijf.sroi.reports.queries import last_steps
from werkbedrijf.sroi.reports.steps import NEXT
from werkbedrijf.sroi.settling.forms import RepairForm, SettleForm
from werkbedrijf.sroi.settling.queries import settlements_on
from werkbedrijf.sroi.settling.workflow import SettlementStatus

S = ClaimStatus
BADGES = {
    S.CLAIMED: "let_op",
    S.CHECKED: "informatie",
    S.APPROVED: "goed",
    S.REFUSED: "fout",
    S.WITHDRAWN: "rustig",
    S.UNDONE: "rustig",
}
SETTLEMENT_BADGES = {
    SettlementStatus.PROPOSED: "let_op",
    SettlementStatus.BOOKED: "goed",
    SettlementStatus.REFUSED: "rustig",
}


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Every contract this person may see, what is most at risk on top."""
    rows = board_of(session, actor, day_of(session.info["at"]))
    return render_template(
        "sroi/contracts.html",
        page=page_of_sequence(rows, Listing.read(args, sorts=["stand"], default="stand")),
        behind=sum(1 for row in rows if row.progress.behind),
        short=sum(1 for row in rows if row.short),
        waiting=sum(row.progress.waits.claims for row in rows),
        keeps=actor.is_a(Role.COORDINATOR),
    )


def new_page(form: ContractForm) -> str:
    """A new contract; the form knows what can be chosen."""
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
    keeps = actor.is_a(Role.COORDINATOR)
    on = _day(args.get("op", ""), today)
    if not keeps and on < today:
        # Between two days of its own choice a contractor would read the amount of one worker.
        on = quarter_end(on)
    (progress,) = progress_of(session, actor, [contract], on)
    books = books_of(session, [contract.id])
    claims = session.scalars(claims_on(actor, contract)).all()
    return render_template(
        "sroi/contract.html",
        contract=contract,
        progress=progress,
        on=on,
        today=today,
        agreements=[(one, words.obligation(one.agreed)) for one in contract.agreements],
        claims=[line_for(actor, one) for one in claims],
        badges=BADGES | SETTLEMENT_BADGES,
        settlements=session.scalars(settlements_on(actor, contract)).all(),
        reports=last_steps(session, contract.id),
        next_steps=NEXT,
        events=events_of(
            books.events, on, together=set() if keeps else {one.reference for one in claims if is_told_together(one)}
        ),
        keeps=keeps,
        may_claim=may_claim(actor, contract=contract),
        may_change=policy.may_change_contract(actor, contract=contract),
        forms={
            "plan": PlanForm(formdata=None),
            "subcontractor": SubcontractorForm(formdata=None),
            "settle": SettleForm(formdata=None),
            "repair": RepairForm(formdata=None),
            "report": ReportForm(formdata=None),
        }
        | typed,
    )


TOGETHER = "medewerkers, samen"


def events_of(events: Any, on: date, *, together: set[str]) -> list[tuple[date, str, str, Any]]:
    """The events of the books, months of one claim together: (day, kind, of what, amount).

    Claims that are only told ``together`` are one line, on the day of the last: an amount of one worker tells its block.
    """
    told: dict[tuple[date, str, str], Any] = {}
    known = [one for one in events if one.on <= on]
    of_workers = [one for one in known if one.key.split("/")[0] in together]
    for one in known:
        if one not in of_workers:
            key = (one.on, one.kind.value, one.key.split("/")[0])
            told[key] = told.get(key, 0) + one.amount
    if of_workers:
        last = max(one.on for one in of_workers)
        told[last, Kind.CONTRIBUTION.value, TOGETHER] = sum(one.amount for one in of_workers)
    return [(*key, amount) for key, amount in sorted(told.items())]


def quarter_end(day: date) -> date:
    """The last day of the quarter before, or this day when it is one.

    >>> quarter_end(date(2026, 5, 20)), quarter_end(date(2026, 6, 30)), quarter_end(date(2026, 2, 1))
    (datetime.date(2026, 3, 31), datetime.date(2026, 6, 30), datetime.date(2025, 12, 31))
    """
    after = day + timedelta(days=1)
    return after.replace(month=(after.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise
