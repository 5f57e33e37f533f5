"""Which places suit one person: the same filter, the same fit and the same ties, the other way round.

Places ask for different amounts, so fits are compared as exact fractions S/Smax. Source: matching.md 2.5-2.7.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITIES, CAPABILITY_CODES, HARD_CODES, HIGHEST
from matching.core.eligibility import Reason
from matching.core.fit import NEUTRAL, SUITABLE
from matching.core.language import Demand, Offer
from matching.core.order import FRACTION_SCALE, POINTS_SHIFT, lot, order_keys, settled
from matching.core.packing import CERTIFICATE_MASK, FAMILY_MASK, LEVEL_MASK, TIME_MASK, UNKNOWN_FLAG
from matching.core.question import Question, prepare
from matching.core.ranking import Outcome, Ranking
from matching.core.store import People
from matching.core.travel import UNKNOWN_MINUTES, Points, TravelTimes
from matching.core.vectors import counted, front_of

Longs = NDArray[np.int64]
_HARD_ITEMS = np.array([CAPABILITY_CODES.index(code) for code in HARD_CODES])


@dataclass(frozen=True, eq=False)
class Places:
    """Many places in columns, one entry per place; make it with `from_demands`. Asked and value are places x 32."""

    points: Points
    ids: NDArray[np.object_]
    asked: NDArray[np.uint8]
    value: Longs
    smax: Longs
    word: NDArray[np.uint32]
    impossible: NDArray[np.uint32]
    hours: Longs
    wish: NDArray[np.uint16]
    hard: NDArray[np.uint8]
    """Least level per capability that may be hard, 0 where nothing is asked."""
    point: NDArray[np.intp]

    @classmethod
    def from_demands(cls, demands: Iterable[Demand | Question], points: Points) -> "Places":
        """Pack places."""
        questions = [demand if isinstance(demand, Question) else prepare(demand) for demand in demands]
        asked = np.zeros((len(questions), len(CAPABILITIES)), np.uint8)
        value = np.zeros(asked.shape, np.int64)
        hard = np.zeros(asked.shape, np.uint8)
        for place, question in enumerate(questions):
            asked[place, question.items] = question.asked
            value[place, question.items] = question.value
            hard[place, question.hard_items] = question.hard_levels
        return cls(
            points=points,
            ids=np.array([question.id for question in questions], dtype=object),
            asked=asked,
            value=value,
            smax=np.array([question.smax for question in questions], np.int64),
            word=np.array([question.word for question in questions], np.uint32),
            impossible=np.array([question.impossible for question in questions], np.uint32),
            hours=np.array([question.hours for question in questions], np.int64),
            wish=np.array([question.wish for question in questions], np.uint16),
            hard=hard[:, _HARD_ITEMS],
            point=np.array([points.index(question.pc4) for question in questions], np.intp),
        )

    def __len__(self) -> int:
        return len(self.ids)


def rank_places(
    offer: Offer,
    places: Places | Sequence[Demand],
    *,
    limit: int,
    hash_key: bytes,
    travel: TravelTimes,
    tau: Fraction = SUITABLE,
    neutral: Sequence[int] = NEUTRAL,
) -> Ranking:
    """The best `limit` places for one person, with how many are left out and why.

    Ties go by shorter travel, a wish for the kind of work, and then the fair lot of the pair. `neutral` are the
    region's levels for what is unknown (`People.neutral`), so that both directions agree.
    """
    asked = places if isinstance(places, Places) else Places.from_demands(places, travel.points)
    if asked.points is not travel.points:
        raise ValueError("De reistijden horen bij andere postcodes dan de plekken.")
    person = People.from_offers([offer], travel.points, neutral)
    minutes = travel.row(offer.pc4)[person.mode[0], asked.point]
    outcome = _outcome(person, asked, minutes, tau, limit)
    order = settled(
        outcome.table[1], lambda: lambda at: lot(hash_key, offer.id, asked.ids[outcome.table[0, at]]), limit
    )
    table = outcome.table[:, order]
    return Ranking(tuple(asked.ids[table[0]].tolist()), table, tuple(outcome.counts.tolist()), len(asked))


def reasons_at(person: People, places: Places, minutes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The reason bits of one person (`People` of one) at every place."""
    blocking = person.obstacles[0] & places.word
    far = (minutes > person.most_minutes[0]) & (minutes != UNKNOWN_MINUTES)
    levels = person.levels[_HARD_ITEMS, 0] & LEVEL_MASK
    flags = (
        (Reason.HOURS, person.hours_max[0] < places.hours),
        (Reason.TRAVEL, far),
        (Reason.TIMES, (blocking & np.uint32(TIME_MASK)) != 0),
        (Reason.SAFETY, (levels < places.hard).any(axis=1)),
        (Reason.CERTIFICATE, (blocking & np.uint32(CERTIFICATE_MASK)) != 0),
        (Reason.CONDITION, (person.essential[0] & places.impossible) != 0),
        (Reason.OWN_CHOICE, (blocking & np.uint32(FAMILY_MASK)) != 0),
    )
    found = np.zeros(len(places), np.uint8)
    for reason, holds in flags:
        found |= holds.astype(np.uint8) * np.uint8(reason)
    return found


def _outcome(person: People, places: Places, minutes: NDArray[np.uint8], tau: Fraction, limit: int) -> Outcome:
    reasons = reasons_at(person, places, minutes)
    levels, unknown = person.levels[:, 0] & LEVEL_MASK, (person.levels[:, 0] & UNKNOWN_FLAG) != 0
    points, low, high = (
        (places.value * np.minimum(filled, places.asked)).sum(axis=1)
        for filled in (levels, np.where(unknown, 0, levels), np.where(unknown, HIGHEST, levels))
    )
    needed = -(-places.smax * tau.numerator // tau.denominator)
    part = np.where(places.smax, points * FRACTION_SCALE // np.maximum(places.smax, 1), FRACTION_SCALE)
    most = np.broadcast_to(person.most_minutes, len(places))
    keys = order_keys(part, minutes, most, (person.wishes[0] & places.wish) != 0, np.zeros(len(places), np.uint8))
    bits = ((places.asked != 0) & unknown) @ (np.int64(1) << np.arange(len(CAPABILITIES)))
    able = np.flatnonzero(reasons == 0)
    rows = able[front_of(keys[able], limit)]
    columns = (keys, minutes, low, high, bits, points, places.smax, needed)
    table = np.stack([rows, *(column[rows] for column in columns)]).astype(np.int64)
    return Outcome(counted(reasons, int(np.count_nonzero(points[able] >= needed[able]))), table)


if FRACTION_SCALE.bit_length() + POINTS_SHIFT > 63:
    raise AssertionError("the key of a place must fit in 64 bits")
