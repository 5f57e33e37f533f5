"""Fields that hold a small table: what a task asks, what the workplace offers, what safety demands.

Each reads and writes plain names (``tasks-0-asks-lopen``), so that pages work without scripts and keep what was typed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value

from employers.vacancies.models import ConditionState
from matching.core.catalogue import CAPABILITIES, CONDITIONS, GROUPS, HARD_CODES, Capability, Condition, capability

UNIMPORTANT, IMPORTANT, VITAL = 1, 2, 3
# The anchors of matching.md 2.2 in a few words, short enough to stand beside the dots.
LEVEL_WORDS = {
    0: "niet nodig",
    1: "met iemand erbij",
    2: "in bekend werk",
    3: "ook bij drukte",
    4: "sterk punt",
}
IMPORTANCE_WORDS = {UNIMPORTANT: "minder belangrijk", IMPORTANT: "belangrijk", VITAL: "heel belangrijk"}
WRONG_CHOICE = "Kies uit de lijst."


class TableField(Field):
    """A field with a value per code; what does not stand in the lists becomes an error, never a crash."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the stored values, or what was typed when a form was sent."""
        self.process_errors: list[str] = []
        self.errors: Any = ()
        given = self.default if data is unset_value else data
        self.data = dict(given or {})
        if formdata is not None:
            try:
                self.data = self._read(formdata)
            except ValueError as wrong:
                self.process_errors.append(str(wrong))

    def _read(self, formdata: Any) -> dict[str, Any]:
        raise NotImplementedError


class AsksField(TableField):
    """What a task asks: ``{capability: (level 1-4, importance 1-3)}``."""

    def _read(self, formdata: Any) -> dict[str, tuple[int, int]]:
        read = {}
        for item in CAPABILITIES:
            level = _choice(formdata.get(f"{self.name}-{item.code}"), LEVEL_WORDS, 0)
            importance = _choice(formdata.get(f"{self.name}-{item.code}-belang"), IMPORTANCE_WORDS, IMPORTANT)
            if level:
                read[item.code] = (level, importance)
        return read

    def chosen(self) -> list[Capability]:
        """The capabilities this task asks, in the order of the catalogue."""
        return [capability(code) for code in sorted(self.data, key=lambda code: capability(code).index)]

    def others(self) -> Mapping[str, list[Capability]]:
        """The capabilities this task does not ask, per group title."""
        free = [item for item in CAPABILITIES if item.code not in self.data]
        return {title: [item for item in free if item.group == group] for group, title in GROUPS.items()}


class ConditionsField(TableField):
    """What the workplace says of each condition: ``{code: (state, reason)}``; te regelen is not kept."""

    def _read(self, formdata: Any) -> dict[str, tuple[ConditionState, str]]:
        read = {}
        for item in CONDITIONS:
            typed = formdata.get(f"{self.name}-{item.code}") or ConditionState.TO_ARRANGE.value
            if typed not in set(ConditionState):
                raise ValueError(WRONG_CHOICE)
            reason = (formdata.get(f"{self.name}-{item.code}-waarom") or "").strip()
            state = ConditionState(typed)
            if state is not ConditionState.TO_ARRANGE or reason:
                read[item.code] = (state, reason)
        return read

    def rows(self) -> list[tuple[Condition, ConditionState, str]]:
        """Every condition with what was said of it; what was said stands first."""
        said = [(item, *self.data.get(item.code, (ConditionState.TO_ARRANGE, ""))) for item in CONDITIONS]
        return sorted(said, key=lambda row: row[1] is ConditionState.TO_ARRANGE)

    def number_of(self, state: str) -> int:
        """How many conditions have this state."""
        return sum(1 for said, _ in self.data.values() if said == state)


class SafetyField(TableField):
    """The lowest level that safety demands: ``{capability: level 1-4}``, only for the few that may be hard."""

    def _read(self, formdata: Any) -> dict[str, int]:
        levels = {code: _choice(formdata.get(f"{self.name}-{code}"), LEVEL_WORDS, 0) for code in HARD_CODES}
        return {code: level for code, level in levels.items() if level}

    def rows(self) -> list[tuple[Capability, int]]:
        """Every capability that may be demanded, with its level or 0."""
        return [(capability(code), self.data.get(code, 0)) for code in HARD_CODES]


def asks_values(name: str, asks: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """The asks of a task as a browser would send them."""
    for code, (level, importance) in asks.items():
        yield f"{name}-{code}", str(level)
        yield f"{name}-{code}-belang", str(importance)


def _choice(typed: str | None, allowed: Mapping[int, str], default: int) -> int:
    if not typed:
        return default
    if not (typed.isascii() and typed.isdigit() and len(typed) == 1 and int(typed) in allowed):
        raise ValueError(WRONG_CHOICE)
    return int(typed)
