"""Names and numbers of firms in one shape."""

import pytest

from employers.naming import branch_number, kvk_number, postcode, search_name


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Bakkerij De Korenaar B.V.", "bakkerij de korenaar"),
        ("bakkerij  de KORENAAR bv", "bakkerij de korenaar"),
        ("B.V. Metaalunie", "metaalunie"),
        ("Jansen & Zn. V.O.F.", "jansen en zn"),
        ("Jansen en Zn VOF", "jansen en zn"),
        ("Café Zoë", "cafe zoe"),
        ("Ørsted Groen N.V.", "orsted groen"),
        ("Foto's van Toen", "fotos van toen"),
        ("Van der Berg Holding B.V. i.o.", "van der berg"),
        ("Coöperatie De Korf U.A.", "de korf"),
        ("Stichting Zonzij", "zonzij"),
        ("B.V.", "b v"),
        ("Holding", "holding"),
        ("  !? ", ""),
    ],
)
def test_a_loosely_typed_name_is_compared_in_one_shape(typed, compared):
    assert search_name(typed) == compared


@pytest.mark.parametrize("name", ["b b v v", "Bv. N.V. Holding x", "b v.b v", "ÅBC & & vof", "c v b a b v"])
def test_comparing_twice_changes_nothing(name):
    assert search_name(search_name(name)) == search_name(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("08123456", "08123456"),
        (" 08 12 34 56 ", "08123456"),
        ("KvK-nummer: 0812.3456", "08123456"),
        ("8123456", None),
        ("081234567", None),
        ("0812345a", None),
        ("00000000", None),
        ("٠٨١٢٣٤٥٦", None),
        ("", None),
    ],
)
def test_a_kvk_number_has_eight_digits(typed, kept):
    assert kvk_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0000 1234 5678", "000012345678"), ("12345678", None), ("000000000000", None), ("vestiging 1", None)],
)
def test_a_branch_number_has_twelve_digits(typed, kept):
    assert branch_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7511 AA", "7511AA"),
        ("7511aa", "7511AA"),
        ("7511", None),
        ("0511AA", None),
        ("7511 SS", None),
        ("7511 A1", None),
    ],
)
def test_a_postcode_has_four_digits_and_two_letters(typed, kept):
    assert postcode(typed) == kept


def test_legal_forms_within_legal_forms_go_too_however_many():
    assert search_name("Jansen " + "b " * 40 + "v " * 40) == "jansen"
    assert len(search_name("b " * 100_000 + "v " * 100_000)) < 1000
