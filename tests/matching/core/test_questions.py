"""The questions worth asking, beside counting by hand over every answer."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.eligibility import reasons
from matching.core.fit import fit, suitable_points
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from matching.core.questions import worth_asking
from tests.matching.core.cases import CODES, TRAVEL, calm, demands, minutes, offers

TAU = Fraction(4, 5)
HOURS = {"hours_min": Decimal(8), "hours_max": Decimal(24)}


def place(id_, **asks):
    work = Task("werk", Decimal(1), {code: Ask(level, 1) for code, level in asks.items()})
    return Demand(id=id_, tasks=(work,), **HOURS)


def person(**levels):
    return Offer(id="K", levels=levels, travel=Travel(TravelMode.BICYCLE, 30), **HOURS)


def suiting(offer, places, neutral, **answers):
    """Ids of the places that suit with these answers, by the plain reference."""
    told = replace(offer, levels={**offer.levels, **answers})
    found = set()
    for demand in places:
        exact = fit(demand, told, neutral)
        able = not reasons(demand, told, minutes(demand, told), neutral)
        if able and exact.points >= suitable_points(exact.smax, TAU):
            found.add(demand.id)
    return found


@st.composite
def regions(draw):
    return [draw(demands(id_=f"P-{number}")) for number in range(draw(st.integers(0, 7)))]


@calm
@given(offers(), regions(), st.integers(0, 4), st.integers(1, 4))
def test_every_count_is_that_of_trying_the_answer(offer, places, neutral, most):
    neutral = [neutral] * 32
    found = worth_asking(offer, places, travel=TRAVEL, tau=TAU, neutral=neutral, most=most)
    now = suiting(offer, places, neutral)
    unknown = [code for code in CAPABILITY_CODES if offer.level(code) is None]

    assert found.now == len(now)
    assert found.sure == len(suiting(offer, places, neutral, **dict.fromkeys(unknown, 0)))
    assert found.possible == len(suiting(offer, places, neutral, **dict.fromkeys(unknown, 4)) - now)
    for one in found.questions:
        assert offer.level(one.code) is None
        assert one.opens == len(suiting(offer, places, neutral, **{one.code: 4}) - now)
        assert one.opens_usual == len(suiting(offer, places, neutral, **{one.code: one.usual}) - now)
        assert one.rests == len(now - suiting(offer, places, neutral, **{one.code: 0}))
    chosen = {one.code: 4 for one in found.questions}
    assert found.together == len(suiting(offer, places, neutral, **chosen) - now)
    assert len(found.questions) <= most


@calm
@given(offers(), regions(), st.integers(0, 3))
def test_the_first_question_opens_at_least_as_many_as_any_other(offer, places, neutral):
    neutral = [neutral] * 32
    found = worth_asking(offer, places, travel=TRAVEL, tau=TAU, neutral=neutral)
    now = suiting(offer, places, neutral)
    best = max(
        (len(suiting(offer, places, neutral, **{code: 4}) - now) for code in CODES if offer.level(code) is None),
        default=0,
    )

    assert (found.questions[0].opens if found.questions else 0) == best
    assert sum(one.opens for one in found.questions) == 0 or found.together >= best


def test_the_question_that_opens_most_comes_first_and_each_counts_by_itself():
    places = [place("a", lezen=4), place("b", lezen=3), place("c", staan=4), place("d", tillen=1)]

    found = worth_asking(person(), places, travel=TRAVEL, neutral=[1] * 32)

    assert [(one.code, one.opens) for one in found.questions] == [("lezen", 2), ("staan", 1), ("tillen", 0)]
    assert (found.now, found.sure, found.together, found.possible) == (1, 0, 3, 3)
    assert found.questions[2].rests == 1


def test_two_questions_that_only_open_a_place_together_are_both_asked():
    found = worth_asking(person(), [place("a", lezen=4, staan=4)], travel=TRAVEL, neutral=[0] * 32, most=2)

    assert {one.code for one in found.questions} == {"lezen", "staan"}
    assert [one.opens for one in found.questions] == [0, 0]
    assert found.together == 1


def test_what_no_place_asks_or_is_known_is_not_asked():
    found = worth_asking(person(lezen=0), [place("a", lezen=4)], travel=TRAVEL)

    assert found.questions == ()


def test_a_place_that_cannot_be_for_another_reason_does_not_count():
    far = replace(place("a", lezen=4), hours_min=Decimal(36), hours_max=Decimal(40))

    assert worth_asking(person(), [far], travel=TRAVEL).questions == ()


def test_an_unknown_safety_level_can_open_a_place():
    hard = replace(place("a", lezen=1), hard={"veilig": 4})

    found = worth_asking(person(lezen=2), [hard], travel=TRAVEL)

    assert [(one.code, one.opens) for one in found.questions] == [("veilig", 1)]
