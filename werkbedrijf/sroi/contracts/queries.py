"""What can be asked about contracts."""

from sqlalchemy import Select, false, func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Organisation, Role
from werkbedrijf.foundation.gateway import find, gate, visible
from werkbedrijf.sroi.contracts.models import Contract, Subcontractor

WHOLE = (
    joinedload(Contract.organisation),
    joinedload(Contract.contractor),
    selectinload(Contract.agreements),
    selectinload(Contract.milestones),
    selectinload(Contract.options),
    selectinload(Contract.repairs),
    selectinload(Contract.subcontractors).joinedload(Subcontractor.employer),
)


@gate(Contract)
def contracts_known_to(actor: Actor) -> Select[Contract]:
    """All of them for who keeps the account and for the timetable; a contractor its own."""
    if actor.is_a(Role.COORDINATOR, Role.SYSTEM):
        return select(Contract).where(true())
    if actor.is_a(Role.EMPLOYER):
        return select(Contract).where(Contract.contractor_id.in_(actor.employer_ids))
    return select(Contract).where(false())


def find_contract(session: Session, actor: Actor, reference: str) -> Contract | None:
    """The contract with this reference, whole, if this person may know of it."""
    return find(session, actor, Contract, reference.strip().upper(), *WHOLE)


def contracts_for(actor: Actor) -> Select[Contract]:
    """Every contract this person may see, whole, newest first."""
    return visible(actor, Contract).options(*WHOLE).order_by(Contract.id.desc())


def awarders() -> Select[Organisation]:
    """Who can give a contract: every partner, by name."""
    return select(Organisation).order_by(Organisation.name)


def contractors_like(typed: str) -> Select[Employer]:
    """At most ten employers whose name holds what was typed."""
    named = func.lower(Employer.name).contains(typed.strip().lower(), autoescape=True)
    return select(Employer).where(named, Employer.merged_into_id.is_(None)).order_by(Employer.name).limit(10)
