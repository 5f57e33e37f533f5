"""Wage, loonwaarde and regeling as lanes of the line of days of a placement. Only for who passed ``may_see_wages``."""

from collections.abc import Iterable, Iterator
from datetime import date

from candidates.registration.models import RegelingPeriod
from matching.placements.models import Placement
from matching.placements.timeline.drawing import Bar, Lane, Look
from matching.placements.timeline.lanes import end_of
from werkbedrijf.foundation.texts import euro
from werkbedrijf.wages.models import LoonwaardePeriod, WagePeriod


def wage_lanes(
    placement: Placement,
    wages: Iterable[WagePeriod],
    worths: Iterable[LoonwaardePeriod],
    regelingen: Iterable[RegelingPeriod],
) -> list[Lane]:
    """What holds of each. A regeling is drawn for the days of the work alone: the rest is of the person."""
    end = end_of(placement)
    paid = [
        Bar(one.starts_on, one.ends_on or end, f"{euro(one.wage)} {one.unit.words}", euro(one.wage)) for one in wages
    ]
    worth = [
        Bar(one.starts_on, one.ends_on or end, f"{one.percent} %. {one.method.words}", f"{one.percent} %")
        for one in worths
    ]
    return [Lane("Loon", paid), Lane("Loonwaarde", worth), *_regelingen(placement.starts_on, end, regelingen)]


def _regelingen(first: date, end: date | None, regelingen: Iterable[RegelingPeriod]) -> Iterator[Lane]:
    """A lane for each: somebody can come under several at once."""
    of_one: dict[str, list[Bar]] = {}
    for one in sorted(regelingen, key=lambda row: row.starts_on):
        begin = max(one.starts_on, first)
        until = min((day for day in (one.ends_on, end) if day is not None), default=None)
        if until is None or until > begin:
            words = one.regeling.words
            of_one.setdefault(words, []).append(Bar(begin, until, words, look=Look.LIGHT))
    yield from (Lane(f"Regeling: {words}", bars) for words, bars in of_one.items())
