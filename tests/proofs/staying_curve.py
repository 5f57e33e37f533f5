"""The curves of how long work lasts, month after month, attacked together and with I09 and I10 beside them.

    python -m tests.proofs.staying_curve --rounds 400 --seed 3

A group of people starts together and nobody comes after them: what such a reader finds, no other region gives away more easily,
because then every share is of the same people. The reader takes it that this is so, knows how many there are in tens, every
rule of rounding, and that who stopped stays stopped. Per month and per step of the curve the question is how many had stopped,
how many had not, how many stopped between two steps, and how many in a month. What has somebody in it and can be placed within
fewer than five numbers is a breach.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any, Final

from matching.aftercare.survival import GRID, Curve, Spell, coarseness, published, tens
from matching.placements.lasting import HALF_YEAR, YEAR
from werkbedrijf.foundation.doubt import LEAST
from werkbedrijf.foundation.told_shares import Coarse
from werkbedrijf.indicators.masking import SHARES
from werkbedrijf.indicators.publishing import REGION, Cell, cells_of
from werkbedrijf.indicators.quarters import Quarter
from werkbedrijf.indicators.records import Facts
from werkbedrijf.indicators.records import Spell as Placed

SMALLEST: Final = 10
MONTH: Final = 30.4375
MONTHS: Final = 27
LASTED: Final = {"I09": HALF_YEAR, "I10": YEAR}
"""The days after which I09 and I10 look whether somebody still works; both are told at the end of a quarter."""
FIRST: Final = date(2025, 1, 1)
HERE: Final = "GM0153"
Shares = tuple[float, float]
Told = dict[tuple[int, int], list[Shares]]
"""Per month and day of the curve, what was told of the share that had not stopped: from, and up to but not including."""


def invented(chance: random.Random) -> list[int | None]:
    """The day on which each of a group stopped, None for who did not within two years and a half."""
    leaving = chance.choice((0.01, 0.02, 0.04, 0.08))
    found: list[int | None] = []
    for _ in range(chance.randint(11, 130)):
        day = 1 + int(chance.expovariate(leaving / MONTH))
        found.append(day if day < 900 else None)
    return found


def spells_at(stopped: Sequence[int | None], day: int) -> list[Spell]:
    """The group so many days after its start."""
    return [
        Spell(min(day, end) if end else day, end is not None and end <= day, person)
        for person, end in enumerate(stopped)
    ]


def cell_of(percent: int, coarse: Coarse) -> Shares:
    """Between which shares a told one lies."""
    half = coarse.step / 2
    low = 0.0 if percent <= coarse.lowest else percent - half
    high = 101.0 if percent >= coarse.highest else percent + half
    return low, high


def told_of(stopped: Sequence[int | None], months: int) -> Told:
    """Everything that is told of this group in so many months."""
    found: defaultdict[tuple[int, int], list[Shares]] = defaultdict(list)
    for month in range(1, months + 1):
        now = int(month * MONTH)
        curve = published(spells_at(stopped, now), smallest=SMALLEST)
        for at, point in enumerate(curve.points[1:] if curve else ()):
            day = GRID[at][1]
            found[month, day].append(cell_of(point.percent, _coarse(curve)))
    for month, day, share in quarters_of(stopped, months):
        found[month, day].append(cell_of(share, SHARES))
    return dict(found)


def quarters_of(stopped: Sequence[int | None], months: int) -> Iterator[tuple[int, int, int]]:
    """What the quarters tell of this group, by their own makers: the month, after how many days, and the share."""
    spells = [
        Placed(
            f"PL-{person}", person, HERE, "garantiebaan", "pw_uwv", FIRST, FIRST + timedelta(days=end) if end else None
        )
        for person, end in enumerate(stopped)
    ]
    past: dict[str, list[Cell]] = {}
    quarter = Quarter(FIRST.year, 1)
    for month in range(3, months + 1, 3):
        facts = Facts(quarter, quarter.last, spells=spells)
        cells = cells_of(facts, None, [HERE], smallest=SMALLEST, past=dict(past))
        for cell in cells:
            if cell.split == REGION and cell.indicator in LASTED and cell.value is not None:
                yield month, LASTED[cell.indicator], int(cell.value)
        past[str(quarter)] = cells
        quarter = quarter.before(-1)


def _coarse(curve: Curve) -> Coarse:
    """How coarse the curve of such a group is: nobody's work is too recent, so every step is of the same people."""
    coarse = coarseness(curve.about, SMALLEST)
    if coarse is None:
        raise ValueError(f"a curve of about {curve.about} people may not be told")
    return coarse


def breaches_of(stopped: Sequence[int | None], months: int = MONTHS) -> list[str]:
    """The groups that can be placed within fewer than five numbers."""
    told = told_of(stopped, months)
    about = tens(len(stopped))
    possible: defaultdict[tuple[Any, ...], set[int]] = defaultdict(set)
    for persons in range(max(SMALLEST, about - 5), about + 5):
        reach = _reach(told, persons)
        for name, (low, high) in (reach or {}).items():
            possible[name].update(range(low, high + 1))
            if len(name) == 2:
                possible[(*name, "bleef")].update(persons - number for number in range(low, high + 1))
    return [
        f"{name}: {truth} in {min(possible[name])}..{max(possible[name])}"
        for name in possible
        if (truth := _truth(stopped, name)) and len(possible[name]) < LEAST
    ]


def _truth(stopped: Sequence[int | None], name: tuple[Any, ...]) -> int:
    """How many had stopped by a day, or had not, or stopped between two steps of the curve. Told names a month and days."""
    _, day, *more = name
    many = sum(end is not None and end <= day for end in stopped)
    if more == ["bleef"]:
        return len(stopped) - many
    return sum(end is not None and day < end <= more[0] for end in stopped) if more else many


def _reach(told: Told, persons: int) -> dict[tuple[Any, ...], tuple[int, int]] | None:
    """How many had stopped by each day, if there are so many people; None where that cannot be.

    How many had stopped by a day is the same in every month, so all months are laid over each other.
    """
    days = sorted({day for _, day in told})
    low, high = dict.fromkeys(days, 0), dict.fromkeys(days, persons)
    for (_, day), cells in told.items():
        for least, most in cells:
            fits = [number for number in range(persons + 1) if least <= 100 * (persons - number) / persons < most]
            if not fits:
                return None
            low[day], high[day] = max(low[day], fits[0]), min(high[day], fits[-1])
        high[day] = min(high[day], persons - SMALLEST)
    for before, after in pairwise(days):
        low[after] = max(low[after], low[before])
    for after, before in pairwise(reversed(days)):
        high[before] = min(high[before], high[after])
    if any(low[day] > high[day] for day in days):
        return None
    found: dict[tuple[Any, ...], tuple[int, int]] = {(0, day): (low[day], high[day]) for day in days}
    for before, after in combinations(days, 2):
        found[0, before, after] = max(0, low[after] - high[before]), high[after] - low[before]
    return found


def attack(rounds: int, seed: int) -> dict[str, Any]:
    """How many groups were attacked, how many gave something away, and some of that."""
    chance = random.Random(seed)
    found = [(group, breaches_of(group)) for group in (invented(chance) for _ in range(rounds))]
    told = [f"of {len(group)}: {one}" for group, some in found for one in some]
    return {"rounds": rounds, "groups": sum(bool(some) for _, some in found), "breaches": len(told), "some": told[:8]}


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rounds", type=int, default=400)
    reader.add_argument("--seed", type=int, default=3)
    asked = reader.parse_args()
    print(json.dumps(attack(asked.rounds, asked.seed), indent=1))
