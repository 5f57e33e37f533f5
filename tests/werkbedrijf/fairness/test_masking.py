from collections import defaultdict
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.werkbedrijf.fairness.telling import PW, WAJONG, WSW, cells
from werkbedrijf.fairness.masking import REGION, How, shown_shares
from werkbedrijf.fairness.measures import Tally, reached_of_able
from werkbedrijf.foundation.told_shares import LEAST_DOUBT

SMALLEST = 10
NAMES = (PW, WAJONG, WSW)
ATOMS = [
    frozenset(name for name, there in zip(NAMES, bits, strict=True) if there) for bits in product((0, 1), repeat=3)
]
tables = st.lists(
    st.integers(0, 45).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of))), min_size=8, max_size=8
).map(lambda rows: {atom: Tally(able=of, reached=hits) for atom, (of, hits) in zip(ATOMS, rows, strict=True)})


def worked_out(table, names):
    """Every group of people whose number follows from the numbers of these groups, by whatever sum or difference."""
    filled = [atom for atom, tally in table.items() if tally.able]
    rows = np.array([[name == REGION or name in atom for atom in filled] for name in names], float)
    rank = np.linalg.matrix_rank(rows) if len(names) else 0
    for union in product((0.0, 1.0), repeat=len(filled)):
        if names and np.linalg.matrix_rank(np.vstack([rows, union])) == rank:
            yield [atom for atom, there in zip(filled, union, strict=True) if there]


@given(tables)
def test_no_sum_or_difference_of_what_is_shown_tells_of_a_few_people(table):
    shown = shown_shares(table, reached_of_able, smallest=SMALLEST)

    told = [name for name, figure in shown.items() if figure.how is How.TOLD]
    for union in worked_out(table, list(shown)):
        size = sum(table[atom].able for atom in union)
        assert size == 0 or size >= SMALLEST
    for union in worked_out(table, told):
        hits = sum(table[atom].reached for atom in union)
        rest = sum(table[atom].able for atom in union) - hits
        assert (hits == 0 or hits >= SMALLEST) and (rest == 0 or rest >= SMALLEST)


@given(tables)
def test_a_bound_is_true_and_no_closer_than_the_smallest_group(table):
    for name, figure in shown_shares(table, reached_of_able, smallest=SMALLEST).items():
        mine = [tally for atom, tally in table.items() if name == REGION or name in atom]
        hits, of = sum(t.reached for t in mine), sum(t.able for t in mine)
        if figure.how is How.ABOVE:
            assert 100 * hits / of >= figure.per_hundred and of - hits < SMALLEST
        if figure.how is How.BELOW:
            assert 100 * hits / of <= figure.per_hundred and hits < SMALLEST


def test_large_groups_are_shown_whole():
    shown = shown_shares(cells(({PW}, 100, 58), ({WAJONG}, 80, 48), ({WSW}, 60, 30)), reached_of_able, smallest=10)

    assert {name: (figure.how, figure.per_hundred) for name, figure in shown.items()} == {
        REGION: (How.TOLD, 56),
        PW: (How.TOLD, 60),
        WAJONG: (How.TOLD, 60),
        WSW: (How.TOLD, 50),
    }
    assert shown[PW].about == 100


def test_a_small_group_is_hidden_with_what_would_give_it_away():
    # The region less Participatiewet less Wajong would be the four with Wsw.
    shown = shown_shares(cells(({PW}, 100, 58), ({WAJONG}, 80, 48), ({WSW}, 4, 2)), reached_of_able, smallest=10)

    assert WSW not in shown
    assert WAJONG not in shown
    assert set(shown) == {REGION, PW}


def test_two_large_groups_that_cover_everybody_do_not_tell_how_few_come_under_both():
    shown = shown_shares(cells(({PW}, 100, 58), ({WAJONG}, 80, 48), ({PW, WAJONG}, 3, 2)), reached_of_able, smallest=10)

    assert PW in shown
    assert WAJONG not in shown


def test_almost_everybody_is_told_as_a_bound():
    shown = shown_shares(cells(({PW}, 200, 197), ({WAJONG}, 100, 60)), reached_of_able, smallest=10)

    assert (shown[PW].how, shown[PW].per_hundred) == (How.ABOVE, 94)


def test_everybody_is_no_secret():
    shown = shown_shares(cells(({PW}, 200, 200), ({WAJONG}, 100, 100)), reached_of_able, smallest=10)

    assert (shown[PW].how, shown[PW].per_hundred) == (How.TOLD, 100)


def test_a_region_of_a_few_people_shows_nothing():
    assert shown_shares(cells(({PW}, 5, 3), ({WAJONG}, 2, 0)), reached_of_able, smallest=10) == {}


def test_a_group_that_is_too_small_to_speak_of_hides_no_other():
    rows = cells(({PW}, 100, 58), ({WAJONG}, 80, 48), ({WSW}, 14, 7))

    assert WAJONG in shown_shares(rows, reached_of_able, smallest=10)
    few = shown_shares(
        cells(({PW}, 100, 58), ({WAJONG}, 80, 48), ({WSW}, 4, 2)), reached_of_able, smallest=10, fewest=30
    )
    assert set(few) == {REGION, PW}


def one_group(of, hits):
    return shown_shares(cells(({PW}, of, hits)), reached_of_able, smallest=SMALLEST)[PW]


def test_from_what_is_told_of_a_group_nobody_works_back_how_many_got_something():
    fits = defaultdict(set)
    for of in range(SMALLEST, 85):
        for hits in range(1, of):
            fits[one_group(of, hits)].add((of, hits, of - hits))

    for told, numbers in fits.items():
        assert all(len(set(some)) >= LEAST_DOUBT for some in zip(*numbers, strict=True)), told


def test_a_group_of_thousands_is_told_to_the_percent():
    assert [(one.per_hundred, one.edge) for one in (one_group(4000, 2310), one_group(4000, 3990))] == [(58, 0), (99, 1)]
