"""People and places for properties: small, varied, with many ties."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from matching.core import catalogue as c
from matching.core.eligibility import reasons
from matching.core.fit import fit
from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode, WorkTime
from matching.core.order import lot
from matching.core.travel import Points, TravelTimes

CODES = ("instructies", "lezen", "veilig", "tillen", "staan", "hoogte", "zien_horen")
"""Few capabilities, so that people and places meet often."""
POINTS = Points([("7511", 52.221, 6.893), ("7521", 52.236, 6.857), ("7551", 52.266, 6.793), ("7601", 52.357, 6.663)])
TRAVEL = TravelTimes(POINTS)
POSTCODES = ("7511", "7521", "7551", "7601", "9999", None)
KEY = b"key of the month"
calm = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""Enough examples to find a mistake, no clock."""

levels = st.dictionaries(st.sampled_from(CODES), st.none() | st.integers(0, 4))
hours = st.sampled_from([Decimal(8), Decimal("15.5"), Decimal(16), Decimal(24), Decimal(36)])


def some(codes, most=3):
    return st.frozensets(st.sampled_from(codes), max_size=most)


@st.composite
def offers(draw, id_="K-1"):
    need = draw(some(c.CONDITION_CODES[:6]))
    return Offer(
        id=id_,
        levels=draw(levels),
        hours_min=Decimal(4),
        hours_max=draw(hours),
        travel=Travel(draw(st.sampled_from(TravelMode)), draw(st.sampled_from([0, 20, 45, 90, 240]))),
        pc4=draw(st.sampled_from(POSTCODES)),
        need=need,
        essential=draw(some(sorted(need)) if need else st.just(frozenset())),
        times=draw(some(list(WorkTime))),
        certificates=draw(some(c.CERTIFICATE_CODES)),
        veto=draw(some(c.FAMILY_CODES[:4], 2)),
        wishes=tuple(draw(some(c.FAMILY_CODES[:4], 2))),
        history=draw(st.integers(0, 3)),
    )


def asks(codes=CODES):
    return st.dictionaries(st.sampled_from(codes), st.builds(Ask, st.integers(1, 4), st.integers(1, 3)), max_size=5)


@st.composite
def demands(draw, id_="P-1"):
    shares = draw(st.sampled_from([("1",), ("0.5", "0.5"), ("0.7", "0.3"), ("0.6", "0.3", "0.1"), ("0.33",) * 3]))
    states = st.sampled_from(ConditionState)
    return Demand(
        id=id_,
        hours_min=draw(hours),
        hours_max=Decimal(40),
        tasks=tuple(Task(f"taak {n}", Decimal(share), draw(asks())) for n, share in enumerate(shares)),
        pc4=draw(st.sampled_from(POSTCODES)),
        family=draw(st.sampled_from([None, *c.FAMILY_CODES[:4]])),
        times=draw(some(list(WorkTime), 1)),
        certificates=draw(some(c.CERTIFICATE_CODES, 1)),
        conditions=draw(st.dictionaries(st.sampled_from(c.CONDITION_CODES[:6]), states, max_size=3)),
        hard=draw(st.dictionaries(st.sampled_from(c.HARD_CODES), st.integers(1, 4), max_size=1)),
    )


@st.composite
def crowds(draw, most=14):
    """Several people; some are each other's twin but for the id."""
    plain = draw(st.lists(offers(), min_size=1, max_size=most))
    doubled = plain + draw(st.lists(st.sampled_from(plain), max_size=6))
    return [replace(offer, id=f"K-{number}") for number, offer in enumerate(doubled)]


def minutes(demand, offer):
    return TRAVEL.minutes(offer.pc4, demand.pc4, offer.travel.mode)


def ranked_by_hand(demand, people, neutral, limit, key=KEY):
    """The list as matching.md 2.5-2.7 says it, in plain words of Python."""

    def order(offer):
        way = minutes(demand, offer)
        most = offer.travel.max_minutes
        part = Fraction(1) if way is None else Fraction(way, most) if most else Fraction(0)
        wish = demand.family in offer.wishes
        return (
            -fit(demand, offer, neutral).points,
            min(part, Fraction(1)),
            not wish,
            offer.history,
            lot(key, offer.id, demand.id),
        )

    able = [offer for offer in people if not reasons(demand, offer, minutes(demand, offer), neutral)]
    return [offer.id for offer in sorted(able, key=order)][:limit]
