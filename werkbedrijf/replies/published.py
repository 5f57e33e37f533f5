"""What of a rate may be published: round, and nothing of a small group. Pure."""

from dataclasses import dataclass

from employers.questions.terms import Rate


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
    >>> published(Rate(settled=9, in_time=9, median_days=1), smallest=10) == HIDDEN
    True
    """
    if rate.settled < smallest or rate.share is None:
        return HIDDEN
    return Published(_to(rate.settled, 10), _to(100 * rate.in_time / rate.settled, 5), rate.median_days)


def _to(number: float, step: int) -> int:
    return int(number / step + 0.5) * step
