"""What can be asked about settlements."""

from sqlalchemy import Select, false, select, true
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate, visible
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.settling.models import Settlement
from werkbedrijf.sroi.settling.workflow import SettlementStatus

_WHOLE = (joinedload(Settlement.contract), joinedload(Settlement.undoes))


@gate(Settlement)
def settlements_known_to(actor: Actor) -> Select[Settlement]:
    """All of them for who keeps the account; a contractor those on its own contracts."""
    if actor.is_a(Role.COORDINATOR, Role.SYSTEM):
        return select(Settlement).where(true())
    if actor.is_a(Role.EMPLOYER):
        own = select(Contract.id).where(Contract.contractor_id.in_(actor.employer_ids))
        return select(Settlement).where(Settlement.contract_id.in_(own))
    return select(Settlement).where(false())


def find_settlement(session: Session, actor: Actor, reference: str) -> Settlement | None:
    """The settlement with this reference, if this person may know of it."""
    people = (joinedload(Settlement.proposed_by), joinedload(Settlement.decided_by))
    return find(session, actor, Settlement, reference.strip().upper(), *_WHOLE, *people)


def settlements_on(actor: Actor, contract: Contract) -> Select[Settlement]:
    """The settlements of a contract, oldest first."""
    of_it = visible(actor, Settlement).where(Settlement.contract_id == contract.id)
    return of_it.options(*_WHOLE).order_by(Settlement.id)


def waiting_on(actor: Actor, contract: Contract) -> Select[Settlement]:
    """The one that waits for a decision; there is never more than one."""
    return settlements_on(actor, contract).where(Settlement.status == SettlementStatus.PROPOSED)


def standing_undo(actor: Actor, settlement: Settlement) -> Select[Settlement]:
    """What takes this settlement back, proposed or booked."""
    refused = Settlement.status == SettlementStatus.REFUSED
    return visible(actor, Settlement).where(Settlement.undoes_id == settlement.id, ~refused)
