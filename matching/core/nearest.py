"""For everybody without a proposal: the place that is nearest, counted in changes. Source: matching.md 2.9."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from matching.core.eligibility import Reason, minutes_of, reasons_of
from matching.core.order import FRACTION_SCALE
from matching.core.packing import LEVEL_MASK
from matching.core.pairs import digests, mixed
from matching.core.question import Question
from matching.core.store import People
from matching.core.travel import TravelTimes
from matching.core.vectors import points_of

Longs = NDArray[np.int64]

FAR = 100
"""Own choice: never the nearest while there is another place."""
TRAINING = 10
"""More than one level short."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest place of somebody, and every reason that stands between."""

    place: str
    reasons: Reason


def nearest_places(
    people: People,
    questions: Iterable[Question],
    *,
    rows: NDArray[np.intp],
    travel: TravelTimes,
    tau: Fraction,
    hash_key: bytes,
) -> Mapping[str, Nearest]:
    """By id, for these rows: the place asking the fewest changes; equal ones by fit, then by lot."""
    some = _only(people, rows)
    drawn = digests(hash_key, b"mens", some.ids)
    order = np.full((3, len(rows)), -1, np.int64)
    found = np.full(len(rows), -1, np.int64)
    bits = np.zeros(len(rows), np.uint8)
    names: list[str] = []
    for number, question in enumerate(questions):
        names.append(question.id)
        own = reasons_of(some, question, minutes_of(some, travel.row(question.pc4)))
        points = points_of(some.levels, question)
        lots = (mixed(drawn, digests(hash_key, b"plek", [question.id])[0]) >> np.uint64(2)).astype(np.int64)
        part = points * FRACTION_SCALE // question.smax if question.smax else np.full(len(rows), FRACTION_SCALE)
        this = np.stack([1000 - _steps(some, question, own, points, tau), part, lots])
        better = _before(this, order)
        order[:, better], found[better], bits[better] = this[:, better], number, own[better]
    return {
        id_: Nearest(names[place], Reason(int(why)))
        for id_, place, why in zip(some.ids.tolist(), found.tolist(), bits.tolist(), strict=True)
        if place >= 0
    }


def _only(people: People, rows: NDArray[np.intp]) -> People:
    """These people alone, with the region's neutral levels."""
    arrays = {f.name: getattr(people, f.name) for f in fields(people) if f.name not in {"points", "neutral"}}
    return replace(people, **{name: array[..., rows] for name, array in arrays.items()})


def _steps(people: People, question: Question, bits: NDArray[np.uint8], points: Longs, tau: Fraction) -> Longs:
    """How many changes, roughly: one per reason and one for a level; training and own choice count more."""
    count = np.bitwise_count(bits).astype(np.int64) + FAR * ((bits & Reason.OWN_CHOICE) != 0)
    lacking = question.suitable_from(tau) - points
    below = (people.levels[question.items] & LEVEL_MASK) < question.asked[:, np.newaxis]
    one_level = (below * question.value.astype(np.int64)[:, np.newaxis]).max(axis=0, initial=0)
    steps: Longs = count + np.where(lacking <= 0, 0, np.where(lacking <= one_level, 1, TRAINING))
    return steps


def _before(this: Longs, best: Longs) -> NDArray[np.bool_]:
    """Whether this column comes before the best so far, the first row deciding first."""
    found: NDArray[np.bool_] = this[2] > best[2]
    for row in (1, 0):
        found = (this[row] > best[row]) | ((this[row] == best[row]) & found)
    return found
