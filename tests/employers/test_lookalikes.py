"""Does the region already know this employer?"""

from datetime import date

import pytest

from employers.lookalikes import STRONG, lookalikes, strongest
from tests.making import MONDAY

NAMES = ["bakkerij de korenaar", "bakkerij de hoek", "hoveniersbedrijf het groene blad", "twente metaal", "de zon"]


def best(wanted):
    found = strongest(wanted, list(range(len(NAMES))), NAMES)
    return [NAMES[key] for key in sorted(found, key=lambda key: -found[key])]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bakkerij de korenar", "bakkerij de korenaar"),
        ("de korenaar bakkerij", "bakkerij de korenaar"),
        ("bakkerij korenaar", "bakkerij de korenaar"),
        ("korenaar", "bakkerij de korenaar"),
        ("korenar", "bakkerij de korenaar"),
        ("bakker", "bakkerij de korenaar"),
        ("groene bl", "hoveniersbedrijf het groene blad"),
        ("metal twente", "twente metaal"),
        ("de zon", "de zon"),
    ],
)
def test_a_loosely_typed_name_finds_the_employer(typed, meant):
    assert meant in best(typed)[:2]


def test_the_same_name_is_the_strongest_and_another_firm_is_not_found():
    found = strongest("bakkerij de korenaar", list(range(len(NAMES))), NAMES)
    assert found[0] == 100
    assert 3 not in found
    assert best("ziekenhuis medisch spectrum") == []


def test_two_letters_find_no_pieces():
    assert best("ba") == []


def test_a_lookalike_says_who_speaks_with_the_employer(session, make):
    anna = make.user(name="Anna Bos", organisation=make.organisation("UWV Oost"))
    korenaar = make.employer("Bakkerij De Korenaar", kvk="08123456", account_manager=anna)
    make.establishment(korenaar, place="Hengelo", gemeente_code="GM0164")
    make.employer("Twente Metaal", kvk="99999999")

    found = lookalikes(session, "Bakkerij de Korenar BV", 5)

    assert [(one.reference, one.place, one.gemeente) for one in found] == [(korenaar.reference, "Hengelo", "Hengelo")]
    assert found[0].strength >= STRONG
    assert found[0].sentence(MONDAY) == (
        "Bakkerij De Korenaar staat al in de regio. Aanspreekpunt: Anna Bos, UWV Oost, nog geen contact vastgelegd."
    )


@pytest.mark.parametrize(("typed", "strength"), [("0812", 90), ("KvK 08 12 34 56", 100), ("08123456", 100)])
def test_a_kvk_number_is_found_by_its_first_digits(session, make, typed, strength):
    make.employer("Bakkerij De Korenaar", kvk="08123456")
    make.employer("Twente Metaal", kvk="99999999")

    assert [(one.name, one.strength) for one in lookalikes(session, typed)] == [("Bakkerij De Korenaar", strength)]


@pytest.mark.parametrize("typed", ["", " ", "x", "99", "%%%%", "____"])
def test_too_little_to_go_on_finds_nobody(session, make, typed):
    make.employer("Bakkerij De Korenaar", kvk="08123456")
    assert lookalikes(session, typed) == []


def test_an_employer_without_people_is_said_so(session, make):
    make.employer("De Zon")
    assert lookalikes(session, "de zon")[0].sentence(date(2026, 11, 23)) == (
        "De Zon staat al in de regio. Nog geen aanspreekpunt, nog geen contact vastgelegd."
    )
