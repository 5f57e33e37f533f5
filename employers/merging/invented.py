"""Invented employers, some of them in the region twice: to measure with. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from employers.merging.signs import Card
from employers.naming import search_name

TRADES: Final = (
    *(
        "Bakkerij",
        "Slagerij",
        "Bouwbedrijf",
        "Schildersbedrijf",
        "Hoveniersbedrijf",
        "Garage",
        "Kapsalon",
        "Restaurant",
    ),
    *(
        "Hotel",
        "Transport",
        "Logistiek",
        "Schoonmaak",
        "Zorggroep",
        "Kinderopvang",
        "Installatie",
        "Metaal",
        "Drukkerij",
    ),
    *("Kwekerij", "Loonbedrijf", "Wasserij", "Catering", "Techniek", "Verhuur", "Meubelmakerij", "Supermarkt"),
)
PIECES: Final = (
    *("ka", "ro", "ve", "lin", "da", "mer", "sto", "ber", "wij", "hui", "ten", "bos"),
    *("gra", "dij", "pol", "zan", "hof", "ree", "kam", "vel", "ost", "wes", "mun", "del"),
)
AREAS: Final = 400
EVERY_TWENTIETH: Final = 20
CHAIN: Final = 5


@dataclass(frozen=True, slots=True)
class Invented:
    """The employers, and the pairs of ids of those that are there twice."""

    cards: tuple[Card, ...]
    twice: frozenset[tuple[int, int]]


def invented_employers(number: int, seed: int = 1) -> Invented:
    """So many employers. One in twenty is there again, written another way; some are chains, or share a building.

    Those again: a slip in the name at the same address, another legal form with the same telephone, a shorter name with
    the same domain, the same vestigingsnummer under another name, or only a slip in the name in the same area.
    """
    lot = Random(seed)  # noqa: S311 - invented data
    again = number // EVERY_TWENTIETH
    first = [_one(place, lot) for place in range(number - again)]
    for start in range(0, len(first) - CHAIN, 40 * CHAIN):
        _make_chain(first, start, lot)
    ways: tuple[Callable[[Card, Random], Card], ...] = (
        _slip_at_address,
        _other_form,
        _shorter,
        _same_branch,
        _slip_in_area,
    )
    cards, twice = list(first), set()
    for index, drawn in enumerate(lot.sample(first, again)):
        original = cards[drawn.id] = _with_everything(drawn, lot)
        copied = ways[index % len(ways)](original, lot)
        cards.append(replace(copied, id=len(cards)))
        twice.add((original.id, len(cards) - 1))
    return Invented(tuple(cards), frozenset(twice))


def _one(place: int, lot: Random) -> Card:
    own = "".join(lot.choice(PIECES) for _ in range(lot.choice((3, 3, 4)))).title()
    name = f"{lot.choice(TRADES)} {own}"
    area = f"{7000 + lot.randrange(AREAS)}"
    return Card(
        id=place,
        names=(search_name(name),),
        kvk=f"{10_000_000 + place}" if lot.random() < 0.6 else "",
        branches=frozenset({f"{500_000_000_000 + place}"}) if lot.random() < 0.3 else frozenset(),
        addresses=frozenset({f"{area}{lot.choice('ABCDEFGH')}{lot.choice('ABCDEFGH')} {lot.randrange(1, 120)}"}),
        phones=frozenset({f"53{lot.randrange(10**7):07d}"}) if lot.random() < 0.7 else frozenset(),
        domains=frozenset({f"{own.casefold()}{place}.nl"}) if lot.random() < 0.5 else frozenset(),
    )


def _with_everything(card: Card, lot: Random) -> Card:
    """What the copy is to share has to be there."""
    own = card.names[0].split()[-1]
    return replace(
        card,
        branches=card.branches or frozenset({f"{600_000_000_000 + card.id}"}),
        phones=card.phones or frozenset({f"53{lot.randrange(10**7):07d}"}),
        domains=card.domains or frozenset({f"{own}{card.id}.nl"}),
    )


def _make_chain(cards: list[Card], start: int, lot: Random) -> None:
    """One name in several places, each a firm of its own with its own KvK number: those are not the same."""
    name = cards[start].names
    for place in range(start, start + CHAIN):
        cards[place] = replace(cards[place], names=name, kvk=f"{10_000_000 + place}")
    shared = cards[start].addresses
    for place in range(start + CHAIN, min(start + CHAIN + lot.randrange(2, 12), len(cards))):
        cards[place] = replace(cards[place], addresses=shared)


def _slipped(name: str, lot: Random) -> str:
    place = lot.randrange(1, len(name) - 1)
    way = lot.randrange(3)
    if way == 0:
        return name[:place] + name[place + 1 :]
    if way == 1:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[:place] + lot.choice("aeioulnrst") + name[place + 1 :]


def _bare(card: Card, **told: object) -> Card:
    known = {"kvk": "", "branches": frozenset(), "phones": frozenset(), "domains": frozenset()} | told
    return replace(card, **known)  # type: ignore[arg-type]  # fields of a card


def _slip_at_address(card: Card, lot: Random) -> Card:
    return _bare(card, names=(_slipped(card.names[0], lot),))


def _other_form(card: Card, lot: Random) -> Card:
    other = frozenset({f"{7000 + lot.randrange(AREAS)}XY 1"})
    return _bare(card, names=(search_name(f"{card.names[0]} B.V."),), phones=card.phones, addresses=other)


def _shorter(card: Card, lot: Random) -> Card:
    own = card.names[0].split()[-1]
    return _bare(card, names=(own,), domains=card.domains)


def _same_branch(card: Card, lot: Random) -> Card:
    other = f"{lot.choice(TRADES)} {''.join(lot.choice(PIECES) for _ in range(3))}"
    return _bare(card, names=(search_name(other),), branches=card.branches)


def _slip_in_area(card: Card, lot: Random) -> Card:
    area = next(iter(card.addresses))[:4]
    return _bare(card, names=(_slipped(card.names[0], lot),), addresses=frozenset({f"{area}XY {lot.randrange(1, 99)}"}))
