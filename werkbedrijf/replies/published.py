"""What of a rate may be published: round, and nothing of a small group. Pure.

A number in tens beside a share is two numbers: of what was answered in time, and of what was not. So the share is told the coarser,
the less there was to answer (``foundation.told_shares``), and its ends as so much or more, so much or less.
"""

from dataclasses import dataclass
from typing import Final

from employers.questions.terms import Rate
from werkbedrijf.foundation.doubt import in_tens
from werkbedrijf.foundation.told_shares import LADDER, Coarse, coarseness, edge_of, told_share

FIVES: Final = tuple(one for one in LADDER if all(part % 5 == 0 for part in one))
"""Only steps in fives: nobody wants to know it more precisely."""


@dataclass(frozen=True, slots=True)
class Published:
    """A rate as everybody may read it: a number in tens, a percentage in fives, working days. None is too few to show."""

    settled: int | None
    in_time: int | None
    days: int | None


HIDDEN = Published(None, None, None)


def published(rate: Rate, *, smallest: int) -> Published:
    """Round a rate, or hide it when it is about fewer than ``smallest``.

    >>> published(Rate(settled=43, in_time=29, median_days=2), smallest=10)
    Published(settled=40, in_time=65, days=2)
    >>> published(Rate(settled=43, in_time=42, median_days=2), smallest=10).in_time
    80
    >>> published(Rate(settled=9, in_time=9, median_days=1), smallest=10) == HIDDEN
    True
    """
    if rate.settled < smallest or rate.share is None:
        return HIDDEN
    about = in_tens(rate.settled)
    coarse = coarse_of(about, smallest)
    return Published(about, told_share(rate.share, coarse) if coarse else None, rate.median_days)


def coarse_of(about: int, smallest: int) -> Coarse | None:
    """How coarsely a share of about so many is told, from none to all; None where every way would tell how many there were.

    >>> coarse_of(20, 10)[:], coarse_of(200, 10)[:]
    ((10, 30, 70), (5, 5, 95))
    """
    return coarseness(about, smallest, least=0, ladder=FIVES)


def edge(settled: int | None, in_time: int | None, *, smallest: int) -> int:
    """1 where a published share is so much or more, -1 where it is so much or less, 0 where it is about so much.

    >>> edge(40, 80, smallest=10), edge(40, 65, smallest=10)
    (1, 0)
    """
    coarse = coarse_of(settled, smallest) if settled else None
    return edge_of(in_time, coarse) if coarse and in_time is not None else 0
