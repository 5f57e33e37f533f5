"""From what the region knows today to where a contract will end, for one reader."""

from collections.abc import Iterable, Mapping, Sequence
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
from werkbedrijf.sroi.claims.queries import Waiting, placements_of, registered_spans, worked_spans
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.standing import progress_of
from werkbedrijf.sroi.forecast.queries import Decided, claims_of_placements, decided_claims, waiting_amounts
from werkbedrijf.sroi.forecast.reckoning import Ahead, Chance, Chances, Work, ahead, months_of_work
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
    """The outlook of a contract for this reader, month by month; None when nothing counts any more."""
    return outlooks_of(session, actor, [contract], on, by_month=True).get(contract.id)


def outlooks_of(
    session: Session, actor: Actor, contracts: Iterable[Contract], on: date, *, by_month: bool = False
) -> Mapping[int, Outlook]:
    """The outlook of each contract on which something still counts, in a fixed number of questions.

    A contractor reads no amount of an own worker that waits for a decision, so in its outlook that is left out whole: a line
    that held it would be that amount, less what else is on the page. Without ``by_month`` a line is its two ends.
    """
    running = [one for one in contracts if one.counts_until > on]
    ids = [one.id for one in running]
    if not running:
        return {}
    progress = {one.contract.id: one for one in progress_of(session, actor, running, on)}
    decided = decided_claims(session)
    chances = _chances(session, decided, on)
    works, waiting = _works(session, running, on), waiting_amounts(session, actor, ids)
    fewest = whole_number_on(session, Parameter.SROI_FEWEST_DECISIONS, on)
    found = {}
    for one in running:
        days = [on, *(until - timedelta(days=1) for _, until in months_of(month_of(on), one.counts_until))]
        at = range(len(days)) if by_month else (0, len(days) - 1)
        mine, claims, stands = works.get(one.id, []), waiting.get(one.id, []), progress[one.id]
        found[one.id] = Outlook(
            contract=one,
            standing=stands.standing,
            line=tuple((days[month], ahead(stands.standing.done, claims, mine, chances, month)) for month in at),
            waits=stands.waits,
            working=len(mine),
            chances=chances,
            decided=decided,
            fewest=fewest,
        )
    return found


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


def _works(session: Session, contracts: Sequence[Contract], on: date) -> Mapping[int, list[Work]]:
    """Work that counts by itself as long as it goes on: of who stands in the register, as ``claims.placed`` credits it."""
    crediting = [one for one in contracts if OF_REGISTER in one.table.blocks]
    placements = placements_of(session, crediting)
    people = {placement.candidate_id for placed in placements.values() for placement in placed}
    registered = registered_spans(session, people, on + timedelta(days=1))
    claimed = claims_of_placements(session, [one.id for one in crediting])
    found: dict[int, list[Work]] = {}
    for one in crediting:
        earliest = months_back(one.starts_on, one.table.hired_before_months)
        for placement in placements[one.id]:
            works_on = placement.starts_on >= earliest and (placement.ended_on is None or placement.ended_on > on)
            spans = registered.get(placement.candidate_id, []) if works_on else []
            if any(span.first <= on < span.until for span in spans):
                work = _work(one, placement, claimed.get((one.id, placement.id), []), on)
                found.setdefault(one.id, []).extend([work] if work.months else [])
    return found


def _work(contract: Contract, placement: Placement, claims: Sequence[Claim], on: date) -> Work:
    """What each month from this one on is worth, for what is not claimed yet, at the hours that hold now."""
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
