"""Invented people and places in any number, for measurements and tests. Nothing in here is about anybody.

The figures (levels, needs, hours, how far people travel) are made up and seeded; they say nothing about real regions.
"""

from decimal import Decimal
from math import cos, radians, sqrt

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITIES, CAPABILITY_CODES, CONDITION_CODES, CONDITIONS, FAMILY_CODES
from matching.core.language import Ask, ConditionState, Demand, Task, WorkTime
from matching.core.packing import UNKNOWN_LEVEL
from matching.core.store import Columns, People
from matching.core.travel import Points

PEOPLE_PER_POSTCODE = 110
KM2_PER_POSTCODE = 12
CENTRE = (52.2, 5.6)
LEVEL_SHARES = (0.10, 0.22, 0.38, 0.22, 0.08)
TASK_SHARES = ((Decimal(1),), (Decimal("0.6"), Decimal("0.4")), (Decimal("0.5"), Decimal("0.3"), Decimal("0.2")))


def synthetic_points(postcodes: int, seed: int = 1) -> Points:
    """Invented points in a square whose density does not depend on how many there are, codes from 1000 up."""
    rng = np.random.default_rng(seed)
    codes = [str(1000 + index) for index in range(min(postcodes, 9000))]
    side = sqrt(len(codes) * KM2_PER_POSTCODE) / 111.2
    lat = CENTRE[0] + (rng.random(len(codes)) - 0.5) * side
    lon = CENTRE[1] + (rng.random(len(codes)) - 0.5) * side / cos(radians(CENTRE[0]))
    # Neighbouring codes lie near each other, as real postcodes do: strips from north to south.
    order = np.lexsort((lon, np.round(lat * 111.2 / 12)))
    return Points(zip(codes, lat[order].tolist(), lon[order].tolist(), strict=True))


def _bits(rng: np.random.Generator, people: int, kinds: int, share: float) -> NDArray[np.uint32]:
    found = np.zeros(people, np.uint32)
    for kind in range(kinds):
        found |= (rng.random(people, np.float32) < share).astype(np.uint32) << np.uint32(kind)
    return found


def synthetic_columns(people: int, points: Points, seed: int = 1) -> Columns:
    """Invented people as plain columns; half a million take about a second."""
    rng = np.random.default_rng(seed)
    edges = (np.cumsum(LEVEL_SHARES)[:-1] * 256).astype(np.uint8)
    level_of = np.searchsorted(edges, np.arange(256), side="right").astype(np.uint8)
    levels = level_of[rng.integers(0, 256, (people, len(CAPABILITIES)), np.uint8)]
    levels[rng.integers(0, 256, levels.shape, np.uint8) < 20] = UNKNOWN_LEVEL
    need = _bits(rng, people, len(CONDITIONS), 0.08)
    mode = rng.choice(np.arange(4, dtype=np.uint8), people, p=(0.08, 0.42, 0.32, 0.18))
    return Columns(
        levels=levels,
        need=need,
        essential=need & _bits(rng, people, len(CONDITIONS), 0.3),
        certificates=_bits(rng, people, 7, 0.35).astype(np.uint16),
        veto=_bits(rng, people, len(FAMILY_CODES), 0.12).astype(np.uint16),
        wishes=_bits(rng, people, len(FAMILY_CODES), 0.1).astype(np.uint16),
        times=_bits(rng, people, 3, 0.5).astype(np.uint8),
        hours_max=rng.choice(np.array([48, 64, 80, 96, 112, 128, 144], np.uint8), people),
        mode=mode,
        most_minutes=rng.choice(np.array([20, 30, 30, 45, 45, 60], np.uint8), people),
        exposure=np.minimum(rng.geometric(0.6, people) - 1, 9).astype(np.uint8),
        point=rng.integers(1, len(points), people).astype(np.uint16),
    )


def synthetic_people(people: int, seed: int = 1) -> People:
    """Invented people, packed, with invented postcodes around them."""
    points = synthetic_points(max(people // PEOPLE_PER_POSTCODE, 3), seed)
    return People.from_columns(
        [f"K-{index:06}" for index in range(people)], synthetic_columns(people, points, seed), points
    )


def synthetic_demand(rng: np.random.Generator, id_: str, points: Points) -> Demand:
    """One invented place of one to three tasks."""
    shares = TASK_SHARES[int(rng.integers(len(TASK_SHARES)))]
    tasks = tuple(
        Task(f"taak {number + 1}", share, _asks(rng, int(rng.integers(2, 5)))) for number, share in enumerate(shares)
    )
    conditions = {
        CONDITION_CODES[int(index)]: ConditionState.IMPOSSIBLE
        for index in rng.choice(len(CONDITION_CODES), int(rng.integers(0, 3)), replace=False)
    }
    times = frozenset(time for time in WorkTime if rng.random() < 0.1)
    hours = Decimal(int(rng.choice([8, 12, 16, 20, 24])))
    return Demand(
        id=id_,
        hours_min=hours,
        hours_max=hours + 8,
        tasks=tasks,
        pc4=points.codes[int(rng.integers(1, len(points)))],
        family=FAMILY_CODES[int(rng.integers(len(FAMILY_CODES)))],
        times=times,
        certificates=frozenset({"rijbewijs_b"}) if rng.random() < 0.1 else frozenset(),
        conditions=conditions,
        hard={"veilig": 2} if rng.random() < 0.15 else {},
    )


def _asks(rng: np.random.Generator, many: int) -> dict[str, Ask]:
    chosen = rng.choice(len(CAPABILITY_CODES), many, replace=False)
    return {CAPABILITY_CODES[int(index)]: Ask(int(rng.integers(1, 5)), int(rng.integers(1, 4))) for index in chosen}


def synthetic_demands(places: int, points: Points, seed: int = 1) -> list[Demand]:
    """Invented places."""
    rng = np.random.default_rng(seed + 1000)
    return [synthetic_demand(rng, f"P-{index:05}", points) for index in range(places)]
