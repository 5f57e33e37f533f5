"""What somebody asks of a what-if: kept exactly, told in words, refused in sentences."""

from decimal import Decimal
from fractions import Fraction

import pytest

from werkbedrijf.scenarios.asked import Asked, AskedPlaces
from werkbedrijf.scenarios.quarters import Quarter

PLACES = AskedPlaces("medewerker_plantsoen", 20, Decimal(16), 1, (("Almelo", "7601"), ("Enschede", "7511")))
WHOLE = Asked(PLACES, ("P-0003",), 4, 1, (Decimal("0.3"), Decimal(0)), Fraction(7, 10), "2026-4")


@pytest.mark.parametrize("asked", [WHOLE, Asked(), Asked(k=3), Asked(places=PLACES)])
def test_what_is_stored_reads_back_the_same(asked):
    assert Asked.from_dict(asked.to_dict()) == asked


def test_it_is_told_in_words():
    assert WHOLE.words() == [
        "20 plekken erbij: Medewerker plantsoen, vanaf 16 uur per week, in Almelo en Enschede",
        "Zonder plek P-0003",
        "Lijsten van 4 mensen per plek",
        "Ten hoogste 1 plek per persoon",
        "Geschikt vanaf 70 % van het werk",
        "Voorrang voor wie weinig voordrachten had: 30 · 0 %",
    ]
    many = AskedPlaces("verdwenen_beroep", 1, Decimal(8), 3, (("X", "1011"),) * 5)
    assert Asked(many).words() == [
        "1 plek erbij: verdwenen_beroep, vanaf 8 uur per week, 3 stoelen per plek, verdeeld over de regio"
    ]


def test_nothing_is_nothing_also_of_a_quarter():
    assert Asked().is_nothing
    assert Asked(quarter="2026-4").is_nothing
    assert not Asked(m=1).is_nothing


def test_new_places_ask_what_such_work_usually_asks():
    change = Asked(places=PLACES).change
    assert change.only_adds
    made = change.demands([])
    assert len(made) == 20
    assert {(place.pc4, place.family, place.hours_min) for place in made} == {
        ("7601", "groen", Decimal(16)),
        ("7511", "groen", Decimal(16)),
    }


def test_a_year_has_four_quarters():
    days = [(quarter.first, quarter.last) for quarter in (Quarter(2024, n) for n in (1, 2, 3, 4))]
    assert [f"{first:%d-%m} {last:%d-%m}" for first, last in days] == [
        "01-01 31-03",
        "01-04 30-06",
        "01-07 30-09",
        "01-10 31-12",
    ]
    assert Quarter.read("VD-0001") is Quarter.read("20x6-1") is Quarter.read("") is None
