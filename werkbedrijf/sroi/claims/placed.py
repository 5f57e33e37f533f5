"""A placement that was made here credits social return by itself: as a claim that a person still approves.

Work counts for a contract when the contractor, or who works under it, employs the person or has the work done; when its days lie
in the contract or its repair period; when the person was not hired longer before the contract than its table allows; and when its table has a block
for it. The only block used is that of the doelgroepregister. It says yes or no, which an employer may know (Wfsv art. 38d lid 7);
a block that names a law would tell a contractor, and a coordinator without the file, more than they may read. Whoever is not
in the register does not count by itself: a contractor claims that, and who sees the document chooses the block.

A month is proposed once it is over, or when the work or what counts ended.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matching.placements.models import Placement
from matching.placements.takenback.models import TakenBack
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.foundation.references import Kind as Reference
from werkbedrijf.foundation.references import next_reference
from werkbedrijf.sroi.blocks import OF_REGISTER, Kind
from werkbedrijf.sroi.claims.actions import put_worth, told_of
from werkbedrijf.sroi.claims.booking import held
from werkbedrijf.sroi.claims.facts import worked_out
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.queries import counted_months, placements_for, registered_spans, worked_spans
from werkbedrijf.sroi.claims.workflow import CLAIM, ClaimStatus
from werkbedrijf.sroi.contracts.models import Agreement, Contract, Repair
from werkbedrijf.sroi.contracts.queries import WHOLE
from werkbedrijf.sroi.spread import Span, overlap, without

# After its end a contract is looked at for so long: what was registered late still counts.
LATE = timedelta(days=100)


def propose_all(session: Session, *, on: date) -> int:
    """Look at every contract that runs or ended lately; returns how many claims were proposed."""
    running = select(Agreement.contract_id).where(Agreement.ends_on > on - LATE)
    repairing = select(Repair.contract_id).where(Repair.until > on - LATE)
    lately = or_(Contract.id.in_(running), Contract.id.in_(repairing))
    query = select(Contract).where(Contract.starts_on <= on, lately).options(*WHOLE)
    contracts = session.scalars(query.order_by(Contract.id)).all()
    return sum(len(propose(session, TIMETABLE, contract, on=on)) for contract in contracts)


def propose(session: Session, actor: Actor, contract: Contract, *, on: date) -> list[Claim]:
    """Propose what the placements of this contractor bring, as far as it is not claimed yet."""
    block = contract.table.blocks.get(OF_REGISTER)
    if block is None:
        return []
    held(session, contract)
    earliest = months_back(contract.starts_on, contract.table.hired_before_months)
    placements = [one for one in placements_for(session, contract, hold=True) if one.starts_on >= earliest]
    registered = registered_spans(session, {one.candidate_id for one in placements}, on)
    taken = _taken(session, contract)
    return [
        _proposed(session, actor, contract, placement, span, on)
        for placement in placements
        for span in _spans(contract, placement, registered.get(placement.candidate_id, []), on)
        for span in without(span, taken.get(placement.id, []))
        # Fewer hours a week than the table asks bring nothing; nobody has to look at such a claim.
        if span.hours_per_week >= (block.minimum_hours or 0)
    ]


def _spans(contract: Contract, placement: Placement, registered: Iterable[Span], on: date) -> Iterator[Span]:
    over = (placement.ended_on is not None and placement.ended_on <= on) or contract.counts_until <= on
    until = min(contract.counts_until, on if over else month_of(on))
    if contract.starts_on >= until:
        return
    days = Span(contract.starts_on, until, Decimal(0))
    known = list(registered)
    for worked in worked_spans(placement, until):
        within = overlap(worked, days)
        for one in known if within else ():
            span = overlap(within, one) if within else None
            if span:
                yield span


def _taken(session: Session, contract: Contract) -> dict[int, list[Span]]:
    # Refused before a start was taken back: that was about work that never was. Once it does begin it is looked at anew.
    of_before = select(TakenBack.id).where(
        TakenBack.placement_id == Claim.placement_id, TakenBack.taken_back_on >= Claim.claimed_on
    )
    query = select(Claim.placement_id, Claim.starts_on, Claim.ends_on).where(
        Claim.contract_id == contract.id,
        Claim.status != ClaimStatus.UNDONE,
        or_(Claim.status != ClaimStatus.REFUSED, ~of_before.exists()),
    )
    found: dict[int, list[Span]] = {}
    for placement, first, until in session.execute(query):
        if placement is not None:
            found.setdefault(placement, []).append(Span(first, until, Decimal(0)))
    return found


def _proposed(session: Session, actor: Actor, contract: Contract, placement: Placement, span: Span, on: date) -> Claim:
    row = Claim(
        reference=next_reference(session, Reference.CLAIM),
        contract=contract,
        kind=Kind.PLACEMENT,
        status=CLAIM.start,
        block=OF_REGISTER,
        starts_on=span.first,
        ends_on=span.until,
        hours=span.hours_per_week,
        placement=placement,
        claimed_on=on,
        claimed_by_id=None,
        four_eyes=contract.four_eyes,
    )
    session.add(row)
    session.flush()
    told = replace(told_of(row), bonuses=())
    put_worth(row, worked_out(told, contract.table, counted_months(session, row, OF_REGISTER)))
    record(session, actor, "sroi_claim.proposed", row)
    return row
