"""Invented firms have numbers of the right shape, whatever the seed."""

import re

import pytest

from werkbedrijf.demo.firms import kvk_of


@pytest.mark.parametrize("seed", [0, 7, 10, 99, 123_456])
def test_every_firm_has_a_number_of_eight_digits_of_its_own(seed):
    numbers = [kvk_of(seed, number) for number in range(2000)]
    assert all(re.fullmatch(r"00\d{6}", one) for one in numbers)
    assert len(set(numbers)) == len(numbers)
