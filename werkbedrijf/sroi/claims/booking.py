"""Putting events in the books, and the books as the pure ledger replays them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.sroi.claims.models import BookEvent, Claim, MonthOfWork
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.ledger import NOTHING, Books, Event, Kind, Worked


class CountedAlready(DomainError):
    """An hour of work counts once, over all contracts together."""

    def __init__(self, month: date):
        super().__init__(
            f"In {month:%m-%Y} tellen van deze persoon al alle gewerkte uren mee, bij deze of een andere opdracht. "
            "Een uur telt maar één keer. Wijs deze bijdrage af, of draai eerst de andere terug."
        )


def held(session: Session, row: Contract | Claim) -> None:
    """Hold a row until the transaction ends, and read it anew: what another door just did to it is seen."""
    session.flush()
    session.refresh(row, ["version"], with_for_update=True)
    session.refresh(row)


def book(
    session: Session,
    contract: Contract,
    key: str,
    kind: Kind,
    amount: Decimal,
    *,
    on: date,
    claim: Claim | None = None,
    work: MonthOfWork | None = None,
    hours: Decimal | None = None,
    reason: str = "",
) -> BookEvent:
    """Put one event in the books. ``key`` names it for ever: the same event twice is refused by the database."""
    event = BookEvent(
        key=key,
        kind=kind,
        contract=contract,
        claim_id=claim.id if claim else None,
        on=on,
        amount=amount,
        month_of_work=work,
        hours=hours,
        reason=reason,
    )
    session.add(event)
    session.flush()
    return event


def count_hours(session: Session, work: MonthOfWork, hours: Decimal) -> None:
    """Count hours of a month, or give them back (below nothing).

    Raises CountedAlready when more would count than were worked: the database decides, also between two doors at once.
    """
    full = {"ck_sroi_month_of_work_no_hour_counts_twice": CountedAlready(work.month)}
    full |= {"no_hour_counts_twice": CountedAlready(work.month)}
    session.flush()
    with refused_as(session, full):
        raised = update(MonthOfWork).where(MonthOfWork.id == work.id).values(counted=MonthOfWork.counted + hours)
        session.execute(raised, execution_options={"synchronize_session": False})
    session.refresh(work)


def books_of(session: Session, contracts: Iterable[int] | None = None) -> Books:
    """The books, replayed from their events: all of them, or those of some contracts."""
    query = select(BookEvent).options(joinedload(BookEvent.month_of_work), joinedload(BookEvent.contract))
    if contracts is not None:
        query = query.where(BookEvent.contract_id.in_(list(contracts)))
    return Books.of(as_told(row) for row in session.scalars(query.order_by(BookEvent.id)))


def as_told(row: BookEvent) -> Event:
    """A kept event as the pure ledger knows it."""
    work = row.month_of_work
    worked = Worked(work.whose, work.month, row.hours) if work and row.hours is not None else None
    contribution = str(row.claim_id) if row.claim_id else ""
    amount = row.amount.quantize(NOTHING)
    return Event(row.key, row.kind, row.contract.reference, row.on, amount, contribution, worked)
