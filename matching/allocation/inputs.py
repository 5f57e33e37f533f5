"""Everything an allocation is made from, in plain values: nothing else has any influence on it.

People stand under their pseudonym and places under their reference. There is no name, birth date, gemeente, organisation,
regeling or ground in it, and none can come in: reading it back refuses an unknown key (matching.md 2.10).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from matching.core.catalogue import CERTIFICATE_CODES, CONDITION_CODES, FAMILY_CODES
from matching.core.files import read_people, read_places
from matching.core.language import Demand, Offer
from matching.core.names import Names

Pair = tuple[str, str]
"""A person and a place, by id."""

_OWN_NAMES: Final = Names({code: code for code in CERTIFICATE_CODES}, {code: code for code in FAMILY_CODES})


@dataclass(frozen=True, eq=False)
class Inputs:
    """One region on one day.

    ``demands`` have as positions the seats that are still free. ``neutral`` are the region's levels for what is unknown.
    ``available`` tells from when somebody is free, for those who are not yet; ``starts`` when a place begins, where that is
    to come: who comes free later is not proposed there. ``sent`` are the voordrachten that wait for an answer, ``added`` and
    ``removed`` what coaches decided. The history of an offer counts earlier voordrachten without those in ``sent``.
    """

    day: date
    offers: tuple[Offer, ...]
    demands: tuple[Demand, ...]
    neutral: tuple[int, ...]
    available: Mapping[str, date] = field(default_factory=dict)
    starts: Mapping[str, date] = field(default_factory=dict)
    sent: frozenset[Pair] = frozenset()
    added: frozenset[Pair] = frozenset()
    removed: frozenset[Pair] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Plain values in an order of their own, so that equal input gives one digest whatever the order of the rows."""
        return {
            "day": self.day.isoformat(),
            "people": [person_record(offer) for offer in sorted(self.offers, key=lambda offer: offer.id)],
            "places": [place_record(demand) for demand in sorted(self.demands, key=lambda demand: demand.id)],
            "neutral": list(self.neutral),
            "available": {id_: day.isoformat() for id_, day in self.available.items()},
            "starts": {id_: day.isoformat() for id_, day in self.starts.items()},
            "sent": sorted(map(list, self.sent)),
            "added": sorted(map(list, self.added)),
            "removed": sorted(map(list, self.removed)),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round; an unknown key of a person or place is refused (ValueError)."""
        return cls(
            day=date.fromisoformat(stored["day"]),
            offers=tuple(read_people(_lines(stored["people"]), "mensen", _OWN_NAMES)),
            demands=tuple(read_places(_lines(stored["places"]), "plekken")[0]),
            neutral=tuple(stored["neutral"]),
            available={id_: date.fromisoformat(day) for id_, day in stored["available"].items()},
            starts={id_: date.fromisoformat(day) for id_, day in stored["starts"].items()},
            sent=_pairs(stored["sent"]),
            added=_pairs(stored["added"]),
            removed=_pairs(stored["removed"]),
        )


def _pairs(rows: Iterable[Iterable[str]]) -> frozenset[Pair]:
    return frozenset((person, place) for person, place in rows)


def _lines(records: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def person_record(offer: Offer) -> dict[str, Any]:
    """A person in the shape of ``matching/core/FILES.md``."""
    return {
        "id": offer.id,
        "levels": {code: level for code, level in offer.levels.items() if level is not None},
        "need": sorted(offer.need),
        "essential": sorted(offer.essential),
        "hours": [_number(offer.hours_min), _number(offer.hours_max)],
        "pc4": offer.pc4,
        "travel": {"mode": offer.travel.mode.value, "max_minutes": offer.travel.max_minutes},
        "times": sorted(offer.times),
        "certificates": sorted(offer.certificates),
        "veto": sorted(offer.veto),
        "wishes": list(offer.wishes),
        "history": offer.history,
    }


def place_record(demand: Demand) -> dict[str, Any]:
    """A place in the shape of ``matching/core/FILES.md``."""
    return {
        "id": demand.id,
        "positions": demand.positions,
        "hours": [_number(demand.hours_min), _number(demand.hours_max)],
        "pc4": demand.pc4,
        "times": sorted(demand.times),
        "certificates": sorted(demand.certificates),
        "family": demand.family,
        "conditions": {code: demand.state(code).value for code in CONDITION_CODES if code in demand.conditions},
        "hard": dict(sorted(demand.hard.items())),
        "tasks": [
            {
                "name": task.name,
                "share": _number(task.share),
                "separable": task.separable,
                "demands": {code: [ask.level, ask.importance] for code, ask in sorted(task.demands.items())},
            }
            for task in demand.tasks
        ],
    }


def _number(value: Decimal) -> int | float:
    """A number as JSON writes it: the shortest that reads back as this decimal."""
    return int(value) if value == value.to_integral_value() else float(value)
