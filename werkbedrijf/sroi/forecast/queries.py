"""What the forecast of a contract asks of claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.telling import is_told_together
from werkbedrijf.sroi.claims.workflow import OPEN, STANDING, ClaimStatus


@dataclass(frozen=True, slots=True)
class Decided:
    """How many claims in the region were approved, and stayed so, of all that were decided."""

    approved: int
    all: int


def decided_claims(session: Session) -> Decided:
    """What was decided in the region until now; withdrawing is no decision."""
    decisions = (ClaimStatus.APPROVED, ClaimStatus.REFUSED, ClaimStatus.UNDONE)
    query = select(Claim.status, func.count()).where(Claim.status.in_(decisions)).group_by(Claim.status)
    told = {status: number for status, number in session.execute(query)}
    return Decided(told.get(ClaimStatus.APPROVED, 0), sum(told.values()))


def waiting_amounts(session: Session, actor: Actor, contracts: Iterable[int]) -> Mapping[int, list[Decimal]]:
    """Per contract what each claim that waits is worth, as far as that is known and this reader may read it."""
    waits = (Claim.contract_id.in_(list(contracts)), Claim.status.in_(OPEN))
    found: defaultdict[int, list[Decimal]] = defaultdict(list)
    for one in session.scalars(visible(actor, Claim).where(*waits).order_by(Claim.id)):
        if one.value is not None and not (actor.is_a(Role.EMPLOYER) and is_told_together(one)):
            found[one.contract_id].append(one.value)
    return found


def claims_of_placements(session: Session, contracts: Iterable[int]) -> Mapping[tuple[int, int], list[Claim]]:
    """The claims about work that the region knows, per contract and placement; what was refused or undone left out."""
    query = select(Claim).where(
        Claim.contract_id.in_(list(contracts)), Claim.placement_id.is_not(None), Claim.status.in_(STANDING)
    )
    found: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in session.scalars(query.order_by(Claim.id)):
        if claim.placement_id is not None:
            found[claim.contract_id, claim.placement_id].append(claim)
    return found
