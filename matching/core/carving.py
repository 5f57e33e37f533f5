"""Jobcarving: tasks of several places of one employer, put together as a new function. What may be taken, and what stays.

A function has 8 to 36 hours a week, at most five tasks, from at most three places of one establishment. Of every place it
takes from at least 60 % of the hours stays, with its key task, and tasks that belong together are not pulled apart.
Hours are whole units of 1/100,000 hour, so that sums are exact. Source: matching.md 5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from matching.core.fit import shares
from matching.core.language import Demand
from matching.core.words import in_hours, listed

PER_HOUR: Final = 100_000
PER_QUARTER: Final = PER_HOUR // 4
LEAST_HOURS: Final = 8
MOST_HOURS: Final = 36
MOST_TASKS: Final = 5
MOST_SOURCES: Final = 3
STAYS: Final = Fraction(3, 5)
"""The part of the hours of a place that has to stay for it to be workable."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place that tasks can be taken from: what it asks, what it is called on a page, and where the work is."""

    demand: Demand
    title: str
    site: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One task of a place. `effort` and `whole` (of the place) are weekly hours in units of 1/100,000 hour."""

    source: str
    title: str
    site: str
    number: int
    """From 1, in the order of the place."""
    name: str
    effort: int
    whole: int
    separable: bool
    key: bool
    """The task with most hours, the first of equals: what the place is for."""
    family: str | None = None

    @property
    def id(self) -> str:
        """How a form or an address names this task."""
        return f"{self.source}-{self.number}"

    @property
    def hours(self) -> Decimal:
        """Hours a week."""
        return hours_of(self.effort)

    @property
    def stuck(self) -> str:
        """Why this task can never be taken on its own, as a Dutch sentence; empty when it can."""
        if not self.separable:
            return f"‘{self.name}’ hoort bij de andere taken van {self.title} en kan er niet uit."
        if self.key:
            return f"‘{self.name}’ is de hoofdtaak van {self.title} en blijft daar."
        return ""


@dataclass(frozen=True, slots=True)
class Remainder:
    """What stays of a place: hours in units, of how many, and the names of the tasks."""

    source: str
    title: str
    effort: int
    whole: int
    tasks: tuple[str, ...]

    @property
    def hours(self) -> Decimal:
        """Hours a week that stay."""
        return hours_of(self.effort)

    @property
    def whole_hours(self) -> Decimal:
        """Hours a week of the whole place."""
        return hours_of(self.whole)

    @property
    def part(self) -> int:
        """Whole percent of the hours that stays, cut off."""
        return 100 * self.effort // self.whole if self.whole else 0

    @property
    def workable(self) -> bool:
        """Whether enough stays."""
        return self.effort >= STAYS * self.whole


def hours_of(effort: int) -> Decimal:
    """Units as hours, exactly.

    >>> hours_of(841_500)
    Decimal('8.415')
    """
    return Decimal(effort) / PER_HOUR


def quarters_of(effort: int) -> int:
    """Units in quarters of an hour, rounded up: what somebody must be able to work.

    >>> quarters_of(800_000), quarters_of(800_001)
    (32, 33)
    """
    return -(-effort // PER_QUARTER)


def contract_hours(effort: int) -> Decimal:
    """Hours a week of a function as they are agreed: up to the next quarter of an hour.

    >>> contract_hours(841_500)
    Decimal('8.5')
    """
    return Decimal(quarters_of(effort)) / 4


def pieces_of(sources: Iterable[Source]) -> tuple[Piece, ...]:
    """Every task of these places, place by place. Its hours are its share of the most hours of the place."""
    return tuple(piece for source in sources for piece in _of_place(source))


def _of_place(source: Source) -> list[Piece]:
    demand = source.demand
    parts = shares(demand)
    key = parts.index(max(parts))
    whole = Fraction(demand.hours_max) * PER_HOUR
    return [
        Piece(
            source=demand.id,
            title=source.title,
            site=source.site,
            number=number + 1,
            name=task.name,
            effort=int(part * whole),
            whole=int(whole),
            separable=task.separable,
            key=number == key,
            family=demand.family,
        )
        for number, (task, part) in enumerate(zip(demand.tasks, parts, strict=True))
    ]


def alone(source: Source, number: int) -> Demand:
    """The place as if it were this one task (from 1): same establishment, times, papers, safety and conditions.

    It asks no hours, for the hours are those of the whole function.
    """
    task = source.demand.tasks[number - 1]
    return replace(source.demand, hours_min=Decimal(0), positions=1, tasks=(replace(task, share=Decimal(1)),))


def allowance(whole: int) -> int:
    """How much may be taken from a place of so many units at most."""
    return int((1 - STAYS) * whole)


def remains(pieces: Sequence[Piece], chosen: Iterable[int]) -> tuple[Remainder, ...]:
    """What stays of every place that something is taken from, in the order of the places."""
    taken = set(chosen)
    touched = {pieces[index].source for index in taken}
    return tuple(
        _remainder(pieces, source, taken) for source in dict.fromkeys(p.source for p in pieces) if source in touched
    )


def _remainder(pieces: Sequence[Piece], source: str, taken: set[int]) -> Remainder:
    own = [(index, piece) for index, piece in enumerate(pieces) if piece.source == source]
    gone = sum(piece.effort for index, piece in own if index in taken)
    left = tuple(piece.name for index, piece in own if index not in taken)
    return Remainder(source, own[0][1].title, own[0][1].whole - gone, own[0][1].whole, left)


def refusal(pieces: Sequence[Piece], chosen: Sequence[int]) -> str:
    """Why these tasks cannot be a function, as one Dutch sentence; empty when they can."""
    picked = [pieces[index] for index in chosen]
    return next((words for words in (_stuck(picked), _too_many(picked), _too_little(pieces, chosen)) if words), "") or (
        _wrong_hours(sum(piece.effort for piece in picked))
    )


def _stuck(picked: Sequence[Piece]) -> str:
    if not picked:
        return "Kies ten minste één taak."
    return next((piece.stuck for piece in picked if piece.stuck), "")


def _too_many(picked: Sequence[Piece]) -> str:
    sources = {piece.source for piece in picked}
    if len(picked) > MOST_TASKS:
        return f"Een functie heeft ten hoogste {MOST_TASKS} taken; dit zijn er {len(picked)}."
    if len(sources) > MOST_SOURCES:
        return f"Een functie haalt taken van ten hoogste {MOST_SOURCES} plekken; dit zijn er {len(sources)}."
    if len({piece.site for piece in picked}) > 1:
        return "Deze taken zijn op verschillende vestigingen. Kies taken van één vestiging."
    return ""


def _too_little(pieces: Sequence[Piece], chosen: Sequence[int]) -> str:
    short = [one for one in remains(pieces, chosen) if not one.workable]
    if not short:
        return ""
    left = listed(f"{one.title} {one.part} %" for one in short)
    return f"Er blijft te weinig werk over: van {left} van de uren. Ten minste {int(STAYS * 100)} % moet blijven."


def _wrong_hours(effort: int) -> str:
    told = in_hours(hours_of(effort).quantize(Decimal("0.01"), ROUND_HALF_UP))
    if effort < LEAST_HOURS * PER_HOUR:
        return (
            f"Deze taken zijn samen {told} per week. Een functie heeft ten minste {LEAST_HOURS} uur; kies er taken bij."
        )
    if effort > MOST_HOURS * PER_HOUR:
        return f"Deze taken zijn samen {told} per week. Een functie heeft ten hoogste {MOST_HOURS} uur."
    return ""
