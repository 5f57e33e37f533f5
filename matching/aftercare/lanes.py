"""The care for a placement as lanes of its line of days: the plan, the contacts, and the hours that were granted.

Only for who may see the care. What was said stands nowhere in it.
"""

from collections.abc import Sequence
from datetime import timedelta

from matching.aftercare.models import CareVisit
from matching.aftercare.plan import Planned, Stand
from matching.aftercare.queries import Care
from matching.placements.timeline.drawing import Bar, Lane, Look, Mark, Shape
from werkbedrijf.foundation.texts import number

SHAPES = {Stand.COMING: Shape.COMING, Stand.DUE: Shape.ALERT, Stand.LATE: Shape.ALERT, Stand.LAPSED: Shape.ALERT}


def care_lanes(care: Care, visits: Sequence[CareVisit]) -> list[Lane]:
    """Contacts as they were, moments that are still to come or were let pass, and hours of the coach. A moment that is done is its contact."""
    contacts = [Mark(one.on, f"Contact: {one.way.words.lower()}") for one in visits]
    open_moments = [_moment(one) for one in care.moments if one.stand is not Stand.DONE]
    grants = [
        Bar(
            *(one.grant.since, one.grant.until + timedelta(days=1)),
            f"{number(one.grant.hours)} uur toegekend",
            f"{number(one.grant.hours)} uur",
            Look.LIGHT,
        )
        for one in care.balances
    ]
    return [Lane("Contact", marks=[*contacts, *open_moments]), Lane("Uren van de jobcoach", grants)]


def _moment(one: Planned) -> Mark:
    return Mark(one.moment.due_on, f"{one.moment.kind.words}: {one.stand.value}", SHAPES[one.stand])
