"""A file with value tables: what it says, what is wrong with it, and that nothing of it is lost."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.werkbedrijf.sroi.own_tables import BLOCKS, as_file, block, file_of, rows_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.tables import Table, rows
from werkbedrijf.foundation.tables import read_here, to_csv, to_xlsx
from werkbedrijf.sroi.blocks import kind_of, tells
from werkbedrijf.sroi.tables import Limit, Rounding, Unit, shipped
from werkbedrijf.sroi.values.reading import tables_file
from werkbedrijf.sroi.values.shape import COLUMNS, MUST, file_rows
from werkbedrijf.sroi.words import block_words, written_out
from werkbedrijf.sroi.worth import Effort, worth

pytestmark = pytest.mark.pure

DAYS = (date(2026, 1, 1), date(2026, 6, 30))


def own():
    (table,) = file_of().tables
    return table


def at_work(code, hours="20", **more):
    return Effort(code, Decimal(hours), *DAYS, **more)


def test_a_file_says_everything_a_table_needs():
    table = own()
    assert (table.version, table.title, table.region) == ("werkregio_2027", "Werkregio 2027", "Werkregio")
    assert (table.valid_from, table.valid_until) == (date(2026, 1, 1), date(2027, 12, 31))
    assert (table.full_time_hours, table.full_time_published) == (40, True)
    assert (table.hired_before_months, table.lks_lifts_limit, table.rounding) == (6, True, Rounding.CENT)
    register, _, _, bonus, *_ = table.blocks.values()
    assert (register.value, register.unit, register.months, register.minimum_hours) == (50_000, Unit.YEAR, 24, 12)
    assert register.limit is Limit.MONTHS and not bonus.pro_rata and bonus.is_bonus


@pytest.mark.parametrize(
    ("effort", "value", "said"),
    [
        # Half of full time for half a year, on a norm of 40 hours.
        (at_work("banenafspraak"), "12500.00", "€ 50.000,00 per jaar × 20/40 × 6/12 = € 12.500,00"),
        (at_work("banenafspraak", "40", bonuses=("bonus_vast",)), "30000.00", "× voltijd × 6/12"),
        (at_work("werkervaringsplek", "40"), "4500.00", "× 6 maanden"),
        (Effort("activiteit_gastles", days=3), "750.00", "€ 250,00 × 3 stuks = € 750,00"),
        (Effort("activiteit_begeleiding", hours=Decimal(4)), "382.00", "× 4 uur"),
        (Effort("sociale_inkoop", amount=Decimal("1234.56")), "987.65", "80 % van € 1.234,56 = € 987,65"),
        (Effort("sw_inkoop", amount=Decimal("1234.56")), "1234.56", "zonder btw: € 1.234,56"),
    ],
)
def test_the_sum_by_each_unit(effort, value, said):
    told = worth(own(), effort)
    assert told.value == Decimal(value)
    assert said in written_out(own(), effort, told.lines[0]).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("effort", "field"),
    [
        (Effort("activiteit_gastles"), "days"),
        (Effort("activiteit_gastles", days=0), "days"),
        (Effort("sociale_inkoop"), "amount"),
        (at_work("banenafspraak", "11.9"), "hours"),
    ],
)
def test_what_a_unit_asks_is_asked(effort, field):
    with pytest.raises(InputRefused) as refused:
        worth(own(), effort)
    assert set(refused.value.problems) == {field}


def test_a_unit_reads_as_a_person_would_say_it():
    said = {code: block_words(one).replace("\xa0", " ") for code, one in own().blocks.items()}
    assert said["sociale_inkoop"] == "80 % van het bedrag van de factuur zonder btw"
    assert said["activiteit_gastles"] == "€ 250,00 per stuk"
    assert said["banenafspraak"].endswith("(telt 24 maanden, vanaf 12 uur per week)")


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"waarde": "veel"}, "waarde", "getal"),
        ({"waarde": "-5"}, "waarde", "meer dan 0"),
        ({"waarde": ""}, "waarde", "getal"),
        ({"waarde": "1,005"}, "waarde", "twee decimalen"),
        ({"eenheid": "eur_per_week"}, "eenheid", "Kies uit: eur_per_jaar"),
        ({"eenheid": "eur_per_jaar_36u"}, "eenheid", "Voltijd is in deze tabel 40 uur"),
        ({"eenheid": "factuur"}, "waarde", "Laat deze cel leeg"),
        ({"max_maanden": "lang"}, "max_maanden", "aantal maanden"),
        ({"max_maanden": "0"}, "max_maanden", "heel getal"),
        ({"minimum_uren": "60"}, "minimum_uren", "ten hoogste 48"),
        ({"naar_rato": "soms"}, "naar_rato", "ja, nee"),
        ({"naar_rato": "nee"}, "naar_rato", "Alleen een bonus"),
        ({"categorie": "Banen afspraak"}, "categorie", "kleine letters"),
        ({"categorie": "ww"}, "categorie", "staat al in rij 3"),
        ({"categorie": "banenafspraak", "eenheid": "eur_per_stuk"}, "categorie", "eindigen op inkoop"),
        ({"label": ""}, "label", "leeg"),
        ({"label": "x" * 201}, "label", "200"),
        ({"categorie": "bonus_uur", "eenheid": "eur_per_uur_per_medewerker", "max_maanden": ""}, "eenheid", "bonus"),
        ({"categorie": "bonus_lang", "max_maanden": "6"}, "max_maanden", "Laat deze cel leeg"),
        ({"regio": "Elders"}, "regio", "hele tabel"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_row_and_column(change, column, said):
    found = file_of((*BLOCKS, BLOCKS[0] | {"categorie": "wajong"} | change))
    assert found.tables == ()
    one = next(one for one in found.refused if one.field == column)
    assert said in one.reason and one.record == f"rij {len(BLOCKS) + 2}"


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        ({"versie": "nieuw"}, "versie", "andere"),
        ({"versie": "Werk regio"}, "versie", "kleine letters"),
        ({"geldig_vanaf": "vroeger"}, "geldig_vanaf", "nieuwste_ongedateerd"),
        ({"geldig_vanaf": "2026-02-30"}, "geldig_vanaf", "2027-01-01"),
        ({"geldig_tot": "2025-12-31"}, "geldig_tot", "voor de eerste dag"),
        ({"bron_url": ""}, "bron_url", "https://"),
        ({"bron_url": "javascript:alert(1)"}, "bron_url", "https://"),
        ({"regio": ""}, "regio", "leeg"),
        ({"voltijd_uren": "0"}, "voltijd_uren", "meer dan 0"),
        ({"voltijd_gepubliceerd": "x"}, "voltijd_gepubliceerd", "ja, nee"),
        ({"afronding": "kwartje"}, "afronding", "cent, euro"),
        ({"eerder_in_dienst_maanden": "-1"}, "eerder_in_dienst_maanden", "heel getal"),
        ({"lks_verlengt": "1"}, "lks_verlengt", "ja, nee"),
    ],
)
def test_a_wrong_rule_of_the_table_is_refused_at_its_first_row(change, column, said):
    found = file_of(**change)
    assert found.tables == ()
    one = next(one for one in found.refused if one.field == column)
    assert said in one.reason and one.record == "rij 2"


def test_everything_that_is_wrong_is_said_at_once_and_nothing_goes_half():
    heading, good = rows_of(versie="goed")
    at, cells = rows_of()[1][1]
    bad = [rows_of()[1][0], (at, tuple("??" if cell == "20000" else cell for cell in cells))]
    found = tables_file(heading, [*bad, *good])
    assert found.tables == () and [(one.record, one.field) for one in found.refused] == [("rij 3", "waarde")]


@pytest.mark.parametrize("name", MUST)
def test_a_column_that_is_missing_is_named(name):
    heading, told = rows_of()
    found = tables_file([one for one in heading if one != name], told)
    assert [(one.record, one.field) for one in found.refused] == [("rij 1", name)]


def test_a_column_that_is_unknown_or_twice_is_named():
    heading, told = rows_of()
    found = tables_file([*heading[:-1], "kleur", "regio"], told)
    assert {one.field for one in found.refused} == {"kleur", "regio"}
    assert [one.field for one in tables_file(heading, []).refused] == ["versie"]


def test_the_published_columns_alone_are_enough():
    lines = [line for line in rows(Table.SROI_BLOCKS) if line["versie"] in {"utrecht_a", "leiden"}]
    told = [(at, tuple(line[name] for name in MUST)) for at, line in enumerate(lines, start=2)]
    found = tables_file(MUST, told)
    assert found.refused == ()
    one, other = found.tables
    assert one.blocks == shipped()["utrecht_a"].blocks and (one.full_time_hours, one.full_time_published) == (36, True)
    # Its page does not say how many hours full time is: that stays marked.
    assert other.blocks == shipped()["leiden"].blocks and not other.full_time_published
    assert other.rules_from == shipped()["leiden"].rules_from


@pytest.mark.parametrize("version", sorted(shipped()))
@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_a_table_that_goes_out_comes_back_the_same(version, write):
    table = replace(shipped()[version], version="eigen")
    back = read_here(write(file_rows([table])))
    found = tables_file(back.headers, [(row.number, row.cells) for row in back.rows])
    assert found.refused == () and found.tables == (table,)
    assert list(found.tables[0].blocks) == list(table.blocks)


def test_an_own_table_comes_back_the_same_too():
    changed = replace(own(), rounding=Rounding.EURO, valid_until=None)
    assert as_file(changed, replace(own(), version="ander")).tables[0] == changed


@settings(deadline=None)
@given(
    st.sampled_from(sorted(shipped())),
    st.integers(1, 168),
    st.integers(0, 1500),
    st.integers(0, 40),
    st.decimals(0, 10_000, places=2),
    st.booleans(),
)
def test_worth_by_a_table_that_was_brought_in_is_that_of_the_table_itself(version, hours, days, before, paid, lks):
    table = shipped()[version]
    (back,) = as_file(replace(table, version="eigen")).tables
    until = date.fromordinal(DAYS[0].toordinal() + days)
    for code, one in table.blocks.items():
        if one.is_bonus:
            continue
        over_time = one.unit.over_time
        effort = Effort(
            code,
            hours=Decimal(hours) if over_time or one.unit is Unit.HOUR else None,
            start=DAYS[0] if over_time else None,
            end=until if over_time else None,
            counted_months=Fraction(before) if over_time else Fraction(0),
            amount=None if over_time else paid,
            days=2,
            with_lks=lks,
        )
        assert worth(back, effort) == worth(table, effort)


@given(
    st.sampled_from([code for code, one in own().blocks.items() if one.months]),
    st.integers(12, 168),
    st.lists(st.integers(1, 900), min_size=1, max_size=4),
)
def test_nobody_counts_longer_than_the_table_lets(code, hours, parts):
    table, first, counted, value = own(), DAYS[0], Fraction(0), Decimal(0)
    for days in parts:
        until = date.fromordinal(first.toordinal() + days - 1)
        told = worth(table, Effort(code, Decimal(hours), first, until, counted_months=counted))
        counted, value, first = counted + told.months, value + told.value, date.fromordinal(until.toordinal() + 1)
    most = table.blocks[code].months
    assert counted <= most
    assert value <= table.blocks[code].value * most / 12 + Decimal("0.01") * len(parts)


@given(st.permutations(range(len(BLOCKS) * 2)))
def test_the_order_of_rows_changes_nothing_but_the_order(order):
    heading, one = rows_of()
    both = [*one, *((at + len(one), cells) for at, cells in rows_of(versie="ander")[1])]
    found = tables_file(heading, [both[at] for at in order])
    assert found.refused == ()
    assert {table.version: table for table in found.tables} == {
        "werkregio_2027": own(),
        "ander": replace(own(), version="ander"),
    }


def test_a_code_says_what_a_block_is_for_and_what_it_tells():
    assert {code: kind_of(code).value for code in own().blocks if not code.startswith("bonus")} == {
        "banenafspraak": "plaatsing",
        "ww": "plaatsing",
        "werkervaringsplek": "plaatsing",
        "activiteit_gastles": "activiteit",
        "activiteit_begeleiding": "activiteit",
        "sociale_inkoop": "inkoop",
        "sw_inkoop": "inkoop",
    }
    assert tells("stage_vso") and tells("bbl_statushouder") and not tells("bbl_2_4") and not tells("activiteit_ww")


def test_a_file_as_the_region_publishes_it_is_read_with_commas():
    out = StringIO()
    csv.writer(out).writerows([COLUMNS, *(cells for _, cells in rows_of()[1])])
    table = read_here(out.getvalue().encode())
    assert tables_file(table.headers, [(row.number, row.cells) for row in table.rows]).tables == (own(),)


def test_a_table_of_only_bonuses_is_none():
    found = file_of((block("bonus_vast", "100"),))
    assert [one.field for one in found.refused] == ["categorie"]
