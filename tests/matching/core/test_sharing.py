"""How much of a card is shown: always with enough others, and no more kept back than that asks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.core.sharing import Line, kept_back, shared_by


@st.composite
def cards(draw):
    """A pool, one of its people, and lines of which each rung is true of more people than the one before."""
    many = draw(st.integers(1, 30))
    person = draw(st.integers(0, many - 1))
    lines = []
    for number in range(draw(st.integers(1, 6))):
        same, rungs = np.zeros(many, bool), []
        for _ in range(draw(st.integers(1, 3))):
            same = same | np.array(draw(st.lists(st.booleans(), min_size=many, max_size=many)))
            same[person] = True
            rungs.append(same)
        lines.append(Line(f"line {number}", tuple(rungs)))
    return lines


@given(cards(), st.integers(1, 12))
def test_what_is_shown_is_shared_by_enough_people(lines, k):
    found = shared_by(lines, kept_back(lines, k))
    assert found is None or found >= k


@given(cards(), st.integers(1, 12))
def test_no_line_could_come_back_alone(lines, k):
    rungs = kept_back(lines, k)
    for line in lines:
        for higher in range(rungs.get(line.name, 0)):
            assert (shared_by(lines, rungs | {line.name: higher}) or 0) < k


@given(cards(), st.integers(1, 12), st.data())
def test_nothing_comes_back_that_was_kept_back_before(lines, k, data):
    before = {line.name: data.draw(st.integers(0, len(line.same))) for line in lines}
    after = kept_back(lines, k, before)
    assert all(after.get(name, 0) >= rung for name, rung in before.items())
    assert kept_back(lines, k, after) == after


@given(cards())
def test_with_one_person_enough_the_card_is_whole(lines):
    assert kept_back(lines, 1) == {}


def test_with_too_few_people_in_the_region_nothing_is_shown():
    everybody = np.ones(4, bool)
    lines = [Line("hours", (everybody, everybody)), Line("travel", (everybody,))]
    assert kept_back(lines, 5) == {"hours": 2, "travel": 1}
