"""Which employers may be the same one, and by which signs. Pure: no web, no database, no clock.

Comparing every two of 20,000 employers is two hundred million comparisons. Two that are the same share a telephone number, an
address, a domain, or the part of the name that tells them apart; only those that do are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

ENOUGH: Final = 60
"""From this strength (0 to 100) on a person should look whether two employers are one."""
ALIKE: Final = 88
"""From this likeness on (0 to 100) a name is a sign by itself; below ``HARDLY`` it is none."""
HARDLY: Final = 75
SAME: Final = 97
MOST_IN_ONE: Final = 8
"""What more than so many employers share (a building, a switchboard, a franchise) says nothing of two of them."""
COMMON: Final = 0.01
"""A word in more than this share of the names is a trade, not the name: bakkerij, bouw."""
LARGEST_BLOCK: Final = 1_500

# Mail that everybody can have says nothing about who somebody works for.
SHARED_MAIL: Final = frozenset(
    {
        *(
            "gmail.com",
            "googlemail.com",
            "hotmail.com",
            "hotmail.nl",
            "outlook.com",
            "outlook.nl",
            "live.nl",
            "live.com",
        ),
        *("msn.com", "yahoo.com", "yahoo.nl", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com"),
        *("ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "hetnet.nl", "home.nl", "xs4all.nl", "upcmail.nl"),
        *("telfort.nl", "casema.nl", "quicknet.nl", "chello.nl", "tele2.nl", "online.nl", "caiway.nl", "solcon.nl"),
        *(
            "zonnet.nl",
            "wanadoo.nl",
            "freeler.nl",
            "zeelandnet.nl",
            "gmx.com",
            "gmx.de",
            "web.de",
            "aol.com",
            "mail.com",
        ),
    }
)


class Kind(StrEnum):
    """What two employers share."""

    KVK = "kvk"
    BRANCH = "vestigingsnummer"
    NAME = "naam"
    PHONE = "telefoon"
    MAIL = "mail"
    ADDRESS = "adres"


WEIGHT: Final = {Kind.KVK: 100, Kind.BRANCH: 80, Kind.PHONE: 40, Kind.MAIL: 35, Kind.ADDRESS: 35}
NEAR: Final = 15
"""What it adds to a name that both are in one postcode area (four digits)."""
OTHER_KVK: Final = 35
"""What it takes away that both have a KvK number, and another one."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of one employer. Names are search names; a phone is its last nine digits."""

    id: int
    names: tuple[str, ...]
    kvk: str = ""
    branches: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing two employers share; ``value`` is what, or for a name how much alike from 0 to 100."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two employers that may be one, the lowest id first."""

    first: int
    second: int
    strength: int
    signs: tuple[Sign, ...] = field(compare=False)


def phone_of(text: str) -> str:
    """What of a telephone number is compared: its last nine digits, so that +31 and 0 are the same; empty when too short.

    >>> phone_of("+31 (0)53 123 45 67"), phone_of("053-1234567"), phone_of("112")
    ('531234567', '531234567', '')
    """
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    # An invented number of noughts, or one that nobody filled in, is no number.
    return digits[-9:] if len(digits) >= 9 and len(set(digits[-7:])) > 1 else ""


def domain_of(text: str) -> str:
    """The domain of a mail address or a website; empty for one that everybody can have, or that is meant as an example.

    >>> domain_of("noor@Korenaar.nl"), domain_of("https://www.korenaar.nl/over"), domain_of("noor@gmail.com")
    ('korenaar.nl', 'korenaar.nl', '')
    """
    host = (
        text.strip().casefold().rpartition("@")[2].rpartition("://")[2].split("/")[0].split(":")[0].removeprefix("www.")
    )
    if "." not in host or host in SHARED_MAIL or host.endswith((".example", "example.com", ".invalid")):
        return ""
    return host


def likely_pairs(cards: Sequence[Card]) -> list[Pair]:
    """Every two employers that may be one, the most certain first."""
    names = _names_alike(cards)
    hard = _shared(cards)
    found = []
    for first, second in names.keys() | hard.keys():
        pair = judged(cards[first], cards[second], hard.get((first, second), ()), names.get((first, second), 0))
        if pair.strength >= ENOUGH:
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.strength, pair.first, pair.second))


def judged(one: Card, other: Card, shared: Iterable[Sign], alike: int = 0) -> Pair:
    """How certain it is that two employers are one. ``alike`` is the likeness of their names where that was compared."""
    signs = list(shared)
    alike = max(alike, _likeness(one, other)) if signs else alike
    strength = sum(WEIGHT[kind] for kind in {sign.kind for sign in signs}) + _weight_of_name(alike)
    if alike >= ALIKE and _areas(one) & _areas(other):
        strength += NEAR
    if one.kvk and other.kvk and one.kvk != other.kvk:
        strength -= OTHER_KVK
    if alike >= HARDLY:
        signs.insert(0, Sign(Kind.NAME, str(alike)))
    low, high = sorted((one.id, other.id))
    return Pair(low, high, max(0, min(100, strength)), tuple(signs))


def _weight_of_name(alike: int) -> int:
    return next((weight for least, weight in ((SAME, 60), (ALIKE, 45), (HARDLY, 25)) if alike >= least), 0)


def _areas(card: Card) -> set[str]:
    return {address[:4] for address in card.addresses}


def _likeness(one: Card, other: Card) -> int:
    """Of two that share something: also a name that is a part of the other counts, a little less."""
    best = 0.0
    for name in one.names:
        for compared in other.names:
            best = max(best, fuzz.token_sort_ratio(name, compared), 0.93 * fuzz.token_set_ratio(name, compared))
    return int(best)


def _shared(cards: Sequence[Card]) -> dict[tuple[int, int], list[Sign]]:
    """What every two share, by their places in the list."""
    found: dict[tuple[int, int], list[Sign]] = defaultdict(list)
    kinds = (
        (Kind.KVK, [(card.kvk,) if card.kvk else () for card in cards]),
        (Kind.BRANCH, [card.branches for card in cards]),
        (Kind.PHONE, [card.phones for card in cards]),
        (Kind.ADDRESS, [card.addresses for card in cards]),
        (Kind.MAIL, [card.domains for card in cards]),
    )
    for kind, values in kinds:
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for place, own in enumerate(values):
            for value in own:
                holders[value].append(place)
        for shared, places in holders.items():
            if 2 <= len(places) <= MOST_IN_ONE:
                for both in combinations(places, 2):
                    found[both].append(Sign(kind, str(shared)))
    return found


def _names_alike(cards: Sequence[Card]) -> dict[tuple[int, int], int]:
    """The likeness of names that are enough alike, by the places in the list."""
    entries = [
        (place, " ".join(sorted(name.split())))
        for place, card in enumerate(cards)
        for name in dict.fromkeys(card.names)
    ]
    found: dict[tuple[int, int], int] = {}
    for block in _blocks(entries):
        names = [entries[row][1] for row in block]
        matrix = process.cdist(names, names, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=1)
        for row, column in zip(*np.nonzero(np.triu(matrix, 1)), strict=True):
            one, other = entries[block[row]][0], entries[block[column]][0]
            if one != other:
                both = (min(one, other), max(one, other))
                found[both] = max(found.get(both, 0), int(matrix[row, column]))
    return found


def _blocks(entries: Sequence[tuple[int, str]]) -> Iterable[list[int]]:
    """Rows that may be alike: that share a rare word, or the first or last letters of what tells them apart."""
    seen = Counter(word for _, name in entries for word in set(name.split()))
    most = max(3, int(COMMON * len(entries)))
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, (_, name) in enumerate(entries):
        words = name.split()
        own = [word for word in words if seen[word] <= most] or words
        for word in own:
            blocks["word", word].append(row)
        joined = "".join(own)
        blocks["first", joined[:4]].append(row)
        blocks["last", joined[-4:]].append(row)
    return [rows for rows in blocks.values() if 2 <= len(rows) <= LARGEST_BLOCK]
