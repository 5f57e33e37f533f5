"""Did a placement last? Half a year decides. Pure.

- Still going on, or ended after half a year or more: it lasted.
- Ended sooner because the employer stopped, the person stopped, or the contract ran out: it did not last. A person's own
  choice counts too: work that somebody leaves did not fit, whoever says so first.
- Ended sooner for other work: not counted. Somebody moved on, which says nothing against the match and proves nothing for it.
- Ended sooner for another reason: it did not last, so that nobody improves a figure by choosing "another reason".

A leerwerkplek, proefplaatsing or werkervaringsplek is not counted: it is meant to end. Source: matching.md 4, with the reasons of `placements.models`.
"""

from calendar import monthrange
from datetime import date
from typing import Final

from matching.placements.models import EndReason

MONTHS: Final = 6
SAYS_NOTHING: Final = frozenset({EndReason.OTHER_WORK})


def half_year_after(day: date) -> date:
    """The first day on which work that began on this day has lasted half a year.

    >>> half_year_after(date(2026, 8, 31))
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + MONTHS, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def lasted(starts_on: date, ended_on: date | None, reason: EndReason | None) -> bool | None:
    """Whether work that began at least half a year ago lasted; None when that cannot be said.

    ``ended_on`` is the first day no longer worked.
    """
    if ended_on is None or ended_on >= half_year_after(starts_on):
        return True
    return None if reason in SAYS_NOTHING else False
