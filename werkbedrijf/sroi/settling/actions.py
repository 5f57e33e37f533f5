"""What is agreed once a contract is nearly over: time to put right what is short."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.sroi.claims.booking import books_of, held
from werkbedrijf.sroi.contracts.models import Contract, Repair

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
