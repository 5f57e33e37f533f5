"""What can be asked about claims, and about work that may count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Select, false, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from candidates.registration.models import RegisterEntry
from employers.models import Establishment
from matching.placements.models import ContractForm, Placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate, visible
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.telling import is_told_together
from werkbedrijf.sroi.claims.workflow import OPEN, STANDING, ClaimStatus
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.spread import Span
from werkbedrijf.sroi.worth import months_between


@dataclass(frozen=True, slots=True)
class Waiting:
    """Claims that wait for a decision: how many, what they are worth, and how many of them are not in that amount."""

    claims: int = 0
    amount: Decimal = Decimal("0.00")
    without_amount: int = 0

    def and_one(self, value: Decimal | None) -> "Waiting":
        """With another claim, of which the amount is unknown, or unknown to the reader, when it is None."""
        return Waiting(self.claims + 1, self.amount + (value or 0), self.without_amount + (value is None))


NONE_WAITS = Waiting()

# Forms in which nobody is employed by an ordinary employer, so nothing counts as work.
NO_WORK = (ContractForm.NONE, ContractForm.WSW_INTERNAL)


@gate(Claim)
def claims_known_to(actor: Actor) -> Select[Claim]:
    """All of them for who keeps the account and for the timetable; a contractor those on its own contracts."""
    if actor.is_a(Role.COORDINATOR, Role.SYSTEM):
        return select(Claim).where(true())
    if actor.is_a(Role.EMPLOYER):
        own = select(Contract.id).where(Contract.contractor_id.in_(actor.employer_ids))
        return select(Claim).where(Claim.contract_id.in_(own))
    return select(Claim).where(false())


def find_claim(session: Session, actor: Actor, reference: str) -> Claim | None:
    """The claim with this reference, if this person may know of it."""
    beside = (joinedload(Claim.contract), joinedload(Claim.seen_by), joinedload(Claim.approved_by))
    return find(session, actor, Claim, reference.strip().upper(), *beside)


def claims_on(actor: Actor, contract: Contract) -> Select[Claim]:
    """The claims on a contract: what waits first, then the newest."""
    waits = Claim.status.not_in(OPEN)
    beside = (joinedload(Claim.seen_by), joinedload(Claim.approved_by))
    return (
        visible(actor, Claim).where(Claim.contract_id == contract.id).options(*beside).order_by(waits, Claim.id.desc())
    )


def waiting_values(session: Session, actor: Actor, contracts: Iterable[int]) -> Mapping[int, Waiting]:
    """Per contract the claims that wait. Of those that this reader reads only together with others the amount is left out:
    with one of them waiting, the sum would be its amount.
    """
    query = select(Claim).where(Claim.contract_id.in_(list(contracts)), Claim.status.in_(OPEN))
    found: dict[int, Waiting] = {}
    for claim in session.scalars(query.order_by(Claim.id)):
        together = actor.is_a(Role.EMPLOYER) and is_told_together(claim)
        found[claim.contract_id] = found.get(claim.contract_id, NONE_WAITS).and_one(None if together else claim.value)
    return found


def same_worker(claim: Claim) -> Select[Claim]:
    """Every other claim about the same placement, or the same worker of the same contractor, on whatever contract."""
    if claim.placement_id is not None:
        return select(Claim).where(Claim.placement_id == claim.placement_id, Claim.id != claim.id)
    mine = select(Contract.id).where(Contract.contractor_id == claim.contract.contractor_id)
    return select(Claim).where(
        Claim.placement_id.is_(None), Claim.worker == claim.worker, Claim.contract_id.in_(mine), Claim.id != claim.id
    )


def overlapping(session: Session, contract: Contract, worker: str, first: date, until: date) -> Claim | None:
    """A claim on this contract about the same worker in some of the same days, refused and withdrawn ones left out."""
    query = select(Claim).where(
        Claim.contract_id == contract.id,
        Claim.worker == worker,
        Claim.placement_id.is_(None),
        Claim.status.in_(STANDING),
        Claim.starts_on < until,
        Claim.ends_on > first,
    )
    return session.scalars(query.order_by(Claim.id)).first()


def counted_months(session: Session, claim: Claim, block: str) -> Fraction:
    """How many months of this person count already in this block on this contract."""
    query = same_worker(claim).where(
        Claim.contract_id == claim.contract_id, Claim.block == block, Claim.status.in_(STANDING)
    )
    told = (
        Fraction(one.counted_months) if one.counted_months else months_between(one.starts_on, one.last_day)
        for one in session.scalars(query)
        if one.value is not None
    )
    return sum(told, Fraction(0))


def bonus_counted(session: Session, claim: Claim, bonus: str) -> Claim | None:
    """Another claim about the same person on this contract that already has this bonus."""
    query = same_worker(claim).where(Claim.contract_id == claim.contract_id, Claim.status.in_(STANDING))
    return next((one for one in session.scalars(query.order_by(Claim.id)) if bonus in one.bonuses), None)


def approved_spans(session: Session, claim: Claim) -> list[Span]:
    """The days and hours a week that count already of the same person, over all contracts."""
    rows = session.scalars(same_worker(claim).where(Claim.status == ClaimStatus.APPROVED, Claim.hours.is_not(None)))
    return [Span(one.starts_on, one.ends_on, one.hours or Decimal(0)) for one in rows]


def placements_for(session: Session, contract: Contract, *, hold: bool = False) -> list[Placement]:
    """Work at the contractor or under it in the days that count, with its terms. Nobody's name or law comes along.

    ``hold`` keeps it as it is until the transaction ends: nobody takes back a start that a claim is being made of.
    """
    return placements_of(session, [contract], hold=hold)[contract.id]


def placements_of(
    session: Session, contracts: Sequence[Contract], *, hold: bool = False
) -> Mapping[int, list[Placement]]:
    """The same for many contracts, by contract, in a fixed number of questions."""
    found: dict[int, list[Placement]] = {one.id: [] for one in contracts}
    if not contracts:
        return found
    employers = frozenset[int]().union(*(one.employer_ids for one in contracts))
    query = (
        select(Placement, Establishment.employer_id)
        .join(Establishment, Placement.workplace_id == Establishment.id)
        .where(
            or_(Placement.formal_employer_id.in_(employers), Establishment.employer_id.in_(employers)),
            Placement.status.in_((PlacementStatus.RUNNING, PlacementStatus.ENDED)),
            Placement.contract_form.not_in(NO_WORK),
            Placement.starts_on < max(one.counts_until for one in contracts),
            or_(Placement.ended_on.is_(None), Placement.ended_on > min(one.starts_on for one in contracts)),
        )
        .options(selectinload(Placement.terms))
        .order_by(Placement.id)
    )
    if hold:
        query = query.with_for_update(read=True, of=Placement).execution_options(populate_existing=True)
    for placement, workplace in session.execute(query):
        for one in contracts:
            in_time = placement.starts_on < one.counts_until and (placement.ended_on or date.max) > one.starts_on
            if in_time and one.employer_ids & {placement.formal_employer_id, workplace}:
                found[one.id].append(placement)
    return found


def worked_spans(placement: Placement, until: date) -> list[Span]:
    """The days and hours a week of a placement, up to and not including a day."""
    ends = min(placement.ended_on or until, until)
    spans = (
        Span(max(terms.starts_on, placement.starts_on), min(terms.ends_on or ends, ends), terms.hours_per_week)
        for terms in placement.terms
    )
    return [span for span in spans if span.first < span.until]


def registered_spans(session: Session, people: Iterable[int], until: date) -> Mapping[int, list[Span]]:
    """In which days each person stood in the doelgroepregister: yes or no, never the ground."""
    query = select(RegisterEntry.candidate_id, RegisterEntry.starts_on, RegisterEntry.ends_on)
    found: dict[int, list[Span]] = {}
    for person, first, ends in session.execute(query.where(RegisterEntry.candidate_id.in_(list(people)))):
        found.setdefault(person, []).append(Span(first, min(ends or until, until), Decimal(0)))
    return found
