"""Everything that is published of years of a small region, attacked at once, by one linear programme over all of it.

    python -m tests.proofs.everything_published --rounds 40 --seed 5

Unlike the attackers of one table this one lays tables of different makers beside each other. It knows: the rules of rounding and
hiding; that parts are a whole (gemeente, kind, ground, branch, ending); that who works and what does not count together are no
more than all work, in all and per branch; that I10 grows by the I07 of a year ago, in all and per gemeente; that what lasted and
what did not are all that was judged, within the rounding of the share; and that who came and left lie between two months.
That nobody works more than a full week binds hours, jobs and fte to people. Who reads the line ahead is given every chance
behind it besides, what comes unseen and the width of the band (``published_ahead``); who is planned, put forward, came and left
may not be found either. It does not know fairness of groups, the register, places, nor social return; the curve of how long
work lasts is attacked with I09 and I10 beside it in ``staying_curve``.
A group with somebody in it that it can place within fewer than five numbers is a breach.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.proofs.published_ahead import Facts as Coming
from tests.proofs.published_ahead import Plan, agreed, past_of, put_forward, seen_in
from tests.proofs.published_puzzle import BRANCHES, FIRST, GEMEENTEN, SMALLEST, Sheets, puzzle_of
from tests.proofs.puzzles import Name
from werkbedrijf.foundation.doubt import LEAST, Moved, Reach
from werkbedrijf.foundation.periods import month_ends, months_back
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
from werkbedrijf.outlook.past import Hope
from werkbedrijf.outlook.sheet import BRANCH as SHEET_BRANCH
from werkbedrijf.outlook.sheet import (
    CAME,
    ENDING,
    HOPED,
    LEFT,
    PLANNED,
    UNTOLD,
    Exact,
    Told,
    sheet_of,
    told_tables,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody at work in this invented region: the record every publication counts."""

    spell: Spell
    branch: str
    hours: Decimal = Decimal("25.5")
    plan: Plan | None = None

    @property
    def ends_on(self) -> date | None:
        """The agreed end; of work without a plan the real one."""
        return self.plan.ends_on if self.plan else self.spell.ended_on

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
        branch, hours = chance.choice("FFGGGQ"), Decimal(chance.choice(weeks))
        # Drawn apart, so that the same seed invents the same work as before there were plans.
        found.append(Placed(spell, branch, hours, agreed(random.Random(f"{number} {starts}"), starts, ended)))
    return found


Makers = Mapping[str, Callable[..., Any]]
"""Who makes the cells of a quarter, the division of all work, and the jobs at which the line ahead begins; tests break one of
them on purpose."""


OWN: Makers = {"quarter": cells_of, "work": counted_cells, "base": int}


def published_of(placed: list[Placed], quarters: int, makers: Makers = OWN, hopes: Sequence[Hope] = ()) -> Sheets:
    """Everything the service would have published of it, month after month, by its own makers."""
    sheets = Sheets()
    last = FIRST.before(-quarters + 1).last
    for end in sorted(month_ends(last + timedelta(days=1), 3 * quarters)):
        here = [one for one in placed if one.on(end)]
        works = [_work(one) for one in here]
        count = count_on(end, works, hours_per_job=Decimal("25.5"), hours_full_time=Decimal(36))
        cube = cube_of(count, frozenset(GEMEENTEN), smallest=SMALLEST)
        _publish_month(sheets, end, cube, placed, _coming(end, placed, hopes), makers)
        sheets.truth |= {(end, "gemeente", code): part.persons for code, part in count.by_gemeente.items()}
        sheets.truth |= {(end, "buiten", reason.value): number for reason, number in count.left_out.items()}
        quarter = Quarter(end.year, (end.month + 2) // 3)
        if quarter.last == end:
            _publish_quarter(sheets, quarter, cube, placed, makers)
    return sheets


def _work(one: Placed) -> Work:
    spell = one.spell
    return Work(spell.reference, spell.person, spell.gemeente, spell.kind, "regulier", True, True, one.hours)


def _coming(end: date, placed: list[Placed], hopes: Sequence[Hope]) -> Coming:
    counting = [one for one in placed if one.spell.kind == "garantiebaan"]
    spells = [
        (
            s.reference,
            s.person,
            s.starts_on,
            s.ended_on,
            one.plan or Plan(s.starts_on, s.ended_on),
            float(one.hours) / 25.5,
        )
        for one in counting
        for s in (one.spell,)
    ]
    here = [one for one in counting if one.on(end)]
    jobs = {one.spell.reference: float(one.hours) / 25.5 for one in here}
    return Coming(jobs, past_of(spells, hopes), end, frozenset(one.spell.person for one in here))


def _publish_month(sheets: Sheets, end: date, cube: Cube, placed: list[Placed], coming: Coming, makers: Makers) -> None:
    counting = [one for one in placed if one.spell.kind == "garantiebaan"]
    here, before = [one for one in counting if one.on(end)], end.replace(day=1) - timedelta(days=1)
    now, then = {one.spell.person for one in here}, {one.spell.person for one in counting if one.on(before)}
    soon = months_back(end + timedelta(days=1), -3)
    divisions = {
        SHEET_BRANCH: dict(Counter(BRANCHES[one.branch] for one in here)),
        ENDING: dict(
            Counter("loopt_af" if one.ends_on is not None and one.ends_on <= soon else "loopt_door" for one in here)
        ),
    }
    moved = Moved(len(now - then), len(then - now)) if then else None
    earlier = [told for _, told in sheets.months.values()]
    coming.line(None)
    exact = Exact(len(now), divisions, moved, planned=coming.many(planned=True), hoped=coming.many(planned=False))
    cells = sheet_of(exact, cube, earlier, smallest=SMALLEST)
    flows = {cell.kind: cell.number or 0 for cell in cells if cell.kind in {CAME, LEFT}}
    told = Told(cube.total.persons, told_tables(cube, cells), Moved(flows[CAME], flows[LEFT]) if flows else UNTOLD)
    sheets.months[end] = cube, told
    sheets.stages[end] = {cell.kind: cell.number for cell in cells if cell.kind in {PLANNED, HOPED}}
    if cells and cube.total.jobs:
        sheets.ahead[end] = seen_in(coming, makers["base"](cube.total.jobs))
    sheets.truth[end, "all"] = len(now)
    sheets.truth |= {(end, PLANNED): exact.planned, (end, HOPED): exact.hoped}
    sheets.truth |= {(end, CAME): moved.came, (end, LEFT): moved.left} if moved else {}
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
    found = []
    for number in range(rounds):
        placed = invented(chance, quarters)
        hopes = put_forward(random.Random(f"{seed} {number}"), FIRST.first, 91 * quarters)
        found.append(breaches_of(published_of(placed, quarters, makers, hopes)))
    told = [f"{name}: {truth} in {reach.low}..{reach.high}" for one in found for name, truth, reach in one]
    return {"rounds": rounds, "regions": sum(bool(one) for one in found), "breaches": len(told), "some": told[:12]}


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rounds", type=int, default=20)
    reader.add_argument("--seed", type=int, default=5)
    reader.add_argument("--quarters", type=int, default=7)
    asked = reader.parse_args()
    print(json.dumps(attack(asked.rounds, asked.seed, asked.quarters), indent=1))
