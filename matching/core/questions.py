"""Which questions are worth asking: the unknown levels that would open the most places for one person.

For every capability nobody asked yet: how many places would suit if the answer were 4, if it were what most places ask, and
how many of the places that suit now rest on what we only assume. Exact: every count is the filter and the fit of
`places`, with other levels filled in. Source: matching.md 2.6, 2.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES, HARD_CODES, HIGHEST
from matching.core.eligibility import Reason
from matching.core.fit import NEUTRAL, SUITABLE
from matching.core.language import Demand, Offer
from matching.core.packing import LEVEL_MASK, UNKNOWN_FLAG
from matching.core.places import Places, reasons_at
from matching.core.store import People
from matching.core.travel import TravelTimes

MOST_QUESTIONS = 3
_HARD_ITEMS = np.array([CAPABILITY_CODES.index(code) for code in HARD_CODES])

Levels = NDArray[np.int64]
Suits = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Worth:
    """One unknown capability and what its answer could do, counted in places and with everything else as it is.

    ``opens``: do not suit now and would with the answer 4. ``opens_usual``: the same with ``usual``, the level most places
    ask. ``rests``: suit now and would not with the answer 0.
    """

    code: str
    opens: int
    usual: int
    opens_usual: int
    rests: int


@dataclass(frozen=True, slots=True)
class WorthAsking:
    """The best questions in the order to ask them.

    ``now`` places suit with the neutral levels; ``sure`` whatever the answers are; ``together`` would come on top if every
    question listed here is answered with 4; ``possible`` if everything unknown is.
    """

    questions: tuple[Worth, ...]
    now: int
    sure: int
    together: int
    possible: int


def worth_asking(
    offer: Offer,
    places: Places | Sequence[Demand],
    *,
    travel: TravelTimes,
    tau: Fraction = SUITABLE,
    neutral: Sequence[int] = NEUTRAL,
    most: int = MOST_QUESTIONS,
) -> WorthAsking:
    """The `most` questions that open most places, each chosen with the earlier ones answered by 4.

    Equal ones go by how far the answer brings the places that do not suit yet, then by the places that rest on it, then in the
    order of the list. A question no place can turn on is not asked.
    """
    asked = places if isinstance(places, Places) else Places.from_demands(places, travel.points)
    pair = _Pairs.of(offer, asked, travel, tau, neutral)
    unknown = [index for index in pair.unknown if pair.matters(index)]
    now = pair.suits(pair.levels)
    chosen: list[int] = []
    levels = pair.levels
    while len(chosen) < most:
        rest = [index for index in unknown if index not in chosen]
        best = max(rest, key=lambda index: pair.rank(levels, now, index), default=None)
        if best is None or not any(pair.rank(levels, now, best)[:3]):
            break
        chosen.append(best)
        levels = _with(levels, best, HIGHEST)
    every = pair.filled(HIGHEST)
    return WorthAsking(
        questions=tuple(pair.worth(now, index) for index in chosen),
        now=int(now.sum()),
        sure=int(pair.suits(pair.filled(0)).sum()),
        together=int((pair.suits(levels) & ~now).sum()),
        possible=int((pair.suits(every) & ~now).sum()),
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Pairs:
    """One person beside every place that nothing but levels can keep away."""

    places: Places
    able: NDArray[np.intp]
    levels: Levels
    """With the neutral level where nobody asked."""
    unknown: tuple[int, ...]
    needed: NDArray[np.int64]

    @classmethod
    def of(cls, offer: Offer, places: Places, travel: TravelTimes, tau: Fraction, neutral: Sequence[int]) -> "_Pairs":
        person = People.from_offers([offer], travel.points, neutral)
        minutes = travel.row(offer.pc4)[person.mode[0], places.point]
        reasons = reasons_at(person, places, minutes)
        stored = person.levels[:, 0]
        return cls(
            places=places,
            able=np.flatnonzero((reasons & ~np.uint8(Reason.SAFETY)) == 0),
            levels=(stored & LEVEL_MASK).astype(np.int64),
            unknown=tuple(np.flatnonzero(stored & UNKNOWN_FLAG).tolist()),
            needed=-(-places.smax * tau.numerator // tau.denominator),
        )

    def filled(self, level: int) -> Levels:
        """The levels with this one wherever nobody asked."""
        found = self.levels.copy()
        found[list(self.unknown)] = level
        return found

    def matters(self, index: int) -> bool:
        """Whether any of these places looks at this capability."""
        hard = index in _HARD_ITEMS and self.places.hard[self.able][:, index == _HARD_ITEMS].any()
        return bool(self.places.asked[self.able, index].any() or hard)

    def points(self, levels: Levels) -> NDArray[np.int64]:
        """S of every place."""
        capped = np.minimum(levels, self.places.asked[self.able])
        found: NDArray[np.int64] = (self.places.value[self.able] * capped).sum(axis=1)
        return found

    def suits(self, levels: Levels) -> Suits:
        """Whether every place would suit with these levels: safe, and enough of the work."""
        safe = (levels[_HARD_ITEMS] >= self.places.hard[self.able]).all(axis=1)
        found: Suits = safe & (self.points(levels) >= self.needed[self.able])
        return found

    def rank(self, levels: Levels, now: Suits, index: int) -> tuple[int, int, int, int]:
        """What the next question would bring: places opened, points on the way there, places made certain."""
        before, after = self.suits(levels), self.suits(_with(levels, index, HIGHEST))
        opened = int((after & ~before).sum())
        short = np.maximum(self.needed[self.able] - self.points(levels), 0)
        gained = np.minimum(self.points(_with(levels, index, HIGHEST)) - self.points(levels), short)
        rests = int((now & ~self.suits(_with(self.levels, index, 0))).sum())
        return opened, int(gained.sum()), rests, -index

    def worth(self, now: Suits, index: int) -> Worth:
        """The figures of one question by itself."""
        asked = self.places.asked[self.able, index]
        if index in _HARD_ITEMS:
            asked = np.maximum(asked, self.places.hard[self.able][:, index == _HARD_ITEMS][:, 0])
        counts = np.bincount(asked, minlength=HIGHEST + 1)
        usual = int(counts[1:].argmax()) + 1
        at = {level: self.suits(_with(self.levels, index, level)) for level in (0, usual, HIGHEST)}
        return Worth(
            code=CAPABILITY_CODES[index],
            opens=int((at[HIGHEST] & ~now).sum()),
            usual=usual,
            opens_usual=int((at[usual] & ~now).sum()),
            rests=int((now & ~at[0]).sum()),
        )


def _with(levels: Levels, index: int, level: int) -> Levels:
    found = levels.copy()
    found[index] = level
    return found
