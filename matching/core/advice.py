"""Where to recruit next: which work, at which postcode, would open something for people who have nothing now.

Everything is counted, nothing estimated: a kind of work is asked of every waiting person as if it were a place. The short
list is by maximum coverage: each next one is chosen for the people the former did not reach, never ten times the same
people. What a sector lacks is counted in people who miss exactly one thing. No person is ranked here and no group occurs.
Source: matching.md 2.5, 2.6, 2.9.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES, CERTIFICATE_CODES, CONDITION_CODES, TIME_CODES
from matching.core.eligibility import Reason, minutes_of, reasons_of
from matching.core.kernel import Engine, compiled_comparison, engine_now
from matching.core.packing import CERTIFICATE_MASK, CERTIFICATE_SHIFT, LEVEL_MASK, TIME_MASK
from matching.core.question import Question
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of

Longs = NDArray[np.int64]
Rows = NDArray[np.intp]
Lack = tuple[str, str]
"""What is one step away, in the words of `changes`, and its code: ("certificaat", "vca"), ("uren", "")."""


@dataclass(frozen=True, eq=False)
class Reach:
    """Which waiting people each kind of work would be suitable for: one line per question, one column per person."""

    able: NDArray[np.bool_]

    @property
    def counts(self) -> Longs:
        """People per question."""
        found: Longs = self.able.sum(axis=1, dtype=np.int64)
        return found


@dataclass(frozen=True, slots=True)
class Pick:
    """One line of the advice: which question, how many it reaches, and how many of those none before it reached."""

    question: int
    people: int
    fresh: int


def only(people: People, rows: Rows) -> People:
    """These people alone, with the neutral levels of everybody. `rows` in rising order."""
    names = [f.name for f in fields(people) if f.name not in {"points", "neutral"}]
    some: dict[str, Any] = {name: np.ascontiguousarray(getattr(people, name)[..., rows]) for name in names}
    return replace(people, **some)


def reach(
    waiting: People, questions: Sequence[Question], *, travel: TravelTimes, tau: Fraction, engine: Engine | None = None
) -> Reach:
    """Ask every question of everybody who waits; both engines give the same answer."""
    able = np.zeros((len(questions), len(waiting)), np.bool_)
    compare = compiled_comparison() if engine_now(engine) == "compiled" else None
    for number, question in enumerate(questions):
        row, needed = travel.row(question.pc4), question.suitable_from(tau)
        if compare is not None:
            _, rows, points, _ = compare(waiting.to_compare, waiting.runs.packed, row, question.to_compare, needed)
            able[number, rows[points >= needed]] = True
        else:
            fine = reasons_of(waiting, question, minutes_of(waiting, row)) == 0
            able[number] = fine & (points_of(waiting.levels, question) >= needed)
    return Reach(able)


def most_coverage(found: Reach, most: int, *, least: int = 1, groups: Sequence[int] | None = None) -> list[Pick]:
    """The short list: each next question reaches the most people that none before it reached, at least `least` of them.

    Equal ones go by all they reach, then by their order. With `groups` no two of one group are chosen: the same work in
    two places next to each other is one idea. This is the greedy cover; it reaches at least 63 % of the best there is.
    """
    left, all_ = found.able.copy(), found.counts
    open_ = np.ones(len(all_), np.bool_)
    chosen: list[Pick] = []
    while len(chosen) < most:
        fresh = np.where(open_, left.sum(axis=1, dtype=np.int64), -1)
        if not len(fresh) or fresh.max() < max(least, 1):
            break
        best = int(np.lexsort((np.arange(len(fresh)), -all_, -fresh))[0])
        chosen.append(Pick(best, int(all_[best]), int(fresh[best])))
        left &= ~left[best]
        open_[best] = False
        if groups is not None:
            open_ &= np.array(groups) != groups[best]
    return chosen


def one_step_away(
    waiting: People, questions: Iterable[Question], *, travel: TravelTimes, tau: Fraction
) -> Mapping[Lack, frozenset[int]]:
    """By what is lacking, the rows of who would be suitable for one of these places if that one thing were different.

    Who is suitable for one of them already does not lack anything here. Somebody's own choice is never counted.
    """
    found: dict[Lack, set[int]] = defaultdict(set)
    suitable: set[int] = set()
    for question in questions:
        bits = reasons_of(waiting, question, minutes_of(waiting, travel.row(question.pc4)))
        points = points_of(waiting.levels, question)
        enough = points >= question.suitable_from(tau)
        suitable.update(np.flatnonzero((bits == 0) & enough).tolist())
        for lack, rows in _lacks(waiting, question, bits, points, tau):
            found[lack].update(rows.tolist())
    kept = {lack: frozenset(rows - suitable) for lack, rows in found.items()}
    return {lack: rows for lack, rows in kept.items() if rows}


def _lacks(
    people: People, question: Question, bits: NDArray[np.uint8], points: Longs, tau: Fraction
) -> Iterator[tuple[Lack, Rows]]:
    """Per single thing, the rows that would be suitable for this one place with it."""
    needed = question.suitable_from(tau)
    fits = points >= needed
    yield ("uren", ""), np.flatnonzero((bits == Reason.HOURS) & fits)
    yield ("vervoer", ""), np.flatnonzero((bits == Reason.TRAVEL) & fits)
    blocking = people.obstacles & np.uint32(question.word)
    times = blocking & np.uint32(TIME_MASK)
    yield from _single("werktijden", TIME_CODES, times, (bits == Reason.TIMES) & fits)
    certificates = (blocking & np.uint32(CERTIFICATE_MASK)) >> np.uint32(CERTIFICATE_SHIFT)
    yield from _single("certificaat", CERTIFICATE_CODES, certificates, (bits == Reason.CERTIFICATE) & fits)
    conditions = people.essential & np.uint32(question.impossible)
    yield from _single("voorwaarde", CONDITION_CODES, conditions, (bits == Reason.CONDITION) & fits)
    yield from _unsafe(people, question, bits, needed)
    yield from _level(people, question, (bits == 0) & ~fits, points, needed)


def _single(
    what: str, codes: Sequence[str], lacking: NDArray[np.uint32], among: NDArray[np.bool_]
) -> Iterator[tuple[Lack, Rows]]:
    """Who lacks exactly one of these, by which."""
    for place, code in enumerate(codes):
        rows = np.flatnonzero(among & (lacking == np.uint32(1 << place)))
        if len(rows):
            yield (what, code), rows


def _unsafe(people: People, question: Question, bits: NDArray[np.uint8], needed: int) -> Iterator[tuple[Lack, Rows]]:
    """Who is below exactly one least level for safety, and is suitable once on it."""
    own = people.levels[question.hard_items] & LEVEL_MASK
    short = own < question.hard_levels[:, np.newaxis]
    alone = (bits == Reason.SAFETY) & (short.sum(axis=0) == 1)
    for number, item in enumerate(question.hard_items.tolist()):
        rows = np.flatnonzero(alone & short[number])
        levels = people.levels[:, rows].copy()
        levels[item] = question.hard_levels[number]
        yield ("niveau", CAPABILITY_CODES[item]), rows[points_of(levels, question) >= needed]


def _level(
    people: People, question: Question, among: NDArray[np.bool_], points: Longs, needed: int
) -> Iterator[tuple[Lack, Rows]]:
    """Who is suitable with one level more of one capability."""
    for item, asked, value in zip(question.items.tolist(), question.asked, question.value.tolist(), strict=True):
        below = (people.levels[item] & LEVEL_MASK) < asked
        rows = np.flatnonzero(among & below & (points + value >= needed))
        if len(rows):
            yield ("niveau", CAPABILITY_CODES[item]), rows
