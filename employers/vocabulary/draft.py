"""An occupation of the vocabulary as a place that does not exist yet: to count who could do such work, never a norm."""

from decimal import Decimal

from employers.vocabulary.catalogue import Occupation
from matching.core.language import Ask, ConditionState, Demand, Task

EXTRA_HOURS = Decimal(8)
"""A draft place goes up to so many hours per week above its least."""


def draft_demand(occupation: Occupation, *, hours: Decimal, seats: int = 1, pc4: str | None = None) -> Demand:
    """What such a place usually asks, from ``hours`` per week on. The id is the occupation's code."""
    return Demand(
        id=occupation.code,
        hours_min=hours,
        hours_max=hours + EXTRA_HOURS,
        tasks=tuple(
            Task(
                name=task.title,
                share=Decimal(task.share) / 100,
                demands={code: Ask(level, importance) for code, (level, importance) in task.asks.items()},
                separable=task.separable,
            )
            for task in occupation.tasks
        ),
        positions=seats,
        pc4=pc4,
        family=occupation.family,
        certificates=frozenset(occupation.certificates),
        conditions=dict.fromkeys(occupation.conditions_often_present, ConditionState.PRESENT),
    )
