"""The four facts of a match that may be learned from, of one person at one place: nothing else can be handed over.

They are the fit, the geometric mean of what is covered per task, the worst covered item, and the travel against one's own
maximum; whole ten-thousandths, so that what is learned from them makes the same lists on every machine. Conditions, hours,
certificates, organisations, instruments, missing levels, postcodes and texts have no place in these types.
Source: matching.md 4.1, 4.3.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.explanation import ExplainedItem, Explanation
from matching.core.fit import shares
from matching.core.language import Demand
from matching.core.packing import LEVEL_MASK
from matching.core.pairs import FIT_UNITS, Pairs
from matching.core.question import prepare
from matching.core.store import People
from matching.core.travel import UNKNOWN_MINUTES, TravelTimes
from matching.core.vectors import points_of

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

WHOLE: Final = FIT_UNITS
"""One, in the units of the facts."""


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """The four admissible facts of one pair, in ten-thousandths from 0 to `WHOLE`.

    `travel` is the minutes against one's own maximum: 0 next door, `WHOLE` at the maximum or unknown, as in a ranking.
    """

    fit: int
    geo: int
    worst: int
    travel: int

    def __post_init__(self) -> None:
        for name in FACTS:
            value = getattr(self, name)
            if not isinstance(value, int) or not 0 <= value <= WHOLE:
                raise ValueError(f"{name} is een geheel getal van 0 tot en met {WHOLE}, niet {value!r}.")


FACTS: Final = tuple(field.name for field in fields(MatchFacts))


@dataclass(frozen=True, eq=False)
class FactColumns:
    """The facts of many pairs, a column of whole ten-thousandths per fact."""

    fit: Longs
    geo: Longs
    worst: Longs
    travel: Longs

    def __post_init__(self) -> None:
        for name in FACTS:
            column = getattr(self, name)
            if column.shape != self.fit.shape or column.dtype.kind not in "iu":
                raise TypeError(f"{name} must be whole numbers, as many as there are pairs")
            if len(column) and not (column.min() >= 0 and column.max() <= WHOLE):
                raise ValueError(f"{name} ligt tussen 0 en {WHOLE}.")

    @classmethod
    def of(cls, facts: Iterable[MatchFacts]) -> "FactColumns":
        """From single pairs."""
        listed = list(facts)
        return cls(*(np.array([getattr(one, name) for one in listed], np.int64) for name in FACTS))

    @classmethod
    def joined(cls, parts: Iterable["FactColumns"]) -> "FactColumns":
        """One after another."""
        listed = [*parts]
        nothing = [np.empty(0, np.int64)]
        return cls(*(np.concatenate([getattr(one, name) for one in listed] or nothing) for name in FACTS))

    def __len__(self) -> int:
        return len(self.fit)

    def taken(self, rows: NDArray[Any]) -> "FactColumns":
        """Some of the pairs."""
        return FactColumns(*(getattr(self, name)[rows] for name in FACTS))

    @property
    def parts(self) -> Floats:
        """Pairs x facts, from 0 to 1."""
        return np.stack([getattr(self, name) for name in FACTS], axis=1) / WHOLE


def only_facts(facts: object) -> FactColumns:
    """The facts, or TypeError for whatever else somebody wants to learn from."""
    if type(facts) is not FactColumns:
        raise TypeError(f"only the four facts of a match may be learned from, not {type(facts).__name__}")
    return facts


def facts_of(explanation: Explanation) -> MatchFacts:
    """The facts of one pair as it was explained on the day of the voordracht.

    Where a level was unknown then, its points say what stood in for it.
    """
    tasks = [(task.percent, [_covered(item) for item in task.items]) for task in explanation.tasks]
    covered = [np.array([task], np.float64).T for _, task in tasks]
    geo, worst = _over_tasks(covered, [percent / 100 for percent, _ in tasks], 1)
    fit = WHOLE * explanation.points // explanation.smax if explanation.smax else WHOLE
    minutes = UNKNOWN_MINUTES if explanation.minutes is None else explanation.minutes
    travel = travel_parts(np.array([minutes]), np.array([explanation.max_minutes]))
    return MatchFacts(int(fit), int(geo[0]), int(worst[0]), int(travel[0]))


def _covered(item: ExplainedItem) -> float:
    if item.level is not None:
        return min(item.level, item.asked) / item.asked
    return item.points / item.of if item.of else 1.0


def facts_among(
    demand: Demand, levels: NDArray[np.uint8], minutes: NDArray[Any], most_minutes: NDArray[Any]
) -> FactColumns:
    """The facts of many people at one place; `levels` as in `store.People`, capability x people."""
    question, known = prepare(demand), levels & LEVEL_MASK
    many = levels.shape[1]
    points = points_of(levels, question)
    fit = WHOLE * points // question.smax if question.smax else np.full(many, WHOLE, np.int64)
    covered = []
    for task in demand.tasks:
        rows = [CAPABILITY_CODES.index(code) for code in task.demands]
        asked = np.array([[ask.level] for ask in task.demands.values()], np.float64).reshape(len(rows), 1)
        covered.append(np.minimum(known[rows], asked) / asked)
    geo, worst = _over_tasks(covered, [float(share) for share in shares(demand)], many)
    return FactColumns(fit, geo, worst, travel_parts(minutes, most_minutes))


def facts_of_pairs(people: People, pairs: Pairs, demands: Mapping[str, Demand], travel: TravelTimes) -> FactColumns:
    """The facts of every pair, in the order of the pairs; places by id."""
    row_of, parts = np.array([people.row(id_) for id_ in pairs.people], np.intp), []
    for at, place in enumerate(pairs.places):
        rows = row_of[pairs.person[pairs.start[at] : pairs.start[at + 1]]]
        minutes = travel.row(demands[place].pc4)[people.mode[rows], people.point[rows]]
        parts.append(facts_among(demands[place], people.levels[:, rows], minutes, people.most_minutes[rows]))
    return FactColumns.joined(parts)


def _over_tasks(covered: list[Floats], parts: list[float], many: int) -> tuple[Longs, Longs]:
    """Per person: the geometric mean within each task, weighted by hours over the tasks; and the worst covered item."""
    geo, worst = np.zeros(many), np.ones(many)
    for task, part in zip(covered, parts, strict=True):
        if len(task):
            geo += part * np.prod(task, axis=0) ** (1 / len(task))
            worst = np.minimum(worst, task.min(axis=0))
        else:
            geo += part
    geo /= sum(parts)
    return _units(geo), _units(worst)


def _units(part: Floats) -> Longs:
    return np.rint(np.clip(part, 0, 1) * WHOLE).astype(np.int64)


def travel_parts(minutes: NDArray[Any], most: NDArray[Any]) -> Longs:
    """Minutes against one's own maximum, in ten-thousandths; unknown counts as the maximum, as it does in a ranking.

    >>> travel_parts(np.array([10, 45, 255, 0]), np.array([40, 45, 45, 0])).tolist()
    [2500, 10000, 10000, 0]
    """
    way, limit = minutes.astype(np.int64), most.astype(np.int64)
    found = np.minimum(WHOLE * way // np.maximum(limit, 1), WHOLE)
    return np.where(way == UNKNOWN_MINUTES, WHOLE, found)
