"""What the forecast of a contract asks of claims."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.telling import is_told_together
from werkbedrijf.sroi.claims.workflow import OPEN, STANDING, ClaimStatus
from werkbedrijf.sroi.contracts.models import Contract


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


def waiting_amounts(session: Session, actor: Actor, contract: Contract) -> list[Decimal]:
    """What each claim that waits is worth, as far as that is known and this reader may read it."""
    query = visible(actor, Claim).where(Claim.contract_id == contract.id, Claim.status.in_(OPEN)).order_by(Claim.id)
    return [
        one.value
        for one in session.scalars(query)
        if one.value is not None and not (actor.is_a(Role.EMPLOYER) and is_told_together(one))
    ]


def claims_of_placements(session: Session, contract: Contract) -> Mapping[int, list[Claim]]:
    """The claims on a contract about work that the region knows, per placement; what was refused or undone left out."""
    query = select(Claim).where(
        Claim.contract_id == contract.id, Claim.placement_id.is_not(None), Claim.status.in_(STANDING)
    )
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in session.scalars(query.order_by(Claim.id)):
        if claim.placement_id is not None:
            found[claim.placement_id].append(claim)
    return found
