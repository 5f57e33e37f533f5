"""Compile what dividing a region needs (or fetch what was compiled before), so that nobody waits for it at a first night."""

from decimal import Decimal

from matching.core.allocation import kernplan
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from matching.core.pairs import all_pairs
from matching.core.store import People
from matching.core.travel import Points, TravelTimes


def warm_up_allocation() -> int:
    """Divide one place over one person; returns how many people got it. Some ten seconds once per machine."""
    points = Points([("1000", 52.0, 5.0)])
    offer = Offer("K-0", {"lezen": 2}, Decimal(8), Decimal(16), Travel(TravelMode.CAR, 60), "1000")
    demand = Demand("P-0", Decimal(8), Decimal(16), (Task("lezen", Decimal(1), {"lezen": Ask(2)}),), pc4="1000")
    people = People.from_offers([offer], points)
    pairs = all_pairs(people, [demand], travel=TravelTimes(points), hash_key=b"")
    return len(kernplan(pairs, {demand.id: 1}).chosen)
