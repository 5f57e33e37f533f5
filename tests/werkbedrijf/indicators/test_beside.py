"""What another publication told of a part of the same whole, narrowed by what this one would tell of the whole."""

import pytest

from werkbedrijf.foundation.doubt import Table
from werkbedrijf.indicators.chains import Beside, Bounds

PART = ("telling", "telt")
# One gemeente shows as 20 and one is hidden, so of 15 to 24 people at most nine work in the hidden one.
TABLE = Table({"a": 20, "b": 3}, frozenset("b"))
TOLD = Beside({PART: Bounds(15, 24)}, {PART: [TABLE]})


@pytest.mark.parametrize(
    ("known", "too_close"),
    [
        (Bounds(15, 24), False),
        (Bounds(16, 20), False),
        # Five numbers are left for the whole part, and four for the hidden gemeente in it.
        (Bounds(15, 19), True),
        (Bounds(21, 24), True),
    ],
)
def test_a_part_may_be_narrowed_until_it_or_what_it_is_divided_into_is_placed(known, too_close):
    assert TOLD.given_away({PART: known}, smallest=10) is too_close


def test_of_what_was_told_closely_already_nothing_more_need_stay_open():
    close = Beside({PART: Bounds(3, 4)})

    assert not close.given_away({PART: Bounds(3, 4)}, smallest=10)
    assert close.given_away({PART: Bounds(3, 3)}, smallest=10)
