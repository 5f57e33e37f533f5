"""The forecast of a contract: the point lies in the band, the band in what can be, and at the end it is what the books say."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.sroi.forecast.reckoning import Chance, Chances, Work, forecast, months_of_work
from werkbedrijf.sroi.tables import shipped
from werkbedrijf.sroi.worth import Effort, worth

EURO = st.decimals(0, 100_000, places=2)
PART = st.decimals(0, 1, places=3)
CHANCE = st.builds(Chance, PART, st.decimals(0, Decimal("0.3"), places=3))
CHANCES = st.builds(Chances, CHANCE, CHANCE, CHANCE)
WORK = st.builds(Work, st.lists(EURO, max_size=12).map(tuple), st.none() | st.integers(1, 12))


@given(EURO, st.lists(EURO, max_size=4), st.lists(WORK, max_size=4), CHANCES)
def test_the_band_holds_the_point_and_stays_within_what_can_be(done, claims, works, chances):
    for one in forecast(done, claims, works, chances, months=12):
        most = done + sum(claims) + sum(sum(work.months[: one.months]) for work in works)
        assert 0 <= done <= one.low <= one.expected <= one.high <= most


@given(EURO, CHANCES)
def test_at_the_end_with_everything_decided_it_is_what_the_books_say(done, chances):
    (end,) = forecast(done, [], [Work((Decimal(500),))], chances, months=0)
    assert end.low == end.expected == end.high == done


@given(st.lists(WORK, min_size=1, max_size=3), CHANCES)
def test_more_months_never_bring_less(works, chances):
    line = [one.expected for one in forecast(Decimal(0), [], works, chances, months=12)]
    assert line == sorted(line)


def test_work_after_the_end_of_its_contract_counts_with_the_chance_to_go_on():
    half = Chances(Chance(Decimal(1)), Chance(Decimal(1)), Chance(Decimal("0.5")))
    line = forecast(Decimal(0), [], [Work((Decimal(100),) * 4, ends_in=2)], half, months=4)
    assert [one.expected for one in line] == [0, 100, 200, 250, 300]


@given(st.sampled_from(sorted(shipped())), st.integers(1, 40), st.integers(0, 30), st.integers(1, 1200))
def test_months_of_work_are_together_what_the_table_says(version, hours, counted, days):
    table, first = shipped()[version], date(2026, 3, 9)
    until = date.fromordinal(first.toordinal() + days)
    told = Effort("banenafspraak", Decimal(hours), first, date.fromordinal(until.toordinal() - 1))
    capped = "ww" if "ww" in table.blocks else "nug"
    for block in ("banenafspraak", capped):
        effort = Effort(block, told.hours, told.start, told.end, counted_months=Fraction(counted))
        months = months_of_work(table, block, Decimal(hours), first, until, Fraction(counted))
        assert sum(months) == worth(table, effort).value
