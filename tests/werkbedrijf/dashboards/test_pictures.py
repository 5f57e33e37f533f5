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


@pytest.mark.parametrize("narrow", [False, True])
def test_every_place_in_the_picture_is_a_number_that_is_told_beside_it(narrow):
    """Coordinates have decimals, so a picture of exact numbers would tell them to who reads the file."""
    months = month_ends(DAY, 3)
    shown = [(day, Decimal(jobs)) for day, jobs in zip(months, (70, 80, 90), strict=True)]
    ahead = [(date(2026, 11, 30), 80, 90, 110), (date(2026, 12, 31), 80, 100, 120)]
    picture = burn_up(BurnUp(shown, ahead, {months[0]: 120}), narrow=narrow)

    drawn = re.findall(r'<path aria-label="dag: [^>]* d="(M[^"]*L[^"]*)"', picture)
    heights = {float(y) for path in drawn for _, y in re.findall(r"([\d.]+),([\d.]+)", path)}
    told = {70.0, 80.0, 90.0, 100.0, 110.0, 120.0}
    places = {round((280 - y) / 280 * 120 * 1.12, 1) for y in heights}

    assert places == told
    assert {float(said) for said in re.findall(r"(?:banen|hoog): ([\d.]+)", picture)} <= told
