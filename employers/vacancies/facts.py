"""What people, files and the demo tell about a place, before it is checked and saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from employers.vacancies.models import ConditionState, VacancyKind


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task: its share of the hours in percent, and per capability code what it asks as (level 1-4, importance 1-3)."""

    title: str
    share: int
    asks: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    separable: bool = True


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """What the workplace says of one condition. Impossible needs a reason; what is not said is: te regelen."""

    code: str
    state: ConditionState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VacancyFacts:
    """A place as it was told. Hours are per week; codes are those of ``matching.core.catalogue``.

    An empty ``family`` follows from the ``occupation``, a code of the vocabulary of simple work. ``hard`` holds the
    lowest level per capability that may be asked for safety, with ``hard_reason`` of this place. ``drafted_from`` is the
    occupation of which nobody went through the draft yet.
    """

    kind: VacancyKind
    title: str
    hours_min: Decimal
    hours_max: Decimal
    tasks: tuple[TaskFacts, ...] = ()
    seats: int = 1
    occupation: str = ""
    family: str = ""
    description: str = ""
    conditions: tuple[ConditionFacts, ...] = ()
    times: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    hard: Mapping[str, int] = field(default_factory=dict)
    hard_reason: str = ""
    starts_on: date | None = None
    closes_on: date | None = None
    drafted_from: str = ""
