"""What would make this possible: the smallest set of changes after which somebody can be put forward for a place.

Only what can move: hours, transport, working times, a condition that gets arranged, a certificate, one level on one thing, or
one task taken off the place. Somebody's own choice is never suggested to change. Every answer was applied and checked.
Source: matching.md 2.9.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.eligibility import Reason, reasons
from matching.core.fit import SUITABLE, fit, level_or, requirements, suitable_points
from matching.core.language import ConditionState, Demand, Offer, WorkTime
from matching.core.packing import quarters_asked


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `what` is uren, vervoer, werktijden, certificaat, voorwaarde, niveau or taak_eraf; `to` says to what."""

    what: str
    to: Any

    def to_dict(self) -> dict[str, Any]:
        """As it stands in a file."""
        return {"what": self.what, "to": self.to}


@dataclass(frozen=True, slots=True)
class _Pair:
    demand: Demand
    offer: Offer
    minutes: int | None

    def possible(self, neutral: Sequence[int], tau: Fraction) -> bool:
        """Whether this person can be put forward here and does enough of the work."""
        found = fit(self.demand, self.offer, neutral)
        able = not reasons(self.demand, self.offer, self.minutes, neutral)
        return able and found.points >= suitable_points(found.smax, tau)


def applied(
    demand: Demand, offer: Offer, minutes: int | None, changes: Sequence[Change]
) -> tuple[Demand, Offer, int | None]:
    """The pair as it would be after these changes."""
    pair = _Pair(demand, offer, minutes)
    for change in changes:
        pair = _APPLY[change.what](pair, change.to)
    return pair.demand, pair.offer, pair.minutes


def smallest_change(
    demand: Demand, offer: Offer, minutes: int | None, neutral: Sequence[int], tau: Fraction = SUITABLE
) -> tuple[Change, ...] | None:
    """The fewest changes that open this place to this person; None when these do not suffice.

    Each reason asks its own change, so nothing smaller exists; a level or a task comes on top only when still needed.
    """
    needed = needed_changes(demand, offer, minutes, neutral)
    if needed is None:
        return None
    after = _Pair(*applied(demand, offer, minutes, needed))
    if after.possible(neutral, tau):
        return needed
    for extra in _extras(after, neutral):
        if _Pair(*applied(after.demand, after.offer, after.minutes, [extra])).possible(neutral, tau):
            return (*needed, extra)
    return None


def needed_changes(
    demand: Demand, offer: Offer, minutes: int | None, neutral: Sequence[int]
) -> tuple[Change, ...] | None:
    """What every reason against this pair asks, in the order of `Reason`; None when the own choice is one of them."""
    bits = reasons(demand, offer, minutes, neutral)
    if Reason.OWN_CHOICE in bits:
        return None
    return tuple(
        change for reason in Reason if reason in bits for change in _FOR[reason](demand, offer, minutes, neutral)
    )


def _extras(pair: _Pair, neutral: Sequence[int]) -> Iterator[Change]:
    """One more level, the most valuable first; then one task off."""
    numbers = requirements(pair.demand)
    short = [i for i, asked in enumerate(numbers.asked) if level_or(pair.offer, i, neutral) < asked]
    for index in sorted(short, key=lambda i: (-numbers.value[i], i)):
        yield Change("niveau", {CAPABILITY_CODES[index]: level_or(pair.offer, index, neutral) + 1})
    if len(pair.demand.tasks) > 1:
        for task in pair.demand.tasks:
            if task.separable:
                yield Change("taak_eraf", task.name)


def _hours(demand: Demand, _offer: Offer, _minutes: int | None, _neutral: Sequence[int]) -> list[Change]:
    return [Change("uren", Decimal(quarters_asked(demand.hours_min)) / 4)]


def _travel(_demand: Demand, _offer: Offer, minutes: int | None, _neutral: Sequence[int]) -> list[Change]:
    return [Change("vervoer", minutes)]


def _times(demand: Demand, offer: Offer, _minutes: int | None, _neutral: Sequence[int]) -> list[Change]:
    return [Change("werktijden", sorted(demand.times - offer.times))]


def _safety(demand: Demand, offer: Offer, _minutes: int | None, neutral: Sequence[int]) -> list[Change]:
    asked = demand.hard.items()
    short = {c: least for c, least in asked if level_or(offer, CAPABILITY_CODES.index(c), neutral) < least}
    return [Change("niveau", {code: least}) for code, least in sorted(short.items())]


def _certificate(demand: Demand, offer: Offer, _minutes: int | None, _neutral: Sequence[int]) -> list[Change]:
    return [Change("certificaat", code) for code in sorted(demand.certificates - offer.certificates)]


def _condition(demand: Demand, offer: Offer, _minutes: int | None, _neutral: Sequence[int]) -> list[Change]:
    return [Change("voorwaarde", code) for code in sorted(offer.essential & demand.impossible)]


_FOR: Final[dict[Reason, Callable[[Demand, Offer, int | None, Sequence[int]], list[Change]]]] = {
    Reason.HOURS: _hours,
    Reason.TRAVEL: _travel,
    Reason.TIMES: _times,
    Reason.SAFETY: _safety,
    Reason.CERTIFICATE: _certificate,
    Reason.CONDITION: _condition,
}


def _more_hours(pair: _Pair, to: Decimal) -> _Pair:
    return replace(pair, offer=replace(pair.offer, hours_max=max(to, pair.offer.hours_max)))


def _brought(pair: _Pair, to: int | None) -> _Pair:
    """Transport is arranged: the way there is within reach, whatever its minutes are."""
    return replace(pair, minutes=min(to or 0, pair.offer.travel.max_minutes))


def _other_times(pair: _Pair, to: list[WorkTime]) -> _Pair:
    return replace(pair, offer=replace(pair.offer, times=pair.offer.times | frozenset(to)))


def _qualified(pair: _Pair, to: str) -> _Pair:
    return replace(pair, offer=replace(pair.offer, certificates=pair.offer.certificates | {to}))


def _arranged(pair: _Pair, to: str) -> _Pair:
    conditions = {**pair.demand.conditions, to: ConditionState.TO_ARRANGE}
    return replace(pair, demand=replace(pair.demand, conditions=conditions))


def _trained(pair: _Pair, to: dict[str, int]) -> _Pair:
    return replace(pair, offer=replace(pair.offer, levels={**pair.offer.levels, **to}))


def _carved(pair: _Pair, to: str) -> _Pair:
    """The place without this task, the rest made whole again."""
    rest = [task for task in pair.demand.tasks if task.name != to]
    total = sum((task.share for task in rest), Decimal())
    tasks = tuple(replace(task, share=min(task.share / total, Decimal(1))) for task in rest)
    return replace(pair, demand=replace(pair.demand, tasks=tasks or pair.demand.tasks))


_APPLY: Final[dict[str, Callable[[_Pair, Any], _Pair]]] = {
    "uren": _more_hours,
    "vervoer": _brought,
    "werktijden": _other_times,
    "certificaat": _qualified,
    "voorwaarde": _arranged,
    "niveau": _trained,
    "taak_eraf": _carved,
}
