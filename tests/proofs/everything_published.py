"""Everything that is published of years of a small region, attacked at once, by one linear programme over all of it.

    python -m tests.proofs.everything_published --rounds 40 --seed 5

Unlike the attackers of one table this one lays tables of different makers beside each other. It knows: the rules of rounding and
hiding; that parts are a whole (gemeente, kind, ground, branch, ending); that who works and what does not count together are no
more than all work, in all and per branch; that I10 grows by the I07 of a year ago, in all and per gemeente; that what lasted and
what did not are all that was judged, within the rounding of the share; and that who came and left lie between two months.
That nobody works more than a full week binds hours, jobs and fte to people. It does not know the chances of the forecast,
who is planned or put forward, the curve of how long work lasts, fairness of groups, the register, places, nor social return.
A group with somebody in it that it can place within fewer than five numbers is a breach.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.proofs.published_puzzle import BRANCHES, FIRST, GEMEENTEN, SMALLEST, Sheets, puzzle_of
from tests.proofs.puzzles import Name
from werkbedrijf.foundation.doubt import LEAST, Moved, Reach
from werkbedrijf.foundation.periods import month_ends
from werkbedrijf.garantiebanen.counting import Work, count_on
from werkbedrijf.garantiebanen.cube import Cube, cube_of
from werkbedrijf.indicators.measuring import measured
from werkbedrijf.indicators.publishing import (
    GEMEENTE,
    REGION,
    cells_of,
    counted_cells,
    told_of_board,
)
from werkbedrijf.indicators.quarters import Quarter
from werkbedrijf.indicators.records import Facts, Spell
from werkbedrijf.indicators.standing import AT_WORK, BRANCH
from werkbedrijf.outlook.sheet import BRANCH as SHEET_BRANCH
from werkbedrijf.outlook.sheet import CAME, ENDING, LEFT, UNTOLD, Exact, Told, sheet_of, told_tables


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody at work in this invented region: the record every publication counts."""

    spell: Spell
    branch: str
    hours: Decimal = Decimal("25.5")

    def on(self, day: date) -> bool:
        """Whether the work is there on a day."""
        return self.spell.starts_on <= day and (self.spell.ended_on is None or self.spell.ended_on > day)


def invented(chance: random.Random, quarters: int) -> list[Placed]:
    """Work in a small region: a person each, some of it a learning place that does not count."""
    weights = [chance.choice((1, 2, 5, 12)) for _ in GEMEENTEN]
    weeks = chance.choice(((12, 20, 24, 24, 32), (24, 28, 32, 36), (36, 38, 40)))
    found = []
    for number in range(chance.choice((30, 60, 110))):
        starts = FIRST.first + timedelta(days=chance.randrange(91 * quarters))
        ended = starts + timedelta(days=chance.randrange(20, 700)) if chance.random() < 0.5 else None
        kind = "leerwerkplek" if chance.random() < 0.12 else "garantiebaan"
        place = chance.choices(GEMEENTEN, weights)[0]
        ground = chance.choice(("pw_uwv", "wajong"))
        spell = Spell(f"PL-{number}", number, place, kind, ground, starts, ended)
        found.append(Placed(spell, chance.choice("FFGGGQ"), Decimal(chance.choice(weeks))))
    return found


Makers = Mapping[str, Callable[..., Any]]
"""Who makes the cells of a quarter and the division of all work; tests break one of them on purpose."""
OWN: Makers = {"quarter": cells_of, "work": counted_cells}


def published_of(placed: list[Placed], quarters: int, makers: Makers = OWN) -> Sheets:
    """Everything the service would have published of it, month after month, by its own makers."""
    sheets = Sheets()
    last = FIRST.before(-quarters + 1).last
    for end in sorted(month_ends(last + timedelta(days=1), 3 * quarters)):
        here = [one for one in placed if one.on(end)]
        works = [_work(one) for one in here]
        count = count_on(end, works, hours_per_job=Decimal("25.5"), hours_full_time=Decimal(36))
        cube = cube_of(count, frozenset(GEMEENTEN), smallest=SMALLEST)
        _publish_month(sheets, end, cube, placed)
        sheets.truth |= {(end, "gemeente", code): part.persons for code, part in count.by_gemeente.items()}
        sheets.truth |= {(end, "buiten", reason.value): number for reason, number in count.left_out.items()}
        quarter = Quarter(end.year, (end.month + 2) // 3)
        if quarter.last == end:
            _publish_quarter(sheets, quarter, cube, placed, makers)
    return sheets


def _work(one: Placed) -> Work:
    spell = one.spell
    return Work(spell.reference, spell.person, spell.gemeente, spell.kind, "regulier", True, True, one.hours)


def _publish_month(sheets: Sheets, end: date, cube: Cube, placed: list[Placed]) -> None:
    counting = [one for one in placed if one.spell.kind == "garantiebaan"]
    here, before = [one for one in counting if one.on(end)], end.replace(day=1) - timedelta(days=1)
    now, then = {one.spell.person for one in here}, {one.spell.person for one in counting if one.on(before)}
    soon = end + timedelta(days=92)
    divisions = {
        SHEET_BRANCH: dict(Counter(BRANCHES[one.branch] for one in here)),
        ENDING: dict(Counter("loopt_door" if one.on(soon) else "loopt_af" for one in here)),
    }
    moved = Moved(len(now - then), len(then - now)) if then else None
    earlier = [told for _, told in sheets.months.values()]
    exact = Exact(len(now), divisions, moved, planned=0, hoped=0)
    cells = sheet_of(exact, cube, earlier, smallest=SMALLEST)
    flows = {cell.kind: cell.number or 0 for cell in cells if cell.kind in {CAME, LEFT}}
    told = Told(cube.total.persons, told_tables(cube, cells), Moved(flows[CAME], flows[LEFT]) if flows else UNTOLD)
    sheets.months[end] = cube, told
    sheets.truth[end, "all"] = len(now)
    for parts in divisions.values():
        sheets.truth |= {(end, "deel", code): number for code, number in parts.items()}


def _publish_quarter(sheets: Sheets, quarter: Quarter, cube: Cube, placed: list[Placed], makers: Makers) -> None:
    name, end = str(quarter), quarter.last
    facts = Facts(quarter, end, spells=[one.spell for one in placed if one.spell.starts_on <= end])
    cells = makers["quarter"](facts, cube, GEMEENTEN, smallest=SMALLEST, past=dict(sheets.quarters))
    parts = dict(Counter(one.branch for one in placed if one.on(end)))
    beside = told_of_board(cube, sheets.months[end][1].tables, SMALLEST)
    cells += makers["work"](AT_WORK, BRANCH, parts, smallest=SMALLEST, on=end, beside=beside)
    sheets.quarters[name] = cells
    for code in ("I07", "I09", "I10"):
        for part in ("", *GEMEENTEN):
            one = measured(code, facts, part or None)
            many = one.numerator if one.denominator is None else one.denominator
            sheets.truth[name, code, GEMEENTE if part else REGION, part] = int(many or 0)
    sheets.truth |= {(name, AT_WORK, BRANCH, code): number for code, number in parts.items()}
    sheets.truth[name, AT_WORK, REGION, ""] = sum(parts.values())


def breaches_of(sheets: Sheets) -> list[tuple[Name, int, Reach]]:
    """The groups with somebody in it that can be placed within fewer than five numbers, with the truth."""
    puzzle = puzzle_of(sheets)
    found = []
    for name, truth in sheets.truth.items():
        if truth and name in puzzle.at:
            reach = puzzle.possible(name)
            if not reach.low <= truth <= reach.high:
                raise ValueError(f"{name} is {truth} and not within {reach}")
            if reach.possibilities < LEAST:
                found.append((name, truth, reach))
    return found


def attack(rounds: int, seed: int, quarters: int = 7, makers: Makers = OWN) -> dict[str, Any]:
    """How many regions were attacked, how many groups were found in how many of them, and some of these."""
    chance = random.Random(seed)
    found = [breaches_of(published_of(invented(chance, quarters), quarters, makers)) for _ in range(rounds)]
    told = [f"{name}: {truth} in {reach.low}..{reach.high}" for one in found for name, truth, reach in one]
    return {"rounds": rounds, "regions": sum(bool(one) for one in found), "breaches": len(told), "some": told[:12]}


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rounds", type=int, default=20)
    reader.add_argument("--seed", type=int, default=5)
    reader.add_argument("--quarters", type=int, default=7)
    asked = reader.parse_args()
    print(json.dumps(attack(asked.rounds, asked.seed, asked.quarters), indent=1))
