"""Rows of profiles as the plain arrays of the core, without an object per person."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row

from candidates.profile.models import Mode
from candidates.profile.offer import known_points
from matching.core.catalogue import FAMILY_CODES, families_to_bits
from matching.core.packing import UNKNOWN_LEVEL, quarters_offered
from matching.core.store import Columns
from matching.core.travel import MODES

_UNKNOWN = ord("?") - ord("0")


def packed_columns(rows: Sequence[Row[Any]]) -> Columns:
    """Rows with the columns of ``offer.COLUMNS`` as plain arrays."""
    points = known_points()
    return Columns(
        levels=_levels([row.levels for row in rows]),
        need=np.array([row.needs for row in rows], np.uint32),
        essential=np.array([row.essentials for row in rows], np.uint32),
        certificates=np.array([row.certificates for row in rows], np.uint16),
        veto=np.array([row.vetoes for row in rows], np.uint16),
        wishes=np.array([_wish_bits(tuple(row.wishes)) for row in rows], np.uint16),
        times=np.array([row.times for row in rows], np.uint8),
        hours_max=np.array([_quarters(row.hours_max) for row in rows], np.uint8),
        mode=np.array([_mode_code(row.mode) for row in rows], np.uint8),
        most_minutes=np.array([row.max_minutes for row in rows], np.uint8),
        exposure=np.zeros(len(rows), np.uint8),
        point=np.array([points.index(row.pc4) for row in rows], np.uint16),
    )


def _levels(texts: Sequence[str]) -> NDArray[np.uint8]:
    digits = np.frombuffer("".join(texts).encode("ascii"), np.uint8).reshape(len(texts), -1 if texts else 32) - ord("0")
    return np.where(digits == _UNKNOWN, np.uint8(UNKNOWN_LEVEL), digits).astype(np.uint8)


_quarters = cache(quarters_offered)


@cache
def _wish_bits(wishes: tuple[str, ...]) -> int:
    return families_to_bits(wish for wish in wishes if wish in FAMILY_CODES)


@cache
def _mode_code(mode: Mode) -> int:
    return [known.value for known in MODES].index(mode.value)
