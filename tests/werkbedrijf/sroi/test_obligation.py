"""What is owed, and that it is the sum of what every agreement added."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.sroi import words
from werkbedrijf.sroi.obligation import Agreed, Basis, changes_of, obligation_of, problems_of

pytestmark = pytest.mark.pure

SUMS = st.decimals(Decimal("0.01"), Decimal(90_000_000), places=2)
AGREED = st.builds(
    Agreed,
    total=SUMS,
    percentage=st.decimals(Decimal("0.1"), Decimal(100), places=2),
    rebate=st.decimals(Decimal(0), Decimal(100), places=1),
    threshold=st.none() | SUMS,
    below_threshold_too=st.booleans(),
)


@given(st.lists(AGREED, min_size=1, max_size=6))
def test_what_each_agreement_adds_is_together_what_the_last_one_owes(agreements):
    assert sum(changes_of(agreements)) == obligation_of(agreements[-1]).amount


@given(AGREED)
def test_nobody_owes_less_than_nothing_or_more_than_the_sum(agreed):
    owed = obligation_of(agreed).amount
    assert 0 <= owed <= agreed.total and owed == owed.quantize(Decimal("0.01"))


def test_the_sum_is_written_out_with_the_rebate():
    told = words.obligation(Agreed(Decimal(400_000), Decimal(5), rebate=Decimal(50)))
    assert [line.replace("\xa0", " ") for line in told] == [
        "5 % van € 400.000,00 = € 20.000,00",
        "min 50 % korting voor de PSO-trede = € 10.000,00",
    ]


def test_below_the_threshold_nothing_is_owed_unless_that_was_agreed():
    small = {"total": Decimal(90_000), "percentage": Decimal(5), "threshold": Decimal(100_000)}
    assert obligation_of(Agreed(**small)).amount == 0
    assert obligation_of(Agreed(**small, below_threshold_too=True)).amount == Decimal("4500.00")


def test_over_the_wage_sum_the_wages_must_be_known():
    told = dict(problems_of(Agreed(Decimal(1000), Decimal(5), Basis.WAGES)))
    assert told == {"wages": "Vul de loonsom in: het percentage gaat daarover."}
    too_much = Agreed(Decimal(1000), Decimal(5), Basis.WAGES, Decimal(2000))
    assert "niet meer dan de opdrachtsom" in dict(problems_of(too_much))["wages"]
