"""A small region in plain values, the same every time."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from matching.allocation.inputs import Inputs
from matching.allocation.settings import RunSettings
from matching.core.catalogue import CAPABILITY_CODES
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from matching.core.travel import Points, TravelTimes
from tests.conftest import MONDAY

KEY = b"key of the month"
TRAVEL = TravelTimes(Points([("7511", 52.22, 6.89), ("7512", 52.23, 6.90)]))
ASKED = ("nauwkeurig", "handen", "lopen", "tillen")
NEUTRAL = (2,) * len(CAPABILITY_CODES)


def person(id_, level=3, **facts):
    given = {
        "levels": dict.fromkeys(ASKED, level),
        "hours_min": Decimal(12),
        "hours_max": Decimal(32),
        "travel": Travel(TravelMode.BICYCLE, 45),
        "pc4": "7511",
    } | facts
    return Offer(id=id_, **given)


def place(id_, positions=1, asked=ASKED, level=3, **facts):
    work = Task("het werk", Decimal(1), {code: Ask(level, 2) for code in asked})
    given = {"hours_min": Decimal(16), "hours_max": Decimal(24), "pc4": "7512"} | facts
    return Demand(id=id_, tasks=(work,), positions=positions, **given)


def inputs(people, places, **facts):
    return Inputs(day=MONDAY, offers=tuple(people), demands=tuple(places), neutral=NEUTRAL, **facts)


def busy_region(seed=1, people=60, places=9):
    """More people than room, with different levels, places and earlier proposals."""
    rng = Random(seed)
    offers = [
        person(
            f"p{number:03d}",
            levels={code: rng.choice((2, 3, 3, 4)) for code in ASKED},
            history=rng.choice((0, 0, 1, 3)),
            hours_max=Decimal(rng.choice((12, 20, 32))),
        )
        for number in range(people)
    ]
    demands = [
        place(f"P-{number:04d}", positions=rng.choice((1, 2)), asked=rng.sample(ASKED, 3)) for number in range(places)
    ]
    return inputs(offers, demands, available={"p001": MONDAY + timedelta(days=9)})


SETTINGS = RunSettings()
