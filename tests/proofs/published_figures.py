"""A second attacker on published indicators: all of it at once, as a linear program, with another way of reasoning than the
product has of itself.

    python -m tests.proofs.published_figures --rounds 400 --seed 3

It knows every published size, share and total, and how each was rounded. Per group it asks the least and the most people there can be,
that it is so of, and that it is not so of. Whatever it can place within fewer than five numbers is a breach.
"""

import argparse
import json
import random
from collections.abc import Iterator
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog

from werkbedrijf.indicators.chains import TOTAL
from werkbedrijf.indicators.masking import (
    LEAST_DOUBT,
    SHARES,
    STEP,
    Exact,
    Figures,
    Plan,
    published,
    rounded_share,
    tens,
)

SMALLEST = 10


def told_apart(figures: Figures, plan: Plan) -> int:
    """The fewest numbers that any group can still be, for who solves everything together."""
    keys = list(figures.cells)
    rows: list[Any] = []
    bounds: list[tuple[float, float | None]] = [(0, None)] * (2 * len(keys))
    for at, (key, cell) in enumerate(figures.cells.items()):
        bounds[at] = _size(cell, key in plan.many)
        if not cell.many:
            bounds[len(keys) + at] = (0, 0)
        rows += _share(at, len(keys), cell if key in plan.shares else None)
    sums = [row for split in figures.splits for row in _adding_up(keys, split)]
    limits = {"A_ub": np.array(rows), "b_ub": np.zeros(len(rows)), "A_eq": np.array(sums), "b_eq": np.zeros(len(sums))}
    fewest = 10**6
    for at, cell in enumerate(figures.cells.values()):
        if cell.many:
            for aim in _aims(at, len(keys), shares=figures.has_shares):
                fewest = min(fewest, _possible(aim, limits, bounds))
    return fewest


def _size(cell: Exact, shown: bool) -> tuple[float, float | None]:
    if not cell.many:
        return 0, 0
    number = tens(cell.many)
    return (max(SMALLEST, number - STEP / 2), number + STEP / 2 - 1) if shown else (1, None)


def _share(at: int, many: int, cell: Exact | None) -> Iterator[Any]:
    """Of them is no more than all, and within the rounding of the share that is shown."""
    yield _row(at, many, -1, 1)
    if cell is not None:
        told = rounded_share(cell)
        low = 0 if told == SHARES.lowest else told - SHARES.step / 2
        high = 100 if told == SHARES.highest else told + SHARES.step / 2
        yield _row(at, many, -high / 100, 1)
        yield _row(at, many, low / 100, -1)


def _row(at: int, many: int, of_all: float, of_them: float) -> Any:
    row = np.zeros(2 * many)
    row[at], row[many + at] = of_all, of_them
    return row


def _adding_up(keys: list[Any], split: str) -> Iterator[Any]:
    for first in (0, len(keys)):
        row = np.zeros(2 * len(keys))
        row[first + keys.index(TOTAL)] = -1
        for at, key in enumerate(keys):
            if key[0] == split:
                row[first + at] = 1
        yield row


def _aims(at: int, many: int, *, shares: bool) -> Iterator[Any]:
    yield _row(at, many, 1, 0)
    if shares:
        yield _row(at, many, 0, 1)
        yield _row(at, many, 1, -1)


def _possible(aim: Any, limits: dict[str, Any], bounds: list[Any]) -> int:
    ends = []
    for way in (1, -1):
        found = linprog(way * aim, bounds=bounds, **limits)
        ends.append(way * found.fun if found.status == 0 else way * -1e6 if way == 1 else 1e6)
    return floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6) + 1


def invented(chance: random.Random) -> Figures:
    """Figures of a region with up to eight gemeenten, half of them shares, the other half split in two ways."""
    most = chance.choice((20, 45, 90))
    parts = {("gemeente", code): chance.randint(0, most) for code in "abcdefgh"[: chance.randint(2, 8)]}
    whole = sum(parts.values())
    if chance.random() < 0.5:
        cells = {key: Exact(number, chance.randint(0, number)) for key, number in parts.items()}
        return Figures({TOTAL: Exact(whole, sum(cell.of_them or 0 for cell in cells.values())), **cells}, SMALLEST)
    kinds, left = {}, whole
    for code in "xyz":
        kinds["soort", code] = chance.randint(0, left)
        left -= kinds["soort", code]
    kinds["soort", "rest"] = left
    return Figures(
        {TOTAL: Exact(whole), **{key: Exact(number) for key, number in {**parts, **kinds}.items()}}, SMALLEST
    )


def attack(rounds: int, seed: int) -> dict[str, int]:
    """How many regions were attacked, how many gave a group away, and the fewest numbers any group could still be."""
    chance = random.Random(seed)
    found = [told_apart(figures, published(figures)) for figures in (invented(chance) for _ in range(rounds))]
    return {"rounds": rounds, "breaches": sum(one < LEAST_DOUBT for one in found), "fewest": min(found)}


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rounds", type=int, default=400)
    reader.add_argument("--seed", type=int, default=3)
    asked = reader.parse_args()
    print(json.dumps(attack(asked.rounds, asked.seed)))
