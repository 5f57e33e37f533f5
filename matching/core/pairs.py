"""Every qualified pair of a region: who can be put forward for which place and can do enough of the work.

What a pair is worth is one integer, `floor(10,000 * S / Smax) * 20 + hash mod 20` in units of 1/200,000 of a full fit,
with a fair keyed hash of the two stable ids. Below those units lies a finer lot of the same hash, far too small to add up
to one unit over a whole region: of all best allocations exactly one remains, whatever the order of the rows.
Source: matching.md 2.5-2.7, 3.1, 2.11 (2, 3, 11).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import blake2b
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.core.eligibility import minutes_of, reasons_of
from matching.core.fit import SUITABLE
from matching.core.kernel import Engine, engine_in_use, engine_worth
from matching.core.language import Demand
from matching.core.pairs_compiled import compiled_pairs, counted, found_pairs
from matching.core.question import Question, prepare
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Halves = NDArray[np.uint16]

FIT_UNITS: Final = 10_000
JITTER: Final = 20
"""J: the hash may never be worth as much as one unit of fit."""
LOT_BITS: Final = 22
SCALE: Final = 1 << 38
MOST_SLOTS: Final = SCALE >> LOT_BITS
"""So many lots together stay below one unit."""
MOST_WORTH: Final = 1 << 21
# So many comparisons take a tenth of a second without a compiler.
PLAIN_COMPARISONS: Final = 2_000_000
"""Of one pair with its bonus, in units: times SCALE it leaves room for the sums along a path in 63 bits."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """The qualified pairs, place by place, most valuable first.

    People and places stand in the order of their digests under the key, so the order of the input is nowhere in here.
    Place p has the entries `start[p]` up to `start[p + 1]` of `person`, `worth` (in `1/SCALE` units) and `points` (S).
    """

    people: tuple[str, ...]
    places: tuple[str, ...]
    start: Longs
    person: Ints
    worth: Longs
    points: NDArray[np.uint16]
    smax: Longs

    def __len__(self) -> int:
        return len(self.person)

    @property
    def units(self) -> Longs:
        """The worth w of each pair, the integers of the objective."""
        found: Longs = self.worth // SCALE
        return found

    @property
    def place(self) -> Ints:
        """The place of each entry."""
        return np.repeat(np.arange(len(self.places), dtype=np.int32), np.diff(self.start))


def without(pairs: Pairs, removed: Collection[tuple[str, str]]) -> Pairs:
    """The pairs less some of person and place, by id: what a coach took out, with a reason kept elsewhere."""
    people = {id_: index for index, id_ in enumerate(pairs.people)}
    places = {id_: index for index, id_ in enumerate(pairs.places)}
    size = max(len(people), 1)
    gone = [places[place] * size + people[person] for person, place in removed if person in people and place in places]
    return keeping(pairs, ~np.isin(pairs.place.astype(np.int64) * size + pairs.person, np.array(gone, np.int64)))


def keeping(pairs: Pairs, stays: NDArray[np.bool_]) -> Pairs:
    """Only the pairs that stay, one yes or no per pair; all people and places remain."""
    many = np.bincount(pairs.place[stays], minlength=len(pairs.places))
    return replace(
        pairs,
        start=np.concatenate([[0], np.cumsum(many)]).astype(np.int64),
        person=pairs.person[stays],
        worth=pairs.worth[stays],
        points=pairs.points[stays],
    )


def digests(hash_key: bytes, kind: bytes, ids: Iterable[str]) -> NDArray[np.uint64]:
    """A keyed digest of 64 bits per id; `kind` keeps people and places apart."""
    drawn = (blake2b(id_.encode(), key=hash_key[:64], digest_size=8, person=kind).digest() for id_ in ids)
    return np.frombuffer(b"".join(drawn), "<u8").astype(np.uint64)


def mixed(one: NDArray[np.uint64], other: np.uint64) -> NDArray[np.uint64]:
    """One even 64-bit hash out of two digests (the finaliser of splitmix64)."""
    with np.errstate(over="ignore"):
        found = one ^ (other * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x632BE59BD9B4E019))
        found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return found ^ (found >> np.uint64(31))


def worth_of(points: Longs, smax: int, hashed: NDArray[np.uint64]) -> Longs:
    """What pairs with one place are worth, in `1/SCALE` units. A place that asks nothing suits everybody fully."""
    return worth_in_lots(FIT_UNITS * points // smax if smax else np.full(len(points), FIT_UNITS, np.int64), hashed)


def worth_in_lots(fit_units: Longs, hashed: NDArray[np.uint64]) -> Longs:
    """Whole ten-thousandths with the fair lot of each pair below them, in `1/SCALE` units."""
    units = fit_units * JITTER + (hashed % np.uint64(JITTER)).astype(np.int64)
    found: Longs = units * SCALE + (hashed >> np.uint64(64 - LOT_BITS)).astype(np.int64)
    return found


@dataclass(frozen=True, eq=False)
class Draw:
    """The people under one key: the digest of each row, and where each row stands among the digests."""

    digest: NDArray[np.uint64]
    stand: Ints
    ids: tuple[str, ...]

    @classmethod
    def of(cls, people: People, hash_key: bytes) -> "Draw":
        """Draw once for everybody."""
        drawn = digests(hash_key, b"mens", people.ids)
        by_digest = np.argsort(drawn, kind="stable")
        stand = np.empty(len(people), np.int32)
        stand[by_digest] = np.arange(len(people), dtype=np.int32)
        return cls(drawn, stand, tuple(people.ids[by_digest].tolist()))


def all_pairs(
    people: People,
    demands: Iterable[Demand | Question],
    *,
    travel: TravelTimes,
    hash_key: bytes,
    tau: Fraction = SUITABLE,
    engine: Engine | None = None,
    draw: Draw | None = None,
    threads: int | None = None,
) -> Pairs:
    """Find every qualified pair. Only qualified pairs are kept.

    `draw` saves drawing again for the same people and key. The outcome does not depend on `threads`.
    """
    if travel.points is not people.points:
        raise ValueError("De reistijden horen bij andere postcodes dan de mensen.")
    draw = draw or Draw.of(people, hash_key)
    questions, own = _in_order(demands, hash_key)
    if questions and engine_in_use(engine) == "compiled" and compiled_pairs():
        drawn = (draw.stand, draw.digest)
        start, person, worth, points = found_pairs(people, questions, travel, tau, own, drawn, threads)
    else:
        start, person, worth, points = _plainly(people, questions, travel, tau, own, draw)
    return Pairs(
        people=draw.ids,
        places=tuple(question.id for question in questions),
        start=start,
        person=person,
        worth=worth,
        points=points,
        smax=np.array([question.smax for question in questions], np.int64),
    )


def engine_for(people: People, places: Sized) -> Engine | None:
    """The way for a caller that did not warm up and will ask once: plain for a small region (`kernel.engine_worth`)."""
    return engine_worth(len(people) * len(places), plain_until=PLAIN_COMPARISONS)


def qualified_counts(
    people: People,
    demands: Iterable[Demand | Question],
    *,
    travel: TravelTimes,
    tau: Fraction = SUITABLE,
    engine: Engine | None = None,
    threads: int | None = None,
) -> Longs:
    """How many people can be put forward and do enough, for each place in the order given."""
    questions = [demand if isinstance(demand, Question) else prepare(demand) for demand in demands]
    if questions and engine_in_use(engine) == "compiled" and compiled_pairs():
        return counted(people, questions, travel, tau, threads)
    return np.array([len(rows) for _, rows, _ in _qualified(people, questions, travel, tau)], np.int64)


def _in_order(demands: Iterable[Demand | Question], hash_key: bytes) -> tuple[list[Question], NDArray[np.uint64]]:
    questions = [demand if isinstance(demand, Question) else prepare(demand) for demand in demands]
    if len({question.id for question in questions}) != len(questions):
        raise ValueError("Elk id van een plek mag één keer voorkomen.")
    drawn = digests(hash_key, b"plek", (question.id for question in questions))
    order = np.argsort(drawn, kind="stable")
    return [questions[index] for index in order], drawn[order]


def _plainly(
    people: People,
    questions: Sequence[Question],
    travel: TravelTimes,
    tau: Fraction,
    own: NDArray[np.uint64],
    draw: Draw,
) -> tuple[Longs, Ints, Longs, Halves]:
    """The pairs with NumPy, one place at a time: where each place's start, person, worth and S."""
    found = [
        _of_place(rows, points, draw.stand, worth_of(points, question.smax, mixed(draw.digest[rows], digest)))
        for (question, rows, points), digest in zip(_qualified(people, questions, travel, tau), own, strict=True)
    ]
    return (
        np.cumsum([0, *(len(person) for person, _, _ in found)], dtype=np.int64),
        _joined([person for person, _, _ in found], np.int32),
        _joined([worth for _, worth, _ in found], np.int64),
        _joined([points for _, _, points in found], np.uint16),
    )


def _qualified(
    people: People, questions: Sequence[Question], travel: TravelTimes, tau: Fraction
) -> Iterator[tuple[Question, NDArray[np.intp], Longs]]:
    """Per place the rows and S of who can be put forward and reaches tau."""
    for question in questions:
        row, needed = travel.row(question.pc4), question.suitable_from(tau)
        rows = np.flatnonzero(reasons_of(people, question, minutes_of(people, row)) == 0)
        points = points_of(people.levels[:, rows], question)
        enough = points >= needed
        yield question, rows[enough], points[enough]


def _of_place(rows: NDArray[np.intp], points: Longs, stand: Ints, worth: Longs) -> tuple[Ints, Longs, Halves]:
    """One place's pairs, most valuable first."""
    person = stand[rows]
    order = np.lexsort((person, -worth))
    return person[order], worth[order], points[order].astype(np.uint16)


def _joined(parts: Sequence[NDArray[Any]], kind: type[Any]) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind, copy=False) if parts else np.empty(0, kind)
