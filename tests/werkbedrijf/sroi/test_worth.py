"""What an effort is worth: an example for each regional table, and what must hold for every sum."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.sroi.tables import Limit, Unit, differences, shipped, shipped_table
from werkbedrijf.sroi.words import remark, written_out
from werkbedrijf.sroi.worth import Effort, Remark, months_between, worth

pytestmark = pytest.mark.pure

NEW_YEAR, HALF, YEAR = date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)


def at_work(block, hours="24", end=HALF, **more):
    return Effort(block, Decimal(hours), NEW_YEAR, end, **more)


@pytest.mark.parametrize(
    ("version", "effort", "value"),
    [
        # 24 hours, half a year, somebody of the register: 50,000 x 24/36 x 6/12.
        ("utrecht_b", at_work("banenafspraak"), "16666.67"),
        ("utrecht_b", at_work("banenafspraak", bonuses=("bonus_vast", "bonus_50plus")), "23333.33"),
        ("utrecht_b", Effort("maatschappelijke_activiteit", hours=Decimal(12)), "1200.00"),
        ("utrecht_b", Effort("maatschappelijke_activiteit", amount=Decimal("830.50")), "830.50"),
        ("utrecht_b", Effort("sociale_inkoop", amount=Decimal(4800)), "4800.00"),
        ("utrecht_a", at_work("banenafspraak"), "11666.67"),
        ("utrecht_a", Effort("wsw_inkoop", amount=Decimal("99.995")), "100.00"),
        ("haaglanden_zhc", at_work("participatiewet", "36", date(2028, 12, 31)), "80000.00"),
        ("haaglanden_zhc", at_work("participatiewet", "36", date(2028, 12, 31), with_lks=True), "120000.00"),
        ("haaglanden_zhc", at_work("banenafspraak", "36", date(2028, 12, 31)), "150000.00"),
        ("haaglanden_zhc", at_work("ww", "18", YEAR, counted_months=Fraction(9)), "2500.00"),
        ("haaglanden_zhc", at_work("ww", "36", bonuses=("bonus_opleiding",), amount=Decimal(750)), "10750.00"),
        ("leiden", at_work("wsw", "36", YEAR), "50000.00"),
        ("leiden", Effort("maatschappelijke_activiteit", amount=Decimal(2500), days=2), "2000.00"),
        ("leiden", Effort("maatschappelijke_activiteit", amount=Decimal(1500), days=2), "1500.00"),
        ("rijnvicus", at_work("wajong", "12", YEAR), "8333.33"),
        ("oost_nederland", at_work("banenafspraak", "36", YEAR), "40000.00"),
        ("oost_nederland", at_work("werkervaringsplek", "18", date(2026, 3, 31)), "1125.00"),
        ("oost_nederland", at_work("ww_lt1", "36", date(2027, 6, 30)), "10000.00"),
        ("oost_nederland", at_work("ww_lt1", "36", date(2027, 6, 30), with_lks=True), "10000.00"),
    ],
)
def test_the_sum_of_each_table(version, effort, value):
    assert worth(shipped_table(version), effort).value == Decimal(value)


@pytest.mark.parametrize(
    ("version", "value"),
    [
        ("utrecht_a", "11666.67"),
        ("utrecht_b", "16666.67"),
        ("haaglanden_zhc", "16666.67"),
        ("leiden", "16666.67"),
        ("rijnvicus", "16666.67"),
        ("oost_nederland", "13333.33"),
    ],
)
def test_24_hours_half_a_year_in_the_register_by_every_table(version, value):
    table = shipped_table(version)
    assert worth(table, at_work("banenafspraak")).value == Decimal(value) and table.full_time_hours == 36


def test_the_sum_is_written_out():
    table, effort = shipped_table("utrecht_b"), at_work("banenafspraak")
    (line,) = worth(table, effort).lines
    assert written_out(table, effort, line).replace("\xa0", " ") == (
        "€ 50.000,00 per jaar × 24/36 × 6/12 = € 16.666,67"
    )


def test_what_is_assumed_and_what_is_cut_off_is_said():
    table = shipped_table("oost_nederland")
    effort = at_work("ww_lt1", "40", date(2027, 6, 30), counted_months=Fraction(3))
    told = worth(table, effort)
    assert told.remarks == (Remark.NORM_ASSUMED, Remark.MORE_THAN_FULL_TIME, Remark.LIMITED)
    assert remark(table, effort, told, Remark.LIMITED) == (
        "Iemand telt hier ten hoogste 12 maanden. Al geteld: 3. Van deze 18 maanden tellen er 9."
    )
    assert "36 uur" in remark(table, effort, told, Remark.NORM_ASSUMED)
    assert worth(shipped_table("haaglanden_zhc"), at_work("ww")).remarks == ()


@pytest.mark.parametrize(
    ("effort", "field"),
    [
        (at_work("banenafspraak", "-3"), "hours"),
        (at_work("banenafspraak", "0"), "hours"),
        (at_work("banenafspraak", "169"), "hours"),
        (Effort("banenafspraak", None, NEW_YEAR, HALF), "hours"),
        (Effort("banenafspraak", Decimal(24), HALF, NEW_YEAR), "end"),
        (Effort("banenafspraak", Decimal(24), None, HALF), "start"),
        (Effort("banenafspraak", Decimal(24), NEW_YEAR, None), "end"),
        (at_work("banenafspraak", counted_months=Fraction(-1)), "counted_months"),
        (at_work("bonus_vast"), "block"),
        (at_work("banenafspraak", bonuses=("ww",)), "bonus"),
        (at_work("banenafspraak", bonuses=("bonus_vast", "bonus_vast")), "bonus"),
        (Effort("sociale_inkoop", amount=Decimal(5), bonuses=("bonus_vast",)), "bonus"),
        (Effort("sociale_inkoop"), "amount"),
        (Effort("sociale_inkoop", amount=Decimal(-5)), "amount"),
        (Effort("maatschappelijke_activiteit"), "hours"),
        (Effort("maatschappelijke_activiteit", hours=Decimal(2), amount=Decimal(5)), "hours"),
        (Effort("maatschappelijke_activiteit", hours=Decimal(-2)), "hours"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(effort, field):
    with pytest.raises(InputRefused) as refused:
        worth(shipped_table("utrecht_b"), effort)
    assert set(refused.value.problems) == {field}


def test_a_maximum_a_day_asks_for_the_days():
    with pytest.raises(InputRefused) as refused:
        worth(shipped_table("leiden"), Effort("maatschappelijke_activiteit", amount=Decimal(5)))
    assert set(refused.value.problems) == {"days"}


def test_costs_in_a_bonus_ask_for_the_amount():
    with pytest.raises(InputRefused) as refused:
        worth(shipped_table("haaglanden_zhc"), at_work("ww", bonuses=("bonus_opleiding",)))
    assert set(refused.value.problems) == {"amount"}


@pytest.mark.parametrize("ask", [lambda: shipped_table("nergens"), lambda: shipped_table("leiden").block("niets")])
def test_what_is_not_there_names_what_is(ask):
    with pytest.raises(NotFound, match="Kies uit"):
        ask()


def test_all_six_tables_ship_with_their_source_and_every_line():
    assert {version: len(table.blocks) for version, table in shipped().items()} == {
        "utrecht_a": 13,
        "utrecht_b": 13,
        "haaglanden_zhc": 14,
        "leiden": 15,
        "rijnvicus": 14,
        "oost_nederland": 8,
    }
    assert all(table.source.startswith("https://") for table in shipped().values())
    assert {table.valid_from for table in shipped().values()} == {None, date(2023, 7, 1), date(2023, 9, 1)}
    lines = [block for table in shipped().values() for block in table.blocks.values()]
    assert all((block.value is None) == block.unit.of_amount for block in lines)


def test_two_tables_are_laid_side_by_side():
    found = {one.code: one for one in differences(shipped_table("utrecht_a"), shipped_table("utrecht_b"))}
    assert (found["banenafspraak"].before.value, found["banenafspraak"].after.value) == (35000, 50000)
    assert found["bbl"].after is None and found["bbl_2_4"].before is None
    assert "nug" not in found
    assert differences(shipped_table("leiden"), shipped_table("leiden")) == []


DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
LENGTHS = st.integers(0, 1500)
TIMED = [
    (table, block)
    for table in shipped().values()
    for block in table.blocks.values()
    if block.unit.over_time and not block.is_bonus
]
HOURS = st.decimals(Decimal("0.25"), Decimal(60), places=2)


@given(DAYS, LENGTHS, st.integers(0, 1500))
def test_a_period_is_as_long_as_its_parts(start, first, second):
    middle, end = start + timedelta(first), start + timedelta(first + 1 + second)
    parts = months_between(start, middle) + months_between(middle + timedelta(1), end)
    assert parts == months_between(start, end)


@given(st.sampled_from(TIMED), HOURS, DAYS, LENGTHS, st.integers(0, 40))
def test_no_sum_is_more_than_full_time_for_as_long_as_somebody_may_count(pair, hours, start, length, before):
    table, block = pair
    effort = Effort(block.code, hours, start, start + timedelta(length), counted_months=Fraction(before))
    told = worth(table, effort)
    per_month = Fraction(block.value) / (1 if block.unit is Unit.MONTH else 12)
    assert 0 <= told.value <= per_month * told.months + Fraction(1, 200)
    assert told.months <= told.wished
    if block.limit is Limit.MONTHS:
        assert told.months == min(told.wished, max(0, block.months - before))
    assert told.value == sum(line.worth for line in told.lines) and told.value.as_tuple().exponent == -2


@given(st.sampled_from(TIMED), HOURS, HOURS, DAYS, LENGTHS, LENGTHS)
def test_more_hours_or_more_days_are_never_worth_less(pair, hours, more, start, length, longer):
    table, block = pair
    least = Effort(block.code, min(hours, more), start, start + timedelta(min(length, longer)))
    most = Effort(block.code, max(hours, more), start, start + timedelta(max(length, longer)))
    assert worth(table, least).value <= worth(table, most).value


@given(
    st.sampled_from([pair for pair in TIMED if pair[1].months]),
    HOURS,
    DAYS,
    st.lists(st.integers(0, 400), min_size=2, max_size=4),
)
def test_cutting_a_period_in_parts_never_gives_more_than_a_cent_per_part(pair, hours, start, lengths):
    """The limit cannot be got round by claiming the same person in pieces."""
    table, block = pair
    counted, day, parts = Fraction(0), start, []
    for length in lengths:
        told = worth(table, Effort(block.code, hours, day, day + timedelta(length), counted_months=counted))
        counted += told.months
        parts.append(told.value)
        day += timedelta(length + 1)
    whole = worth(table, Effort(block.code, hours, start, day - timedelta(1)))
    assert counted == whole.months
    assert abs(sum(parts) - whole.value) <= Decimal("0.01") * len(parts)
