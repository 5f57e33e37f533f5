import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from werkbedrijf.foundation.facts.regions import (
    gemeente_by_code,
    gemeente_by_name,
    gemeenten,
    gemeenten_of,
    region_of,
    regions,
)
from werkbedrijf.foundation.facts.tables import Table, rows

STUDY = Path(__file__).parents[5] / "shared" / "data" / "facts"


def test_there_are_35_regions_and_342_gemeenten_each_with_its_own_code():
    assert len({region.code for region in regions()}) == len(regions()) == 35
    assert len({gemeente.code for gemeente in gemeenten()}) == len(gemeenten()) == 342


def test_every_gemeente_is_in_exactly_one_region_of_the_size_the_table_tells():
    told = {row["am_code"]: int(row["aantal_gemeenten"]) for row in rows(Table.REGIONS)}
    assert Counter(gemeente.region_code for gemeente in gemeenten()) == told
    assert {region.code: len(region.gemeenten) for region in regions()} == told


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("AM05", "AM05"),
        ("am05", "AM05"),
        ("twente", "AM05"),
        ("Stedendriehoek en Noordwest Veluwe", "AM06"),
        ("Fryslân", "AM02"),
        ("Zwolle", "AM36"),
        ("food valley", "AM38"),
        ("Zaanstreek-Waterland", "AM17"),
    ],
)
def test_a_region_is_found_by_code_name_or_older_name(asked, code):
    region = region_of(asked)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize("asked", ["", "AM04", "Nergenshuizen"])
def test_a_region_that_does_not_exist_is_none(asked):
    assert region_of(asked) is None
    assert gemeenten_of(asked) == ()


def test_a_region_keeps_its_former_name_only_where_it_changed():
    twente, stedendriehoek = region_of("AM05"), region_of("AM06")
    assert twente is not None
    assert stedendriehoek is not None
    assert (twente.former_name, stedendriehoek.former_name) == (None, "Stedendriehoek en Noordwest Veluwe")


def test_the_gemeenten_of_a_region_come_by_name():
    names = [gemeente.name for gemeente in gemeenten_of("AM05")]
    assert (names[0], names[-1], len(names)) == ("Almelo", "Wierden", 14)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("ENSCHEDE", "Enschede"),
        ("Sudwest Fryslan", "Súdwest-Fryslân"),
        ("Den Haag", "'s-Gravenhage"),
        ("s gravenhage", "'s-Gravenhage"),
        ("den bosch", "'s-Hertogenbosch"),
        ("Hengelo (O)", "Hengelo"),
        ("Bergen (L)", "Bergen (L.)"),
        ("Nuenen", "Nuenen, Gerwen en Nederwetten"),
        ("Weesp", "Amsterdam"),
        ("Heerhugowaard", "Dijk en Waard"),
    ],
)
def test_a_gemeente_is_found_by_the_names_people_use(asked, name):
    found = gemeente_by_name(asked)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("asked", ["", "Bergen", "Nergenshuizen", "(NH.)"])
def test_a_name_that_says_nothing_or_two_things_finds_no_gemeente(asked):
    assert gemeente_by_name(asked) is None


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("GM0153", "Enschede"),
        ("gm0153", "Enschede"),
        ("153", "Enschede"),
        ("0014", "Groningen"),
        ("GM0457", "Amsterdam"),
    ],
)
def test_a_gemeente_is_found_by_its_code_also_one_from_before_a_merger(asked, name):
    found = gemeente_by_code(asked)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("asked", ["", "GM", "GM9999", "Enschede", "GM²"])
def test_a_code_that_does_not_exist_finds_no_gemeente(asked):
    assert gemeente_by_code(asked) is None


def test_every_merger_ends_at_a_gemeente_of_today():
    for merger in rows(Table.MERGERS):
        now = gemeente_by_name(merger["oude_naam"])
        assert now is not None
        assert gemeente_by_code(merger["oude_code"]) == now


@pytest.mark.parametrize("table", Table)
def test_every_shipped_table_can_be_read_and_is_named_in_the_readme(table):
    import werkbedrijf.foundation.facts as package

    readme = Path(package.__path__[0], "README.md").read_text(encoding="utf-8")
    assert f"`{table.value}.csv`" in readme
    assert rows(table)
    assert all(None not in row and None not in row.values() for row in rows(table)), "a row with too many or few cells"


@pytest.mark.parametrize("table", Table)
def test_a_shipped_table_says_what_the_study_says(table):
    study = STUDY / f"{table.value}.csv"
    if not study.exists():
        pytest.skip("the study's tables are not beside the project")
    with study.open(encoding="utf-8", newline="") as lines:
        told = [without_sizes(row) for row in csv.DictReader(lines)]
    ours = [without_sizes(row) for row in rows(table)]
    # What was looked up later stands between what the study says, with the article it was read in.
    later = [row for row in ours if row not in told]
    assert [row for row in ours if row in told] == told
    assert not later or table is Table.INSTRUMENTS
    assert all(re.search(r"\b\d+[a-z]? lid \d+|\bart\. \d+|\b\d\.\d+", row["bron"]) for row in later)


def without_sizes(row):
    # The study counts the gemeenten of two regions as divided in 2021; the shipped table counts those of 2025.
    return {column: text for column, text in row.items() if column != "aantal_gemeenten"}
