"""From what the region knows today to where a contract will end, for one reader."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.outlook.past import chances_on
from werkbedrijf.outlook.queries import remembered
from werkbedrijf.sroi.blocks import OF_REGISTER
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.queries import Waiting, placements_for, registered_spans, worked_spans
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.standing import progress_of
from werkbedrijf.sroi.forecast.queries import Decided, claims_of_placements, decided_claims, waiting_amounts
from werkbedrijf.sroi.forecast.reckoning import Ahead, Chance, Chances, Work, forecast, months_of_work
from werkbedrijf.sroi.ledger import NOTHING, Standing
from werkbedrijf.sroi.spread import months_of
from werkbedrijf.sroi.worth import months_between


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a contract will end. ``line`` is (day, what is approved by then), today first; amounts in euro.

    ``working`` are the placements that run on and count by themselves. ``decided`` tells what the chance of approval comes from;
    with fewer decisions than ``fewest`` it is not known from own experience.
    """

    contract: Contract
    standing: Standing
    line: tuple[tuple[date, Ahead], ...]
    waits: Waiting
    working: int
    chances: Chances
    decided: Decided
    fewest: int

    @property
    def end(self) -> Ahead:
        """At the end of the contract."""
        return self.line[-1][1]

    @property
    def owed(self) -> Decimal:
        """What must be approved by the end: what is promised, less what was settled otherwise."""
        return max(NOTHING, self.standing.promised - self.standing.settled)

    @property
    def short(self) -> Decimal:
        """How much less than that is expected; nothing when it is enough."""
        return max(NOTHING, self.owed - self.end.expected)

    @property
    def is_known(self) -> bool:
        """Whether enough was decided to know how often a claim is approved."""
        return self.decided.all >= self.fewest


def outlook_of(session: Session, actor: Actor, contract: Contract, on: date) -> Outlook | None:
    """The outlook of a contract for this reader; None when nothing counts any more.

    A contractor reads no amount of an own worker that waits for a decision, so in its outlook that is left out whole: a line
    that held it would be that amount, less what else is on the page.
    """
    if contract.counts_until <= on:
        return None
    (progress,) = progress_of(session, actor, [contract], on)
    decided = decided_claims(session)
    chances = _chances(session, decided, on)
    works = list(_works(session, contract, on))
    months = [until - timedelta(days=1) for _, until in months_of(month_of(on), contract.counts_until)]
    done = progress.standing.done
    line = forecast(done, waiting_amounts(session, actor, contract), works, chances, months=len(months))
    return Outlook(
        contract=contract,
        standing=progress.standing,
        line=tuple(zip([on, *months], line, strict=True)),
        waits=progress.waits,
        working=len(works),
        chances=chances,
        decided=decided,
        fewest=whole_number_on(session, Parameter.SROI_FEWEST_DECISIONS, on),
    )


def _chances(session: Session, decided: Decided, on: date) -> Chances:
    """Approval by what was decided in this region; that work lasts as the forecast of garantiebanen remembers it."""
    past = chances_on(remembered(session, on).past, on)
    return Chances(
        approved=approval(decided),
        stays=Chance(1 - _part(past.leaving.mean), _part(past.leaving.sd)),
        goes_on=Chance(_part(past.extended.mean), _part(past.extended.sd)),
    )


def approval(decided: Decided) -> Chance:
    """The chance that a claim is approved. Before anything is decided every chance is as likely, and the band is wide.

    >>> approval(Decided(0, 0)).mean, approval(Decided(97, 98)).mean
    (Decimal('0.5'), Decimal('0.98'))
    """
    mean = Decimal(decided.approved + 1) / (decided.all + 2)
    return Chance(mean, (mean * (1 - mean) / (decided.all + 3)).sqrt())


def _part(told: float) -> Decimal:
    return Decimal(f"{told:.6f}")


def _works(session: Session, contract: Contract, on: date) -> Iterator[Work]:
    """Work that counts by itself as long as it goes on: of who stands in the register, as ``claims.placed`` credits it."""
    if OF_REGISTER not in contract.table.blocks:
        return
    earliest = months_back(contract.starts_on, contract.table.hired_before_months)
    found = [
        one
        for one in placements_for(session, contract)
        if one.starts_on >= earliest and (one.ended_on is None or one.ended_on > on)
    ]
    tomorrow = on + timedelta(days=1)
    registered = registered_spans(session, {one.candidate_id for one in found}, tomorrow)
    claimed = claims_of_placements(session, contract)
    for one in found:
        if any(span.first <= on < span.until for span in registered.get(one.candidate_id, [])):
            work = _work(contract, one, claimed, on)
            if work.months:
                yield work


def _work(contract: Contract, placement: Placement, claimed: Mapping[int, list[Claim]], on: date) -> Work:
    """What each month from this one on is worth, for what is not claimed yet, at the hours that hold now."""
    claims = claimed.get(placement.id, [])
    begins = month_of(on)
    first = max([begins, contract.starts_on, placement.starts_on, *(one.ends_on for one in claims)])
    until = min(contract.counts_until, placement.ended_on or contract.counts_until)
    spans = worked_spans(placement, max(until, on + timedelta(days=1)))
    hours = next((span.hours_per_week for span in spans if span.first <= on < span.until), None)
    if hours is None or first >= until:
        return Work(())
    months = months_of_work(contract.table, OF_REGISTER, hours, first, until, _counted(claims))
    waits = len(list(months_of(begins, month_of(first))))
    return Work((NOTHING,) * waits + months, _ends_in(placement.ends_on, begins))


def _counted(claims: Iterable[Claim]) -> Fraction:
    told = (
        Fraction(one.counted_months) if one.counted_months else months_between(one.starts_on, one.last_day)
        for one in claims
        if one.block == OF_REGISTER and one.value is not None
    )
    return sum(told, Fraction(0))


def _ends_in(ends_on: date | None, begins: date) -> int | None:
    """In which month, this one being the first, the last day of a contract lies; what should have ended ends this month."""
    if ends_on is None:
        return None
    last = ends_on - timedelta(days=1)
    return max(1, (last.year - begins.year) * 12 + last.month - begins.month + 1)
