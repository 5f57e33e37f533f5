from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from employers.rounds.division import Item, divide, spread

PLACES = st.sampled_from(["Almelo", "Borne", "Enschede", "Hengelo", ""])
CALLERS = st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True)
ITEMS = st.lists(
    st.builds(Item, st.integers(1, 500), st.none() | st.integers(1, 12), PLACES),
    max_size=60,
    unique_by=lambda one: one.id,
)


@given(ITEMS, CALLERS)
def test_every_employer_is_in_exactly_one_list(items, callers):
    lists = divide(items, callers)

    assert set(lists) == set(callers)
    assert Counter(one for found in lists.values() for one in found) == Counter(item.id for item in items)


@given(ITEMS, CALLERS)
def test_a_face_gets_the_own_employers(items, callers):
    lists = divide(items, callers)

    assert all(item.id in lists[item.face] for item in items if item.face in callers)


@given(ITEMS, CALLERS)
def test_the_rest_makes_lists_that_differ_at_most_one(items, callers):
    lists = divide(items, callers)
    faces = Counter(item.face for item in items if item.face in callers)
    got_rest = [len(found) for caller, found in lists.items() if len(found) > faces[caller]]

    assert not got_rest or max(got_rest) - min(len(found) for found in lists.values()) <= 1


@given(ITEMS, CALLERS)
def test_a_place_is_cut_only_at_the_border_between_two_colleagues(items, callers):
    lists = divide(items, callers)
    rest = {item.id: item.place for item in items if item.face not in callers}
    pieces = {(caller, rest[one]) for caller, found in lists.items() for one in found if one in rest}

    assert len(pieces) - len(set(rest.values())) <= len(callers) - 1


@given(ITEMS, CALLERS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_makes_no_difference(items, callers, random):
    shuffled, others = list(items), list(callers)
    random.shuffle(shuffled)
    random.shuffle(others)

    assert divide(items, callers) == divide(shuffled, others)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.integers(0, 60))
def test_no_other_spread_is_more_even(have, more):
    shares = spread(have, more)
    after = [number + share for number, share in zip(have, shares, strict=True)]

    assert sum(shares) == more
    # Moving one from whoever got some to anybody else never helps.
    assert all(
        after[giver] <= after[taker] + 1 for giver, share in enumerate(shares) if share for taker in range(len(have))
    )
