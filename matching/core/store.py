"""The people of a region in packed columns: 46 bytes each for what a comparison reads.

A `People` never changes: changing rows gives a new one, so whoever is reading keeps a consistent picture. `PeopleStore`
holds the current one. Rows stand by means of travel and postcode, so that a stretch out of reach is passed over whole; no
answer depends on row order.
Source: matching.md 2.1, 2.7, 6.1.
"""

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import (
    CAPABILITIES,
    CAPABILITY_CODES,
    FAMILY_CODES,
    certificates_to_bits,
    conditions_to_bits,
    families_to_bits,
    times_to_bits,
)
from matching.core.language import Offer
from matching.core.packing import (
    LEVEL_MASK,
    MOST_EXPOSURE,
    UNKNOWN_FLAG,
    UNKNOWN_LEVEL,
    marked_levels,
    medians,
    obstacles,
    quarters_offered,
)
from matching.core.travel import MODES, Points

Bytes = NDArray[np.uint8]
Halves = NDArray[np.uint16]
Words = NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class Columns:
    """People as plain arrays, the quick way in: one entry per person everywhere, levels as people x 32.

    `levels` 0-4 or 255 for unknown; `hours_max` in quarters; `mode` as in `travel.MODES`; `point` an index of the
    points; the others are bits in catalogue order.
    """

    levels: Bytes
    need: Words
    essential: Words
    certificates: Halves
    veto: Halves
    wishes: Halves
    times: Bytes
    hours_max: Bytes
    mode: Bytes
    most_minutes: Bytes
    exposure: Bytes
    point: Halves

    def taken(self, order: NDArray[np.intp]) -> "Columns":
        """The same people in another order, or some of them."""
        return Columns(*(getattr(self, field.name)[order] for field in fields(self)))


@dataclass(frozen=True, eq=False)
class Runs:
    """Neighbouring rows with one means of travel and one postcode.

    Where each run starts (and the last ends), its position in a flat row of `TravelTimes`, and the most minutes anybody
    in it travels.
    """

    start: NDArray[np.int64]
    position: NDArray[np.int64]
    furthest: Bytes

    @property
    def packed(self) -> tuple[NDArray[Any], ...]:
        """As the compiled comparison takes them."""
        return self.start, self.position, self.furthest


@dataclass(frozen=True, eq=False)
class People:
    """Everybody who may be proposed, packed. Make it with `from_offers` or `from_columns`."""

    points: Points
    neutral: Bytes
    """Per capability, the level that stands for an unknown one."""
    ids: NDArray[np.object_]
    levels: Bytes
    """Capability x people; bit 7 on: unknown, the low bits are the neutral level."""
    essential: Words
    obstacles: Words
    wishes: Halves
    hours_max: Bytes
    mode: Bytes
    most_minutes: Bytes
    exposure: Bytes
    point: Halves
    need: Words

    @classmethod
    def from_offers(
        cls, offers: Iterable[Offer], points: Points, neutral: Sequence[int] | Bytes | None = None
    ) -> "People":
        """Pack offers; the neutral levels are the medians of these people unless given."""
        listed = list(offers)
        return cls.from_columns([offer.id for offer in listed], columns_of(listed, points), points, neutral)

    @classmethod
    def from_columns(
        cls, ids: Sequence[str], columns: Columns, points: Points, neutral: Sequence[int] | Bytes | None = None
    ) -> "People":
        """Pack plain arrays."""
        names = np.array(ids, dtype=object)
        if len(set(ids)) != len(names):
            raise ValueError("Elk id mag één keer voorkomen.")
        order = np.argsort(_position(columns.mode, columns.point, points), kind="stable")
        sorted_columns = columns.taken(order)
        by_item = np.ascontiguousarray(sorted_columns.levels.T)
        stand_in = medians(by_item) if neutral is None else np.array(neutral, np.uint8)
        return cls(points, stand_in, names[order], **_packed(sorted_columns, by_item, stand_in))

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def runs(self) -> Runs:
        """The runs of rows with one means of travel and one postcode."""
        position = _position(self.mode, self.point, self.points)
        start = np.flatnonzero(np.diff(position, prepend=-1)).astype(np.int64)
        furthest = np.maximum.reduceat(self.most_minutes, start) if len(start) else np.empty(0, np.uint8)
        return Runs(np.append(start, len(self)), position[start], furthest)

    @cached_property
    def to_compare(self) -> tuple[NDArray[Any], ...]:
        """The columns as the compiled comparison takes them."""
        return self.levels, self.essential, self.obstacles, self.hours_max, self.most_minutes

    @cached_property
    def _row(self) -> dict[str, int]:
        return {id_: row for row, id_ in enumerate(self.ids)}

    def row(self, id_: str) -> int | None:
        """Where somebody stands in this version; None when absent."""
        return self._row.get(id_)

    def known_levels(self, row: int) -> dict[str, int | None]:
        """Somebody's levels by code, None where unknown."""
        column = self.levels[:, row]
        return {
            code: None if level & UNKNOWN_FLAG else int(level)
            for code, level in zip(CAPABILITY_CODES, column, strict=True)
        }

    @property
    def bytes_per_person(self) -> int:
        """Bytes a comparison may read per person."""
        small = (self.essential, self.obstacles, self.wishes, self.hours_max, self.mode, self.most_minutes)
        return len(CAPABILITIES) + sum(column.itemsize for column in (*small, self.exposure))

    def updated(self, put: Iterable[Offer] = (), remove: Collection[str] = ()) -> "People":
        """A new version with some people added or replaced and some gone; the others are not packed again.

        The neutral levels stay: they are set once a month, not by whoever comes in today.
        """
        offers = {offer.id: offer for offer in put}
        gone = [row for id_ in {*offers, *remove} if (row := self.row(id_)) is not None]
        names = np.array(list(offers), dtype=object)
        new = People.from_columns(names.tolist(), columns_of(offers.values(), self.points), self.points, self.neutral)
        keep = np.delete(_position(self.mode, self.point, self.points), gone)
        places = np.searchsorted(keep, _position(new.mode, new.point, self.points), side="right")
        changed = {
            name: np.insert(np.delete(getattr(self, name), gone, axis=-1), places, getattr(new, name), axis=-1)
            for name in ("ids", *_PACKED)
        }
        return replace(self, **changed)

    def with_neutral(self, neutral: Sequence[int] | Bytes | None = None) -> "People":
        """A new version with other neutral levels; without argument the medians of now."""
        known = np.where(self.levels & UNKNOWN_FLAG, np.uint8(UNKNOWN_LEVEL), self.levels & LEVEL_MASK).astype(np.uint8)
        stand_in = medians(known) if neutral is None else np.array(neutral, np.uint8)
        return replace(self, neutral=stand_in, levels=marked_levels(known, stand_in))


_PACKED = (
    "levels",
    "essential",
    "obstacles",
    "wishes",
    "hours_max",
    "mode",
    "most_minutes",
    "exposure",
    "point",
    "need",
)


def _position(mode: Bytes, point: Halves, points: Points) -> NDArray[np.int64]:
    """Where somebody's minutes stand in a flat row of `TravelTimes`."""
    return mode.astype(np.int64) * len(points) + point


def _packed(columns: Columns, by_item: Bytes, neutral: Bytes) -> dict[str, Any]:
    made: dict[str, Any] = {
        "levels": marked_levels(by_item, neutral),
        "obstacles": obstacles(columns.times, columns.certificates, columns.veto),
    }
    return {name: made[name] if name in made else np.ascontiguousarray(getattr(columns, name)) for name in _PACKED}


def columns_of(offers: Collection[Offer], points: Points) -> Columns:
    """Offers as plain arrays."""
    levels = [[offer.level(code) for code in CAPABILITY_CODES] for offer in offers]
    known = [[UNKNOWN_LEVEL if level is None else level for level in person] for person in levels]
    return Columns(
        levels=np.array(known, np.uint8).reshape(len(offers), len(CAPABILITIES)),
        need=np.array([conditions_to_bits(o.need) for o in offers], np.uint32),
        essential=np.array([conditions_to_bits(o.essential) for o in offers], np.uint32),
        certificates=np.array([certificates_to_bits(o.certificates) for o in offers], np.uint16),
        veto=np.array([families_to_bits(o.veto) for o in offers], np.uint16),
        wishes=np.array([families_to_bits(w for w in o.wishes if w in FAMILY_CODES) for o in offers], np.uint16),
        times=np.array([times_to_bits(o.times) for o in offers], np.uint8),
        hours_max=np.array([quarters_offered(o.hours_max) for o in offers], np.uint8),
        mode=np.array([MODES.index(o.travel.mode) for o in offers], np.uint8),
        most_minutes=np.array([o.travel.max_minutes for o in offers], np.uint8),
        exposure=np.array([min(o.history, MOST_EXPOSURE) for o in offers], np.uint8),
        point=np.array([points.index(o.pc4) for o in offers], np.uint16),
    )


class PeopleStore:
    """The current version of the people; readers take it once and work on, writers put the next one in its place."""

    def __init__(self, people: People) -> None:
        """Start with this version."""
        self._current = people
        self._writing = threading.Lock()

    @property
    def current(self) -> People:
        """The version of now; it never changes under the reader."""
        return self._current

    def replace(self, people: People) -> None:
        """Put a wholly new version in place."""
        with self._writing:
            self._current = people

    def update(self, put: Iterable[Offer] = (), remove: Collection[str] = ()) -> People:
        """Change a few people and return the new version."""
        with self._writing:
            self._current = self._current.updated(put, remove)
            return self._current
