"""Why this person and this place: the facts behind a proposal, stored with it and told in three texts (`wording`).

Points of all tasks add up to S. Nothing in here says who somebody is; the person's levels are for the coach.
Source: matching.md 2.8.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from matching.core.catalogue import CAPABILITY_CODES, CONDITIONS, capability
from matching.core.fit import NEUTRAL, SUITABLE, Fit, TaskFit, display, fit, level_or, requirements
from matching.core.language import Demand, Offer
from matching.core.words import inside, listed


class Grade(StrEnum):
    """How far somebody is with one task."""

    CAN = "kan"
    MOSTLY = "kan_grotendeels"
    GROWS = "groeit"
    ASK = "vragen"


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """One thing a task asks: the person's level (None = not known yet), the asked level, points and most points."""

    code: str
    level: int | None
    asked: int
    points: int
    of: int


@dataclass(frozen=True, slots=True)
class ExplainedTask:
    """One task: part of the work in whole percents, points and most points."""

    name: str
    percent: int
    points: int
    of: int
    grade: Grade
    items: tuple[ExplainedItem, ...]

    @property
    def short(self) -> tuple[ExplainedItem, ...]:
        """What is known and below what is asked."""
        return tuple(item for item in self.items if item.level is not None and item.level < item.asked)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One needed condition at this place: `state` is aanwezig, te_regelen or onmogelijk."""

    code: str
    name: str
    state: str
    by: str
    instrument: str
    lead_time: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The one level up that adds most: the fit would become `score`."""

    code: str
    to_level: int
    points: int
    score: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything there is to say about one pair. `minutes` one way, None when unknown; `max_minutes` is one's own."""

    person: str
    place: str
    points: int
    smax: int
    low: int
    high: int
    can_percent: int
    """The part of the work, in whole percents of the hours, in tasks somebody can do now."""
    tasks: tuple[ExplainedTask, ...]
    arrangements: tuple[Arrangement, ...]
    ask: tuple[str, ...]
    minutes: int | None
    max_minutes: int
    best_step: Step | None

    @property
    def score(self) -> int:
        """0 to 100, for this pair only."""
        return display(self.points, self.smax)

    def of_grade(self, *grades: Grade) -> tuple[ExplainedTask, ...]:
        """The tasks with one of these grades."""
        return tuple(task for task in self.tasks if task.grade in grades)

    @property
    def fits(self) -> tuple[str, ...]:
        """What somebody can do now, in words: task and part of the work."""
        return tuple(
            f"{inside(task.name)} ({task.percent} % van het werk)" for task in self.of_grade(Grade.CAN, Grade.MOSTLY)
        )

    @property
    def grows(self) -> tuple[str, ...]:
        """What is missing, in words: task and what it is about; no levels."""
        return tuple(f"{inside(task.name)}: {_names(task.short)}" for task in self.tasks if task.short)

    @property
    def arrange(self) -> tuple[str, ...]:
        """What is still to arrange, in words: what, who, with which instrument, how long."""
        open_ones = (a for a in self.arrangements if a.state == "te_regelen")
        return tuple(f"{a.name} ({a.by}, {a.instrument}, {a.lead_time})" for a in open_ones)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for storing as JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round; `from_dict(e.to_dict()) == e`, also after JSON."""
        return cls(**{**stored, **_parts(stored)})


def _parts(stored: Mapping[str, Any]) -> dict[str, Any]:
    tasks = tuple(
        ExplainedTask(
            **{**task, "grade": Grade(task["grade"]), "items": tuple(ExplainedItem(**item) for item in task["items"])}
        )
        for task in stored["tasks"]
    )
    return {
        "tasks": tasks,
        "arrangements": tuple(Arrangement(**arrangement) for arrangement in stored["arrangements"]),
        "ask": tuple(stored["ask"]),
        "best_step": Step(**stored["best_step"]) if stored["best_step"] else None,
    }


def _names(items: Sequence[ExplainedItem]) -> str:
    return listed(capability(item.code).name for item in items)


def explain(
    demand: Demand,
    offer: Offer,
    *,
    minutes: int | None,
    neutral: Sequence[int] = NEUTRAL,
    tau: Fraction = SUITABLE,
) -> Explanation:
    """Explain one pair. `neutral` are the region's levels for what is unknown (`People.neutral`)."""
    found = fit(demand, offer, neutral)
    tasks = tuple(_task(task, tau) for task in found.tasks)
    can = sum((t.share for t, told in zip(found.tasks, tasks, strict=True) if told.grade is Grade.CAN), Fraction())
    return Explanation(
        person=offer.id,
        place=demand.id,
        points=found.points,
        smax=found.smax,
        low=found.low,
        high=found.high,
        can_percent=round(100 * can),
        tasks=tasks,
        arrangements=_arrangements(demand, offer),
        ask=found.unknown,
        minutes=minutes,
        max_minutes=offer.travel.max_minutes,
        best_step=_best_step(demand, offer, found, neutral),
    )


def _task(task: TaskFit, tau: Fraction) -> ExplainedTask:
    items = tuple(ExplainedItem(i.code, i.level, i.asked, i.points, i.of) for i in task.items)
    return ExplainedTask(task.name, round(100 * task.share), task.points, task.of, _grade(task, tau), items)


def _grade(task: TaskFit, tau: Fraction) -> Grade:
    if any(item.known_short for item in task.items):
        return Grade.MOSTLY if task.points >= tau * task.of else Grade.GROWS
    return Grade.ASK if any(item.level is None for item in task.items) else Grade.CAN


def _arrangements(demand: Demand, offer: Offer) -> tuple[Arrangement, ...]:
    return tuple(
        Arrangement(
            c.code, c.name, demand.state(c.code).value, c.by, c.instrument, c.lead_time, c.code in offer.essential
        )
        for c in CONDITIONS
        if c.code in offer.need
    )


def _best_step(demand: Demand, offer: Offer, found: Fit, neutral: Sequence[int]) -> Step | None:
    """Of all known levels below what is asked, the one whose next step is worth most; the first of equals."""
    numbers = requirements(demand)
    steps = [
        (numbers.value[index], index)
        for index, code in enumerate(CAPABILITY_CODES)
        if offer.level(code) is not None and level_or(offer, index, neutral) < numbers.asked[index]
    ]
    if not steps:
        return None
    value, index = max(steps, key=lambda step: (step[0], -step[1]))
    score = display(found.points + value, found.smax)
    return Step(CAPABILITY_CODES[index], level_or(offer, index, neutral) + 1, value, score)
