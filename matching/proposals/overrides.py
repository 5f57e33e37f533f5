"""How often and why colleagues chose differently from the order, per month: whether people really decide."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from matching.proposals.models import OutsideReason, Proposal
from werkbedrijf.foundation.periods import month_of

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """The voordrachten of one month, of how many the order was known, and how many of those went past it, by reason."""

    month: date
    sent: int
    ordered: int
    departed: int
    by_reason: Mapping[OutsideReason, int]

    @property
    def percent(self) -> int:
        """The part of those with a known order that went past it, in whole percents."""
        return round(100 * self.departed / self.ordered) if self.ordered else 0


def months_until(session: Session, on: date) -> Sequence[Month]:
    """The last twelve months that have voordrachten, newest first. One question."""
    first = month_of(on)
    first = first.replace(year=first.year - 1)
    known = or_(Proposal.passed_over.is_not(None), Proposal.run_id.is_not(None))
    counted = (
        select(Proposal.sent_on, Proposal.outside_reason, known, func.count())
        .where(Proposal.sent_on > first, Proposal.sent_on <= on)
        .group_by(Proposal.sent_on, Proposal.outside_reason, known)
    )
    found: dict[date, Counter[OutsideReason | None]] = {}
    sent: Counter[date] = Counter()
    for day, reason, ordered, number in session.execute(counted):
        sent[month_of(day)] += number
        if ordered:
            found.setdefault(month_of(day), Counter())[reason] += number
    return [_month(month, sent[month], found[month]) for month in sorted(found, reverse=True)][:MONTHS]


def _month(month: date, sent: int, counts: Counter[OutsideReason | None]) -> Month:
    by_reason = {reason: counts[reason] for reason in OutsideReason if counts[reason]}
    return Month(month, sent, sum(counts.values()), sum(by_reason.values()), by_reason)
