"""What came out of a run, in plain values: how it is written down, and read again.

Written with sorted keys and packed without a time in it, so that one outcome gives one digest on any machine.
"""

import hashlib
import json
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self


@dataclass(frozen=True, slots=True)
class PlaceOutcome:
    """A place in a run: its positions, the length its list may have, who could do the work, and what one more would add.

    ``qualified`` counts people; ``value_units`` is in units of 1/200,000 of a full fit (``matching.core.pairs``).
    """

    positions: int
    slots: int
    qualified: int
    value_units: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list of a place, by pseudonym. The fit is ``points / smax``; ``rank`` counts from 1.

    ``frozen`` marks a voordracht that was open already, ``added`` one that a coach put there.
    """

    person: str
    points: int
    smax: int
    rank: int
    frozen: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """A person in a run: suitable places Q, proposals n, earlier proposals h, and the scarcity price with its witness.

    Q counts what somebody can do, also where a coach took the person off. ``price_units`` is what the region loses when
    this person is used elsewhere, in units of 1/200,000 of a full fit; ``witness`` the place that would feel it.
    """

    qualified: int
    proposals: int
    history: int
    price_units: int
    witness: str | None


@dataclass(frozen=True, eq=False)
class Outcome:
    """A whole run. ``people`` holds everybody in the pool of that run, also with Q = 0; ``places`` every place in it.

    ``lists`` and ``kernplan`` have an entry for each place, best first. ``certificate`` holds per solve the proof
    (``matching.core.FILES.md``, The proof), with the prices it is checked from.
    """

    places: Mapping[str, PlaceOutcome]
    lists: Mapping[str, tuple[Listed, ...]]
    kernplan: Mapping[str, tuple[Listed, ...]]
    people: Mapping[str, PersonOutcome]
    certificate: Mapping[str, Any]

    @cached_property
    def listed_at(self) -> Mapping[str, tuple[tuple[str, Listed], ...]]:
        """By person the places whose list holds them."""
        found: dict[str, list[tuple[str, Listed]]] = {}
        for place, rows in self.lists.items():
            for row in rows:
                found.setdefault(row.person, []).append((place, row))
        return {person: tuple(places) for person, places in found.items()}

    def to_dict(self) -> dict[str, Any]:
        """Plain values for storing, as short as can be: rows instead of objects."""
        return {
            "places": {id_: [p.positions, p.slots, p.qualified, p.value_units] for id_, p in self.places.items()},
            "lists": {id_: [_row(listed) for listed in rows] for id_, rows in self.lists.items()},
            "kernplan": {id_: [_row(listed) for listed in rows] for id_, rows in self.kernplan.items()},
            "people": {
                id_: [p.qualified, p.proposals, p.history, p.price_units, p.witness] for id_, p in self.people.items()
            },
            "certificate": dict(self.certificate),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round: ``from_dict(outcome.to_dict())`` says the same."""
        return cls(
            places={id_: PlaceOutcome(*row) for id_, row in stored["places"].items()},
            lists={id_: tuple(_listed(row) for row in rows) for id_, rows in stored["lists"].items()},
            kernplan={id_: tuple(_listed(row) for row in rows) for id_, rows in stored["kernplan"].items()},
            people={id_: PersonOutcome(*row) for id_, row in stored["people"].items()},
            certificate=stored["certificate"],
        )


def _row(listed: Listed) -> list[Any]:
    return [listed.person, listed.points, listed.smax, listed.rank, int(listed.frozen), int(listed.added)]


def _listed(row: list[Any]) -> Listed:
    person, points, smax, rank, frozen, added = row
    return Listed(person, points, smax, rank, bool(frozen), bool(added))


def packed(value: Mapping[str, Any]) -> tuple[bytes, str]:
    """A value as it is stored, and its SHA-256: of the JSON, so that the way of packing does not matter.

    >>> packed({"b": 1, "a": [2]})[1] == packed({"a": [2], "b": 1})[1], unpacked(packed({"a": [2]})[0])
    (True, {'a': [2]})
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return zlib.compress(text, 6), hashlib.sha256(text).hexdigest()


def unpacked(stored: bytes) -> dict[str, Any]:
    """The other way round."""
    found: dict[str, Any] = json.loads(zlib.decompress(stored))
    return found


MOST_REMEMBERED: Final = 6


class Remembered:
    """The last outcomes that were read, by digest: what is stored under one digest never changes."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """Start with nothing."""
        self._most = most
        self._known: OrderedDict[str, Outcome] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, digest: str, read: Callable[[], bytes]) -> Outcome:
        """The outcome with this digest; ``read`` fetches what is stored only when it is not known yet."""
        with self._guard:
            if digest in self._known:
                self._known.move_to_end(digest)
                return self._known[digest]
        outcome = Outcome.from_dict(unpacked(read()))
        with self._guard:
            self._known[digest] = outcome
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return outcome
