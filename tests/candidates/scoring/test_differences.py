"""Two answers side by side, in figures and in words."""

import pytest

from candidates.scoring.differences import Pair, differences, double_scored


def test_the_largest_difference_stands_first_and_equal_ones_keep_the_order():
    rows = differences("32?4" + "2" * 28, "312?" + "0" + "2" * 27, "32?4" + "2" * 28)

    assert [row.capability.index for row in rows[:3]] == [4, 1, 0]
    assert {row.capability.index: row.words for row in rows if row.capability.index < 5} == {
        0: "gelijk",
        1: "tweede 1 lager",
        2: "alleen de tweede weet het",
        3: "alleen de eigen coach weet het",
        4: "tweede 2 lager",
    }
    assert [row.capability.index for row in rows if row.is_far] == [4]


def test_only_what_differs_from_the_profile_of_now_can_be_taken_over():
    rows = differences("3" * 32, "33?1" + "3" * 28, "3331" + "3" * 28)

    assert not any(row.can_take_over for row in rows)
    assert [row.capability.index for row in differences("3" * 32, "2" + "?" * 31, "3" * 32) if row.can_take_over] == [0]


def test_the_sum_counts_people_and_leaves_the_unknown_out():
    found = double_scored(1, None, [Pair(1, "22?", "33?"), Pair(2, "1?4", "14?"), Pair(3, "?", "?")])

    assert (found.people, found.items, found.mean) == (2, 3, -0.5)
    assert found.margin == pytest.approx(1.96 * 0.5)


def test_one_person_scored_twice_counts_once():
    found = double_scored(1, None, [Pair(1, "2", "3"), Pair(1, "2", "2")])

    assert (found.people, found.mean, found.margin) == (1, -0.5, None)


def test_nothing_scored_has_no_mean():
    assert double_scored(1, None, []).mean is None
