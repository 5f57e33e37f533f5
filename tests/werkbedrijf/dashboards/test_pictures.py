"""The picture of the alderman's page, read as the text it is."""

import re
from datetime import date
from decimal import Decimal

import pytest

from werkbedrijf.dashboards.pictures import BurnUp, burn_up, in_words
from werkbedrijf.foundation.periods import month_ends

DAY = date(2026, 11, 22)


def drawn(months, ahead=(), targets=None):
    return BurnUp([(day, Decimal(10)) for day in month_ends(DAY, months)], ahead, targets or {})


@pytest.mark.parametrize("months", [2, 3, 12])
@pytest.mark.parametrize("narrow", [False, True])
def test_no_month_is_written_twice_below_the_line(months, narrow):
    ahead = [(day, 10, 20, 30) for day in month_ends(date(2027, 11, 22), 12)]
    picture = burn_up(drawn(months, ahead, {DAY: 30}), narrow=narrow)
    labels = re.findall(r">([a-z]{3} \d\d)<", picture)

    assert labels
    assert len(labels) == len(set(labels))


def test_the_target_is_named_in_the_picture_and_left_out_without_one():
    assert "taakstelling" in burn_up(drawn(2, targets={date(2026, 10, 31): 30}))
    assert "taakstelling" not in burn_up(drawn(2))


def test_the_picture_in_words_tells_what_is_expected_and_between_what():
    ahead = [(date(2027, 10, 31), 20, 30, 40)]
    said = in_words(drawn(2, ahead, {date(2026, 10, 31): 30, date(2027, 10, 31): 50}))

    assert "Verwacht op 31 okt 2027: ongeveer 30 banen, waarschijnlijk tussen 20 en 40." in said
    assert said.endswith("De indicatieve taakstelling is 30 banen en wordt 50.")
