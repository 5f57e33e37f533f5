"""Two answers to the same questions, side by side. Pure.

Source: matching.md 9.4: a difference of .1 level over 960 paired answers is visible, one of .35 is beyond doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from candidates.scoring.models import Instrument
from matching.core.catalogue import CAPABILITIES, Capability, levels_from_text

FAR = 2
"""From so many levels apart on, two coaches should talk about it."""
_TWO_SIDED = 1.96


@dataclass(frozen=True, slots=True)
class Difference:
    """One capability twice: ``own`` and ``second`` are levels, None for unknown. ``now`` is the level in the profile today."""

    capability: Capability
    own: int | None
    second: int | None
    now: int | None

    @property
    def gap(self) -> int | None:
        """Second minus own, in levels; None when one of them is unknown."""
        return None if self.own is None or self.second is None else self.second - self.own

    @property
    def words(self) -> str:
        """The difference in words."""
        if self.own is None and self.second is None:
            return "beiden onbekend"
        if self.own is None:
            return "alleen de tweede weet het"
        if self.second is None:
            return "alleen de eigen coach weet het"
        if self.gap == 0:
            return "gelijk"
        return f"tweede {abs(self.gap or 0)} {'hoger' if (self.gap or 0) > 0 else 'lager'}"

    @property
    def is_far(self) -> bool:
        """Whether the two are so far apart that something else was seen."""
        return self.gap is not None and abs(self.gap) >= FAR

    @property
    def can_take_over(self) -> bool:
        """Whether the second level would change the profile as it is now."""
        return self.second is not None and self.second != self.now


def differences(own: str, second: str, now: str) -> list[Difference]:
    """Every capability, the largest difference first; equal ones keep the order of the list."""
    mine, theirs, present = (levels_from_text(text) for text in (own, second, now))
    rows = [Difference(item, mine[item.code], theirs[item.code], present[item.code]) for item in CAPABILITIES]
    return sorted(rows, key=lambda row: -abs(row.gap or 0))


@dataclass(frozen=True, slots=True)
class Pair:
    """The two answers about one person."""

    person: int
    own: str
    second: str

    @property
    def gaps(self) -> list[int]:
        """Own minus second for every capability both know."""
        return [int(a) - int(b) for a, b in zip(self.own, self.second, strict=True) if "?" not in (a, b)]


@dataclass(frozen=True, slots=True)
class DoubleScored:
    """What double scoring says of one partner's first answers with one instrument.

    ``mean`` is own minus second in levels, over people: below zero means that this partner scores lower than its
    colleagues. ``margin`` is half of a 95 % interval, from the spread between people; None when there are fewer than two.
    """

    organisation_id: int
    instrument: Instrument | None
    people: int
    items: int
    mean: float | None
    margin: float | None


def double_scored(organisation_id: int, instrument: Instrument | None, pairs: Sequence[Pair]) -> DoubleScored:
    """Summarise pairs. A person counts once whatever the number of answers: answers of one form hang together."""
    per_form = [(pair.person, fmean(gaps), len(gaps)) for pair in pairs if (gaps := pair.gaps)]
    people = {person for person, _, _ in per_form}
    means = [fmean([mean for who, mean, _ in per_form if who == person]) for person in sorted(people)]
    return DoubleScored(
        organisation_id=organisation_id,
        instrument=instrument,
        people=len(people),
        items=sum(items for _, _, items in per_form),
        mean=fmean(means) if means else None,
        margin=_TWO_SIDED * stdev(means) / sqrt(len(means)) if len(means) > 1 else None,
    )
