"""Which employers may be one, and by which signs."""

import pytest

from employers.merging.invented import invented_employers
from employers.merging.signs import Card, Kind, likely_pairs
from employers.merging.words import sign_words

HERE = frozenset({"7511AA 12"})


def card(number, name, **told):
    return Card(number, (name,), **told)


def pair_of(*cards):
    found = likely_pairs(cards)
    return [({sign.kind for sign in pair.signs}, pair.strength) for pair in found]


@pytest.mark.parametrize(
    ("other", "signs"),
    [
        (card(2, "bakkerij de korenaer", addresses=HERE), {Kind.NAME, Kind.ADDRESS}),
        (card(2, "korenaar", phones=frozenset({"531234567"})), {Kind.NAME, Kind.PHONE}),
        (card(2, "broodhuis bos", branches=frozenset({"000012345678"})), {Kind.BRANCH}),
        (card(2, "de korenaar bakkerij"), {Kind.NAME}),
        (card(2, "iets anders", phones=frozenset({"531234567"}), addresses=HERE), {Kind.PHONE, Kind.ADDRESS}),
    ],
)
def test_what_two_share_is_a_sign(other, signs):
    first = card(
        1,
        "bakkerij de korenaar",
        addresses=HERE,
        phones=frozenset({"531234567"}),
        branches=frozenset({"000012345678"}),
    )

    assert [found for found, _ in pair_of(first, other)] == [signs]


@pytest.mark.parametrize(
    "other",
    [
        card(2, "bakkerij de molen"),
        card(2, "bakkerij de korenaar", kvk="22222222"),
        card(2, "slagerij bos", addresses=HERE),
        card(2, "slagerij bos", domains=frozenset({"korenaar.nl"})),
    ],
)
def test_one_weak_sign_is_not_enough(other):
    first = card(1, "bakkerij de korenaar", kvk="11111111", addresses=HERE, domains=frozenset({"korenaar.nl"}))

    assert pair_of(first, other) == []


def test_another_name_of_an_employer_counts():
    first = Card(1, ("vof jansen en zonen", "warme bakker op de hoek"))

    assert pair_of(first, card(2, "warme bakker op de hoek")) == [({Kind.NAME}, 60)]


def test_a_building_or_switchboard_of_many_says_nothing():
    many = [card(number, f"{letter * 6} bedrijf", addresses=HERE) for number, letter in enumerate("abcdefghijkl")]
    many += [card(20, "zzzzzz aaaaaa", addresses=HERE, phones=frozenset({"531234567"}))]

    assert pair_of(*many) == []


def test_most_that_are_there_twice_are_found_in_a_small_region():
    made = invented_employers(1_000)
    found = {(pair.first, pair.second) for pair in likely_pairs(made.cards)}

    assert len(found & made.twice) >= 0.9 * len(made.twice)
    assert len(found) <= 2 * len(made.twice)


def test_the_signs_are_said_in_words():
    assert sign_words([["naam", "100"], ["mail", "korenaar.nl"], ["adres", "7511AA 12"]]) == [
        "dezelfde naam",
        "e-mail of website van korenaar.nl",
        "hetzelfde adres",
    ]
