"""How much of what a place asks somebody can do: one exact integer per pair, and where its points come from.

`S = sum of v[d] * min(a[d], r[d])` over the capabilities d: monotone in every level, no reward above what is asked, and
nothing about conditions in it. This is the plain reference; `kernel` gives the same integers fast.
Source: matching.md 2.4, 2.6, 2.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from matching.core.catalogue import CAPABILITIES, CAPABILITY_CODES, HIGHEST
from matching.core.language import Demand, Offer, Task

POINTS_OF_A_PLACE: Final = 600
MOST_VALUE: Final = 255
MOST_POINTS: Final = len(CAPABILITIES) * MOST_VALUE * HIGHEST
if MOST_POINTS >= 1 << 16:
    raise AssertionError("S must fit in 16 bits: see matching.md 2.4")

NEUTRAL: Final = (2,) * len(CAPABILITIES)
"""What stands for an unknown level when no region's median is given: what most jobs ask."""
SUITABLE: Final = Fraction(4, 5)
"""tau: "kan ten minste 80 % van wat dit werk vraagt"."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """A place in numbers, by position in the catalogue: asked level r, weight omega, points per level v."""

    asked: tuple[int, ...]
    omega: tuple[Fraction, ...]
    value: tuple[int, ...]
    smax: int


@dataclass(frozen=True, slots=True)
class ItemFit:
    """One capability within a task. `level` None is unknown; its points then rest on the neutral level."""

    code: str
    level: int | None
    asked: int
    points: int
    of: int

    @property
    def known_short(self) -> bool:
        """Whether this is known and below what the task asks."""
        return self.level is not None and self.level < self.asked


@dataclass(frozen=True, slots=True)
class TaskFit:
    """One task: its share of the hours and its points."""

    name: str
    share: Fraction
    points: int
    of: int
    items: tuple[ItemFit, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The outcome for one pair; `low` and `high` are the points with every unknown level at 0 and at 4."""

    points: int
    smax: int
    low: int
    high: int
    tasks: tuple[TaskFit, ...]
    unknown: tuple[str, ...]

    @property
    def score(self) -> int:
        """0 to 100 for display, cut off: 100 means everything."""
        return display(self.points, self.smax)


def display(points: int, smax: int) -> int:
    """Whole percent, cut off, so that 80 is reached exactly when the fit is at least .80.

    >>> display(799, 1000), display(0, 0)
    (79, 100)
    """
    return 100 if smax == 0 else 100 * points // smax


def suitable_points(smax: int, tau: Fraction = SUITABLE) -> int:
    """The least S that counts as suitable."""
    return -(-smax * tau.numerator // tau.denominator)


def shares(demand: Demand) -> tuple[Fraction, ...]:
    """The tasks' shares of the hours, made to add up to exactly 1."""
    exact = [Fraction(task.share) for task in demand.tasks]
    total = sum(exact, Fraction())
    return tuple(share / total for share in exact)


def _weights(demand: Demand) -> list[dict[str, Fraction]]:
    """Per task, how its share is divided over what it asks."""
    return [_weight(task, share) for task, share in zip(demand.tasks, shares(demand), strict=True)]


def _weight(task: Task, share: Fraction) -> dict[str, Fraction]:
    total = sum(ask.importance for ask in task.demands.values())
    return {code: share * ask.importance / total for code, ask in task.demands.items()}


def requirements(demand: Demand) -> Requirements:
    """`r = max level`, `omega = sum of share * importance / importances`, `v = clip(round(600 * omega / r), 1, 255)`.

    Exact fractions, a half rounds to even; no float anywhere.
    """
    asked = [0] * len(CAPABILITIES)
    omega = [Fraction()] * len(CAPABILITIES)
    for task, weights in zip(demand.tasks, _weights(demand), strict=True):
        for code, ask in task.demands.items():
            index = CAPABILITY_CODES.index(code)
            asked[index] = max(asked[index], ask.level)
            omega[index] += weights[code]
    value = tuple(_value(weight, level) for weight, level in zip(omega, asked, strict=True))
    smax = sum(v * r for v, r in zip(value, asked, strict=True))
    return Requirements(tuple(asked), tuple(omega), value, smax)


def _value(weight: Fraction, level: int) -> int:
    if level == 0:
        return 0
    return min(max(round(POINTS_OF_A_PLACE * weight / level), 1), MOST_VALUE)


def divided(whole: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """Divide whole points by weight: round down, then one more to the largest remainders, earlier first.

    >>> divided(100, (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)))
    (34, 33, 33)
    """
    total = sum(weights, Fraction())
    exact = [whole * weight / total for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in order[: whole - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def task_values(demand: Demand, required: Requirements | None = None) -> tuple[dict[str, tuple[int, ...]], ...]:
    """Per task and capability, the points of each level step up to what that task asks.

    Step l of capability d is worth v points in all; they go to the tasks that ask at least l, by their weight. So a
    person who has what a task asks has all its points, and the tasks' points always add up to exactly S.
    """
    numbers = required or requirements(demand)
    weights = _weights(demand)
    steps: list[dict[str, list[int]]] = [{code: [] for code in task.demands} for task in demand.tasks]
    for index, code in enumerate(CAPABILITY_CODES):
        for level in range(1, numbers.asked[index] + 1):
            asking = [t for t, task in enumerate(demand.tasks) if code in task.demands]
            asking = [t for t in asking if demand.tasks[t].demands[code].level >= level]
            parts = divided(numbers.value[index], [weights[t][code] for t in asking])
            for task, part in zip(asking, parts, strict=True):
                steps[task][code].append(part)
    return tuple({code: tuple(found) for code, found in task.items()} for task in steps)


def fit(demand: Demand, offer: Offer, neutral: Sequence[int] = NEUTRAL) -> Fit:
    """Compute the fit of one pair, with the points of every task and the interval over what is unknown.

    >>> from decimal import Decimal
    >>> from matching.core.language import Ask, Travel, TravelMode
    >>> hours = {"hours_min": Decimal(16), "hours_max": Decimal(24)}
    >>> work = Task("inpakken", Decimal(1), {"handen": Ask(3, 2), "lezen": Ask(2, 1)})
    >>> place = Demand(id="P-1", tasks=(work,), **hours)
    >>> person = Offer(id="K-1", levels={"handen": 4, "lezen": 1}, travel=Travel(TravelMode.BICYCLE, 30), **hours)
    >>> found = fit(place, person)
    >>> found.points, found.smax, found.score
    (499, 599, 83)
    """
    numbers = requirements(demand)
    names = zip(demand.tasks, shares(demand), task_values(demand, numbers), strict=True)
    tasks = tuple(_task_fit(task, share, values, offer, neutral) for task, share, values in names)
    used = [(i, code) for i, code in enumerate(CAPABILITY_CODES) if numbers.asked[i]]
    unknown = tuple(code for _, code in used if offer.level(code) is None)
    points, low, high = (_total(numbers, offer, filling) for filling in (neutral, [0] * 32, [HIGHEST] * 32))
    return Fit(points, numbers.smax, low, high, tasks, unknown)


def level_or(offer: Offer, index: int, filling: Sequence[int]) -> int:
    """The level at this position of the catalogue, or what stands in for it."""
    level = offer.level(CAPABILITY_CODES[index])
    return filling[index] if level is None else level


def _total(numbers: Requirements, offer: Offer, filling: Sequence[int]) -> int:
    pairs = enumerate(zip(numbers.value, numbers.asked, strict=True))
    return sum(v * min(level_or(offer, i, filling), r) for i, (v, r) in pairs if r)


def _task_fit(
    task: Task, share: Fraction, values: dict[str, tuple[int, ...]], offer: Offer, neutral: Sequence[int]
) -> TaskFit:
    items = []
    for code, ask in task.demands.items():
        has = level_or(offer, CAPABILITY_CODES.index(code), neutral)
        points = sum(values[code][:has])
        items.append(ItemFit(code, offer.level(code), ask.level, points, sum(values[code])))
    return TaskFit(task.name, share, sum(i.points for i in items), sum(i.of for i in items), tuple(items))
