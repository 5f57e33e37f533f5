"""The language in which the two sides meet: an offer (a person) and a demand (a place).

Immutable words without a screen, a table or a law in them. There is deliberately no field for a regeling, a name, a
birth date or a gender: what is not here cannot weigh in (matching.md 2.1, 2.10). Sources: matching.md 2.1, 2.3, 2.4.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from matching.core.catalogue import (
    CERTIFICATE_CODES,
    CONDITION_CODES,
    FAMILY_CODES,
    HARD_CODES,
    capability,
    check_codes,
    check_level,
)

MOST_MINUTES = 240
"""The longest travel time, one way, a person can state."""
MOST_HOURS = Decimal(60)
MOST_WISHES = 3
SHARE_TOLERANCE = Decimal("0.01")


class TravelMode(StrEnum):
    """How somebody gets to work."""

    WALK = "lopen"
    BICYCLE = "fiets"
    TRANSIT = "ov"
    CAR = "auto"


class WorkTime(StrEnum):
    """Times outside the ordinary day."""

    EVENING = "avond"
    NIGHT = "nacht"
    WEEKEND = "weekend"


class ConditionState(StrEnum):
    """What a place says about a condition; silence means `TO_ARRANGE`."""

    PRESENT = "aanwezig"
    TO_ARRANGE = "te_regelen"
    IMPOSSIBLE = "onmogelijk"


@dataclass(frozen=True, slots=True)
class Travel:
    """Means of travel and the longest time one way, in minutes."""

    mode: TravelMode
    max_minutes: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", TravelMode(self.mode))
        if not 0 <= self.max_minutes <= MOST_MINUTES:
            raise ValueError(f"Reistijd is 0 tot {MOST_MINUTES} minuten, niet {self.max_minutes}.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person can do and wants, under a pseudonymous id.

    A level holds *with the needed conditions in place*; None or absent is unknown. `essential` are the needed
    conditions without which this work is impossible. `wishes` may name kinds of work; other wishes are kept, unused.
    Hours per week; `history` counts proposals of the last six months.
    """

    id: str
    levels: Mapping[str, int | None]
    hours_min: Decimal
    hours_max: Decimal
    travel: Travel
    pc4: str | None = None
    need: frozenset[str] = frozenset()
    essential: frozenset[str] = frozenset()
    times: frozenset[WorkTime] = frozenset()
    certificates: frozenset[str] = frozenset()
    veto: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    history: int = 0

    def __post_init__(self) -> None:
        _check_id(self.id)
        for code, level in self.levels.items():
            capability(code)
            check_level(code, level)
        _set(self, "levels", MappingProxyType(dict(self.levels)))
        _set(self, "need", _codes(self.need, CONDITION_CODES, "voorwaarde"))
        _set(self, "essential", _codes(self.essential, CONDITION_CODES, "voorwaarde"))
        _set(self, "times", _times(self.times))
        _set(self, "certificates", _codes(self.certificates, CERTIFICATE_CODES, "certificaat"))
        _set(self, "veto", _codes(self.veto, FAMILY_CODES, "soort werk"))
        _check_hours(self.hours_min, self.hours_max)
        _check_pc4(self.pc4)
        self._check_choices()

    def _check_choices(self) -> None:
        if not self.essential <= self.need:
            loose = ", ".join(sorted(self.essential - self.need))
            raise ValueError(f"Onmisbaar maar niet nodig: {loose}. Zet deze voorwaarden ook bij 'nodig'.")
        if len(self.wishes) > MOST_WISHES:
            raise ValueError(f"Ten hoogste {MOST_WISHES} wensen, niet {len(self.wishes)}.")
        if self.history < 0:
            raise ValueError(f"Het aantal eerdere voordrachten is nul of meer, niet {self.history}.")

    def level(self, code: str) -> int | None:
        """The level for a capability code, None when unknown."""
        return self.levels.get(code)


@dataclass(frozen=True, slots=True)
class Ask:
    """What one task asks of one capability: level 1 to 4, importance 1 to 3."""

    level: int
    importance: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"Gevraagd niveau is 1 tot 4, niet {self.level}.")
        if not 1 <= self.importance <= 3:
            raise ValueError(f"Belang is 1 tot 3, niet {self.importance}.")


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a place: its share of the hours (0 to 1) and what it asks."""

    name: str
    share: Decimal
    demands: Mapping[str, Ask] = field(default_factory=dict)
    separable: bool = True

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("Geef elke taak een naam.")
        if not 0 < self.share <= 1:
            raise ValueError(f"Het deel van taak '{self.name}' ligt tussen 0 en 1, niet op {self.share}.")
        for code in self.demands:
            capability(code)
        _set(self, "demands", MappingProxyType(dict(self.demands)))


@dataclass(frozen=True, slots=True)
class Demand:
    """What a place asks and offers, under a stable id. Hours per week; task shares add up to 1.

    `conditions` names only what is known; the rest is to arrange. `hard` asks a least level for safety, for the
    capabilities that allow it. Without a pc4 or a family, travel and own choice simply cannot filter.
    """

    id: str
    hours_min: Decimal
    hours_max: Decimal
    tasks: tuple[Task, ...]
    positions: int = 1
    pc4: str | None = None
    family: str | None = None
    times: frozenset[WorkTime] = frozenset()
    certificates: frozenset[str] = frozenset()
    conditions: Mapping[str, ConditionState] = field(default_factory=dict)
    hard: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_id(self.id)
        _check_hours(self.hours_min, self.hours_max)
        _check_pc4(self.pc4)
        if self.positions < 1:
            raise ValueError(f"Een plek heeft ten minste 1 positie, niet {self.positions}.")
        if self.family is not None:
            check_codes([self.family], FAMILY_CODES, "soort werk")
        check_codes(self.conditions, CONDITION_CODES, "voorwaarde")
        check_codes(self.hard, HARD_CODES, "veiligheidseis")
        for code, level in self.hard.items():
            check_level(code, level, lowest=1)
        _set(self, "times", _times(self.times))
        _set(self, "certificates", _codes(self.certificates, CERTIFICATE_CODES, "certificaat"))
        _set(self, "conditions", MappingProxyType({c: ConditionState(s) for c, s in self.conditions.items()}))
        _set(self, "hard", MappingProxyType(dict(self.hard)))
        _set(self, "tasks", tuple(self.tasks))
        self._check_tasks()

    def _check_tasks(self) -> None:
        if not self.tasks:
            raise ValueError("Een plek heeft ten minste één taak.")
        total = sum((task.share for task in self.tasks), Decimal())
        if abs(total - 1) > SHARE_TOLERANCE:
            raise ValueError(f"De taken zijn samen {total * 100:.0f} % van het werk; maak er 100 % van.")

    def state(self, condition: str) -> ConditionState:
        """What this place says about a condition."""
        return self.conditions.get(condition, ConditionState.TO_ARRANGE)

    @property
    def impossible(self) -> frozenset[str]:
        """Conditions this place has declared impossible."""
        return frozenset(code for code, state in self.conditions.items() if state is ConditionState.IMPOSSIBLE)


def _set(target: object, name: str, value: object) -> None:
    """Normalise a field of a frozen dataclass while it is being made."""
    object.__setattr__(target, name, value)


def _codes(codes: Iterable[str], known: tuple[str, ...], noun: str) -> frozenset[str]:
    found = frozenset(codes)
    check_codes(sorted(found), known, noun)
    return found


def _times(times: Iterable[str]) -> frozenset[WorkTime]:
    check_codes(times := frozenset(times), tuple(WorkTime), "werktijd")
    return frozenset(WorkTime(time) for time in times)


def _check_id(given: str) -> None:
    if not given or given != given.strip():
        raise ValueError("Geef een id zonder spaties eromheen.")


def _check_hours(least: Decimal, most: Decimal) -> None:
    if not 0 <= least <= most <= MOST_HOURS:
        raise ValueError(f"Uren per week lopen van laag naar hoog tussen 0 en {MOST_HOURS}, niet {least} tot {most}.")


def _check_pc4(pc4: str | None) -> None:
    if pc4 is not None and not re.fullmatch(r"[1-9][0-9]{3}", pc4):
        raise ValueError(f"Een postcode is hier vier cijfers, zoals 7511, niet '{pc4}'.")
