"""How sure a share is, and which difference would have been noticed at all. Pure.

Two sources: the interval of Wilson (Journal of the American Statistical Association 22, 1927), and the power of a
comparison of two shares by their arcsines (Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, ch. 6).
Both treat people as independent of each other; in one allocation they are not quite, so a margin here is the least there is.
"""

from dataclasses import dataclass
from math import asin, sin, sqrt
from statistics import NormalDist
from typing import Final

TWO_SIDED_95: Final = NormalDist().inv_cdf(0.975)
"""Two-sided, 1 in 20."""
POWER_80: Final = NormalDist().inv_cdf(0.8)
"""So large a difference is noticed four times out of five."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``of`` people, with the interval of 95 % around the share (0 to 1)."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """0 to 1; 0 when there is nobody."""
        return self.hits / self.of if self.of else 0.0


def rate_of(hits: int, of: int) -> Rate:
    """A share with its interval.

    >>> rate = rate_of(58, 100)
    >>> rate.share, round(rate.low, 3), round(rate.high, 3)
    (0.58, 0.482, 0.672)
    """
    low, high = wilson(hits, of)
    return Rate(hits, of, low, high)


def wilson(hits: float, of: int) -> tuple[float, float]:
    """The interval of Wilson, 95 %. Nobody asked: anything is possible.

    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    z, share = TWO_SIDED_95, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def smallest_difference(share: float, of: int, other: int) -> float | None:
    """How far below ``share`` the share of ``of`` people must lie to be noticed beside ``other`` people (power .8, 5 %).

    In parts of 1. None when even a share of zero would not be noticed: too few people.

    >>> round(smallest_difference(0.6, 100, 400), 3), smallest_difference(0.6, 2, 400)
    (0.156, None)
    """
    if not of or not other:
        return None
    effect = (TWO_SIDED_95 + POWER_80) * sqrt(1 / of + 1 / other)
    lower = 2 * asin(sqrt(share)) - effect
    return None if lower <= 0 else share - sin(lower / 2) ** 2


def may_be_chance(one: Rate, other: Rate) -> bool:
    """Whether a difference between two separate groups of people is no larger than chance makes it 19 times out of 20.

    >>> may_be_chance(rate_of(58, 100), rate_of(240, 400)), may_be_chance(rate_of(30, 100), rate_of(240, 400))
    (True, False)
    """
    if not one.of or not other.of:
        return True
    effect = abs(2 * asin(sqrt(one.share)) - 2 * asin(sqrt(other.share)))
    return effect < TWO_SIDED_95 * sqrt(1 / one.of + 1 / other.of)
