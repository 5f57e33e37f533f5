"""Counting what was approved: the events of the books, and every hour of work once over all contracts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from werkbedrijf.sroi.claims.booking import CountedAlready, book, count_hours
from werkbedrijf.sroi.claims.models import Claim, MonthOfWork
from werkbedrijf.sroi.claims.queries import approved_spans, worked_spans
from werkbedrijf.sroi.ledger import Kind
from werkbedrijf.sroi.spread import Part, Span, first_day_too_many, hours_of, next_month, overlap, parts_of


def count_work(session: Session, claim: Claim, *, on: date) -> None:
    """Put an approved claim in the books. Raises CountedAlready when an hour of it counts already.

    Work over time is booked per month. The months are taken in their order and held until the transaction ends, so that two
    doors at once cannot both count the same hours.
    """
    value, hours = claim.value or Decimal(0), claim.hours
    if not claim.counted_months or hours is None or not claim.kind.of_person:
        book(session, claim.contract, f"{claim.reference}/bijdrage", Kind.CONTRIBUTION, value, on=on, claim=claim)
        return
    counted = Fraction(claim.counted_months)
    if not counted:
        return
    worked = _worked(claim)
    for part in parts_of(Span(claim.starts_on, claim.ends_on, hours), value, counted):
        work = _month(session, claim, part, worked)
        count_hours(session, work, part.hours)
        key = f"{claim.reference}/{part.month:%Y-%m}"
        book(
            session,
            claim.contract,
            key,
            Kind.CONTRIBUTION,
            part.amount,
            on=on,
            claim=claim,
            work=work,
            hours=part.hours,
        )
    days = [*approved_spans(session, claim), Span(claim.starts_on, claim.ends_on, hours)]
    mine = [within for one in days if (within := overlap(one, Span(claim.starts_on, claim.ends_on, hours)))]
    if day := first_day_too_many(mine, worked):
        raise CountedAlready(day)


def _worked(claim: Claim) -> list[Span]:
    """What was worked: by the placement itself, or by what the document said."""
    if claim.placement is not None:
        return worked_spans(claim.placement, claim.ends_on)
    return [Span(claim.starts_on, claim.ends_on, claim.seen_hours or Decimal(0))]


def _month(session: Session, claim: Claim, part: Part, worked: list[Span]) -> MonthOfWork:
    month = Span(part.month, next_month(part.month), Decimal(0))
    whose: dict[str, int | str | None]
    if claim.placement is not None:
        whose = {"placement_id": claim.placement_id, "contractor_id": None, "worker": None}
        spans = worked_spans(claim.placement, month.until)
        hours = hours_of(within for one in spans if (within := overlap(one, month)))
    else:
        whose = {"placement_id": None, "contractor_id": claim.contract.contractor_id, "worker": claim.worker}
        # A document tells the hours of a week; of a month they are no more than every day at that rate.
        hours = hours_of(Span(month.first, month.until, one.hours_per_week) for one in worked)
    query = select(MonthOfWork).filter_by(month=part.month, **whose).with_for_update()
    found = session.scalars(query).first()
    if found is None:
        try:
            with session.begin_nested():
                found = MonthOfWork(month=part.month, worked=hours, counted=Decimal(0), **whose)
                session.add(found)
        except IntegrityError:
            # Another door wrote the first of this month at this moment.
            found = session.scalars(query).one()
    found.worked = max(hours, found.counted)
    session.flush()
    return found
