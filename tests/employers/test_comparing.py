"""Comparing names quickly says the same as comparing them one by one."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from employers.comparing import AT_ONE_ADDRESS, MOST_LIKE, Known, Names
from employers.lookalikes import STRONG

WORDS = ["bakker", "bakkers", "groen", "noord", "zuid", "bv", "bv bakker"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
REGION = st.lists(NAMES, max_size=12)


def made(region):
    names, known = Names(), [Known(number, f"W-{number}", name, name) for number, name in enumerate(region, 1)]
    for one in known:
        names.add(one.search_name, one)
    return names, known


def best(wanted, known, scorer):
    """The three that are most alike, the earlier one first where two are."""
    scored = [(scorer(wanted, one.search_name), one) for one in known]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score >= STRONG][:MOST_LIKE]


@given(REGION, NAMES)
def test_the_same_three_come_out_in_the_same_order(region, wanted):
    names, known = made(region)

    found = list(dict.fromkeys(names.like(wanted)))[:MOST_LIKE]

    plain = best(wanted, known, fuzz.ratio) + best(wanted, known, fuzz.token_sort_ratio)
    assert found == list(dict.fromkeys(plain))[:MOST_LIKE]


@given(REGION, NAMES)
def test_at_one_address_all_that_are_a_little_alike_come_out_as_they_came(region, wanted):
    names, known = made(region)

    plain = [one for one in known if fuzz.token_sort_ratio(wanted, one.search_name) >= AT_ONE_ADDRESS]
    assert list(names.first_like(wanted)) == plain
