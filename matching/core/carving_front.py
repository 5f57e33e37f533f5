"""Which functions would let people start: exact counts, a small front to choose from, and several functions together.

Waiting people stand beside the tasks of one employer with a yes or no per task: can be put forward for that work at that
place, and can do enough of that task alone. A function counts who can do all of its tasks and works long enough.
Nothing here knows a name or a regeling, and nobody is ordered: only numbers of people come out. Source: matching.md 5.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from matching.core.carving import (
    LEAST_HOURS,
    MOST_HOURS,
    MOST_SOURCES,
    MOST_TASKS,
    PER_HOUR,
    Piece,
    Source,
    allowance,
    alone,
    pieces_of,
    quarters_of,
)
from matching.core.carving_kernel import MOST_EXACT, supports
from matching.core.eligibility import minutes_of, reasons_of
from matching.core.fit import SUITABLE
from matching.core.kernel import Engine, compiled_comparison, engine_now
from matching.core.question import Question, prepare
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of

Longs = NDArray[np.int64]
Words = NDArray[np.uint32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Workbench:
    """The tasks of one employer and who can do each: `can` is tasks x people, `quarters` the most each person works.

    Only tasks that can be taken are asked; the others stand as "nobody".
    """

    pieces: tuple[Piece, ...]
    can: Flags
    quarters: NDArray[np.uint8]

    def people_for(self, chosen: Sequence[int]) -> int:
        """How many people can do all of these tasks and work that many hours; nobody for no tasks."""
        if not chosen:
            return 0
        asked = quarters_of(sum(self.pieces[index].effort for index in chosen))
        return int(np.count_nonzero(self.can[list(chosen)].all(axis=0) & (self.quarters >= asked)))


@dataclass(frozen=True, slots=True)
class Function:
    """A possible function: its tasks (positions on the workbench), who could do it, weekly units and source places."""

    tasks: tuple[int, ...]
    people: int
    effort: int
    sources: int


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that are looked at together: one establishment, or a part of it where there are too many tasks."""

    tasks: tuple[int, ...]
    split: bool
    """Whether the establishment had to be split: combinations across its groups are then not looked for."""


def workbench(
    people: People,
    sources: Sequence[Source],
    *,
    travel: TravelTimes,
    tau: Fraction = SUITABLE,
    engine: Engine | None = None,
) -> Workbench:
    """Ask every task that can be taken of everybody, with the eligibility and the fit of every other list."""
    pieces = pieces_of(sources)
    own = {source.demand.id: source for source in sources}
    can = np.zeros((len(pieces), len(people)), np.bool_)
    for index, piece in enumerate(pieces):
        if not piece.stuck:
            question = prepare(alone(own[piece.source], piece.number))
            can[index, able_rows(people, question, travel, tau, engine)] = True
    return Workbench(pieces, can, people.hours_max)


def able_rows(
    people: People, question: Question, travel: TravelTimes, tau: Fraction, engine: Engine | None = None
) -> NDArray[np.intp]:
    """The rows of who can be put forward for this work and can do enough of it."""
    row, needed = travel.row(question.pc4), question.suitable_from(tau)
    compare = compiled_comparison() if engine_now(engine) == "compiled" else None
    if compare is not None:
        _, rows, points, _ = compare(people.to_compare, people.runs.packed, row, question.to_compare, needed)
    else:
        rows = np.flatnonzero(reasons_of(people, question, minutes_of(people, row)) == 0)
        points = points_of(people.levels[:, rows], question)
    found: NDArray[np.intp] = rows[points >= needed]
    return found


def groups_of(pieces: Sequence[Piece], most: int = MOST_EXACT) -> tuple[Group, ...]:
    """The tasks that can be taken, per establishment; more than `most` are split by kind of work, then place by place."""
    found: list[Group] = []
    for site in dict.fromkeys(piece.site for piece in pieces):
        own = [index for index, piece in enumerate(pieces) if piece.site == site and not piece.stuck]
        parts = [own] if len(own) <= most else list(_split(pieces, own, most))
        found += [Group(tuple(part), len(parts) > 1) for part in parts if part]
    return tuple(found)


def _split(pieces: Sequence[Piece], own: Sequence[int], most: int) -> Iterator[list[int]]:
    for family in dict.fromkeys(pieces[index].family for index in own):
        part: list[int] = []
        alike = [index for index in own if pieces[index].family == family]
        for source in dict.fromkeys(pieces[index].source for index in alike):
            more = [index for index in alike if pieces[index].source == source]
            if part and len(part) + len(more) > most:
                yield part
                part = []
            part += more[:most]
        yield part


def functions_of(
    bench: Workbench,
    group: Group,
    *,
    left: Flags | None = None,
    taken: Mapping[str, int] | None = None,
    engine: Engine | None = None,
) -> tuple[Words, Longs, Longs, Longs]:
    """Every allowed function of a group: its tasks as bits over the group, people, weekly units and source places.

    `left` keeps only these people; `taken` says what is gone from each place already.
    """
    pieces = [bench.pieces[index] for index in group.tasks]
    sets, effort, sources = allowed_sets(pieces, taken or {})
    masks = np.zeros(bench.can.shape[1], np.uint32)
    for bit, index in enumerate(group.tasks):
        masks |= bench.can[index].astype(np.uint32) << np.uint32(bit)
    some = (masks != 0) if left is None else (masks != 0) & left
    asked = -(-effort // (PER_HOUR // 4))
    people = supports(masks[some], bench.quarters[some], sets, asked, len(pieces), engine)
    return sets, people, effort, sources


def allowed_sets(pieces: Sequence[Piece], taken: Mapping[str, int]) -> tuple[Words, Longs, Longs]:
    """Every set of tasks within the bounds of a function, as bits, with its units and number of places.

    Whatever is allowed stays allowed with a task less, but for the least hours; so sets grow task by task.
    """
    names = list(dict.fromkeys(piece.source for piece in pieces))
    room = [allowance(next(p.whole for p in pieces if p.source == name)) - taken.get(name, 0) for name in names]
    sets, size = np.zeros(1, np.uint32), np.zeros(1, np.int64)
    used = np.zeros((1, len(names)), np.int64)
    for bit, piece in enumerate(pieces):
        at = names.index(piece.source)
        more = used.copy()
        more[:, at] += piece.effort
        fits = (
            (size < MOST_TASKS)
            & (more[:, at] <= room[at])
            & ((more > 0).sum(axis=1) <= MOST_SOURCES)
            & (more.sum(axis=1) <= MOST_HOURS * PER_HOUR)
        )
        sets = np.concatenate([sets, sets[fits] | np.uint32(1 << bit)])
        size = np.concatenate([size, size[fits] + 1])
        used = np.concatenate([used, more[fits]])
    effort = used.sum(axis=1)
    long_enough = effort >= LEAST_HOURS * PER_HOUR
    return sets[long_enough], effort[long_enough], (used[long_enough] > 0).sum(axis=1)


def front(
    bench: Workbench, groups: Sequence[Group] | None = None, engine: Engine | None = None
) -> tuple[Function, ...]:
    """The functions that no other beats: nobody has more people, more hours and no more source places at once.

    Most people first. Of functions equal in all three the one with fewest tasks stands, then the first in order.
    Functions that nobody could do are left away.
    """
    found: list[Function] = []
    for group in groups if groups is not None else groups_of(bench.pieces):
        found += _of_rows(group, functions_of(bench, group, engine=engine))
    return tuple(_undominated(found))


def _of_rows(group: Group, columns: tuple[Words, Longs, Longs, Longs]) -> list[Function]:
    sets, people, effort, sources = columns
    rows = np.flatnonzero(people > 0)
    rows = rows[_front_rows(people[rows], effort[rows], sources[rows])]
    return [_function(group, sets, people, effort, sources, row) for row in rows.tolist()]


def _function(group: Group, sets: Words, people: Longs, effort: Longs, sources: Longs, row: int) -> Function:
    tasks = tuple(index for bit, index in enumerate(group.tasks) if int(sets[row]) >> bit & 1)
    return Function(tasks, int(people[row]), int(effort[row]), int(sources[row]))


def _front_rows(people: Longs, effort: Longs, sources: Longs) -> NDArray[np.intp]:
    """Rows that may be on the front: per number of places, those with more hours than everybody with more people."""
    kept: list[NDArray[np.intp]] = []
    for many in range(1, MOST_SOURCES + 1):
        own = np.flatnonzero(sources == many)
        own = own[np.lexsort((-effort[own], -people[own]))]
        before = np.maximum.accumulate(np.concatenate([[-1], effort[own]]))[:-1] if len(own) else effort[own]
        best = effort[own] > before
        level = np.isin(people[own] * (1 << 32) + effort[own], people[own][best] * (1 << 32) + effort[own][best])
        kept.append(own[level])
    return np.concatenate(kept)


def _undominated(functions: Iterable[Function]) -> list[Function]:
    ordered = sorted(functions, key=lambda f: (-f.people, -f.effort, f.sources, len(f.tasks), f.tasks))
    found: list[Function] = []
    for one in ordered:
        if not any(other.effort >= one.effort and other.sources <= one.sources for other in found):
            found.append(one)
    return found


def most_people(functions: Sequence[Function]) -> Function:
    """Of a front, the function for most people; then most hours, fewest places."""
    return max(functions, key=lambda f: (f.people, f.effort, -f.sources))


def most_hours(functions: Sequence[Function]) -> Function:
    """Of a front, the function with most hours; then most people, fewest places."""
    return max(functions, key=lambda f: (f.effort, f.people, -f.sources))


def fewest_sources(functions: Sequence[Function]) -> Function:
    """Of a front, the function that touches fewest places; then most people, most hours."""
    return max(functions, key=lambda f: (-f.sources, f.people, f.effort))
