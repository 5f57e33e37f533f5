"""What is done once a contract is nearly over: time to put right what is short, and settling what is left by four eyes."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.texts import euro
from werkbedrijf.sroi.claims.booking import book, books_of, held
from werkbedrijf.sroi.contracts.models import Contract, Repair
from werkbedrijf.sroi.ledger import NOTHING, Kind
from werkbedrijf.sroi.settling.models import How, Settlement
from werkbedrijf.sroi.settling.queries import settlements_on, standing_undo, waiting_on
from werkbedrijf.sroi.settling.workflow import SETTLEMENT, SettlementStatus

LONGEST = 200


def agree_repair(
    session: Session, actor: Actor, contract: Contract, *, last_day: date, reason: str, on: date
) -> Repair:
    """Until which day effort still counts after the end: a new row beside the old ones. Raises InputRefused by field.

    The last day of the contract itself withdraws it. What was claimed before stays as it is.
    """
    held(session, contract)
    until, problems = last_day + timedelta(days=1), dict[str, str]()
    if until < contract.ends_on or (until == contract.ends_on and not contract.has_repair):
        problems["last_day"] = f"Kies een dag na de laatste dag van de opdracht, {contract.last_day:%d-%m-%Y}."
    elif until == contract.counts_until:
        problems["last_day"] = "Deze dag is al afgesproken."
    elif until > contract.ends_on and books_of(session, [contract.id]).standing(contract.reference, on).left <= 0:
        problems["last_day"] = "Er staat niets meer open. Een hersteltermijn is niet nodig."
    if not reason.strip():
        problems["reason"] = "Vertel waarom. Ook de opdrachtnemer leest dit."
    if problems:
        raise InputRefused(problems)
    refuse_health("reason", reason, of_work=True)
    repair = Repair(contract=contract, until=until, agreed_on=on, reason=reason.strip()[:LONGEST])
    session.add(repair)
    record(session, actor, "sroi_contract.repair_agreed", contract, repair)
    return repair


class WaitsAlready(DomainError):
    """One decision at a time."""

    def __init__(self) -> None:
        super().__init__("Er wacht al een voorstel bij deze opdracht. Laat daar eerst iemand over beslissen.")


class FitsNoLonger(DomainError):
    """Something came in between a proposal and its decision."""

    def __init__(self, problem: str):
        super().__init__(f"Dit klopt niet meer. {problem} Wijs dit voorstel af en doe een nieuw.")


class UndoneAlready(DomainError):
    """A settlement is taken back once."""

    def __init__(self) -> None:
        super().__init__("Deze afrekening is al teruggedraaid, of dat is al voorgesteld.")


def settle(
    session: Session,
    actor: Actor,
    contract: Contract,
    *,
    amount: Decimal,
    how: How,
    reason: str,
    on: date,
    ground: str = "",
) -> Settlement:
    """What is left is paid, charged or let go: booked at once, or first proposed where the gemeente asks four eyes.

    Raises InputRefused by field, WaitsAlready.
    """
    held(session, contract)
    problems: dict[str, str] = {}
    if problem := _problem(session, contract, amount, on):
        problems["settled"] = problem
    if how is not How.PAID and not ground.strip():
        problems["ground"] = "Vul in op grond waarvan, zoals het artikel in de opdracht."
    if not reason.strip():
        problems["explanation"] = "Vertel hoe dit is afgerekend. Ook de opdrachtnemer leest dit."
    if problems:
        raise InputRefused(problems)
    for name, typed in (("explanation", reason), ("ground", ground)):
        refuse_health(name, typed, of_work=True)
    return _propose(
        session, actor, contract, amount=amount, how=how, ground=ground.strip()[:LONGEST], reason=reason, on=on
    )


def undo(session: Session, actor: Actor, settlement: Settlement, *, reason: str, on: date) -> Settlement:
    """Take back what was booked: the opposite comes in the books, by four eyes where that was asked.

    Raises InputRefused for ``reason``, WaitsAlready, UndoneAlready.
    """
    held(session, settlement.contract)
    session.refresh(settlement)
    if not may_be_undone(settlement) or session.scalars(standing_undo(actor, settlement)).first():
        raise UndoneAlready
    if not reason.strip():
        raise InputRefused({"reason": "Vertel waarom dit wordt teruggedraaid. Ook de opdrachtnemer leest dit."})
    refuse_health("reason", reason, of_work=True)
    return _propose(
        session,
        actor,
        settlement.contract,
        amount=settlement.amount,
        how=settlement.how,
        ground=settlement.ground,
        reason=reason,
        on=on,
        undoes=settlement,
    )


def confirm(session: Session, actor: Actor, settlement: Settlement, *, on: date) -> None:
    """Another coordinator agrees, and it comes in the books. Raises OwnRequest, FitsNoLonger."""
    held(session, settlement.contract)
    session.refresh(settlement)
    status = SETTLEMENT.after("confirm", settlement.status)
    if settlement.four_eyes and settlement.proposed_by_id == actor.id:
        raise OwnRequest
    if settlement.undoes_id is None and (problem := _problem(session, settlement.contract, settlement.amount, on)):
        raise FitsNoLonger(problem)
    _book(session, actor, settlement, status, on)


def refuse(session: Session, actor: Actor, settlement: Settlement, *, reason: str, on: date) -> None:
    """It does not come in the books, and why. Raises InputRefused for ``reason``."""
    held(session, settlement.contract)
    session.refresh(settlement)
    status = SETTLEMENT.after("refuse", settlement.status)
    if not reason.strip():
        raise InputRefused({"reason": "Vertel waarom dit niet doorgaat. Ook de opdrachtnemer leest dit."})
    refuse_health("reason", reason, of_work=True)
    settlement.status, settlement.refused_because = status, reason.strip()[:LONGEST]
    settlement.decided_on, settlement.decided_by_id = on, actor.id
    record(session, actor, "sroi_settlement.refused", settlement)


def may_be_undone(settlement: Settlement) -> bool:
    """Whether it is in the books and takes nothing back itself."""
    return settlement.status is SettlementStatus.BOOKED and settlement.undoes_id is None


def _problem(session: Session, contract: Contract, amount: Decimal, on: date) -> str:
    left = books_of(session, [contract.id]).standing(contract.reference, on).left
    if contract.counts_until > on:
        what = "De hersteltermijn" if contract.has_repair else "Deze opdracht"
        return f"{what} loopt nog tot en met {contract.last_day_that_counts:%d-%m-%Y}. Reken daarna af."
    if not 0 < amount <= left:
        return f"Vul meer dan 0 euro in, en niet meer dan wat nog open staat: {euro(max(left, NOTHING))}."
    return ""


def _propose(
    session: Session,
    actor: Actor,
    contract: Contract,
    *,
    amount: Decimal,
    how: How | None,
    ground: str,
    reason: str,
    on: date,
    undoes: Settlement | None = None,
) -> Settlement:
    if session.scalars(waiting_on(actor, contract)).first():
        raise WaitsAlready
    number = len(session.scalars(settlements_on(actor, contract)).all()) + 1
    settlement = Settlement(
        reference=f"{contract.reference}-A{number}",
        contract=contract,
        undoes=undoes,
        amount=amount,
        how=how,
        ground=ground,
        reason=reason.strip()[:LONGEST],
        status=SETTLEMENT.start,
        four_eyes=contract.four_eyes,
        proposed_on=on,
        proposed_by_id=actor.id,
    )
    session.add(settlement)
    record(session, actor, "sroi_settlement.undo_proposed" if undoes else "sroi_settlement.proposed", settlement)
    session.flush()
    if not settlement.four_eyes:
        _book(session, actor, settlement, SETTLEMENT.after("confirm", settlement.status), on)
    return settlement


def _book(session: Session, actor: Actor, settlement: Settlement, status: SettlementStatus, on: date) -> None:
    settlement.status, settlement.decided_on, settlement.decided_by_id = status, on, actor.id
    reason = f"{settlement.words}: {settlement.reason}"
    book(session, settlement.contract, settlement.key, Kind.SETTLEMENT, settlement.in_books, on=on, reason=reason)
    record(session, actor, "sroi_settlement.booked", settlement)
