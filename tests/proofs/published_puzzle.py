"""What a reader of everything that is published can lay side by side: all of it as sums of unknown whole numbers."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tests.proofs.published_ahead import Seen, look_ahead
from tests.proofs.puzzles import Name, Puzzle
from werkbedrijf.foundation.doubt import FAR, Reach, flow_reach, reach_of
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.cube import Cube, Figures
from werkbedrijf.garantiebanen.hours_told import LEAST_HOURS, MOST_HOURS
from werkbedrijf.indicators.publishing import REGION, Cell
from werkbedrijf.indicators.quarters import Quarter
from werkbedrijf.indicators.standing import AT_WORK, BRANCH
from werkbedrijf.outlook.sheet import CAME, HOPED, LEFT, PLANNED, Told

SMALLEST = 10
FIRST = Quarter(2025, 1)
GEMEENTEN = ("GM0153", "GM0141", "GM0163", "GM0168")
TOGETHER = ("all", "uren", "deel", PLANNED, HOPED)
"""The groups that a line of the months ahead shares with everything else that is told of a month."""
BRANCHES = {"F": "bouw", "G": "handel", "Q": "zorg"}


@dataclass
class Sheets:
    """What was published: per month the board with the sheet, per quarter the cells. ``truth`` is what must not be found."""

    quarters: dict[str, list[Cell]] = field(default_factory=dict)
    months: dict[date, tuple[Cube, Told]] = field(default_factory=dict)
    stages: dict[date, dict[str, int | None]] = field(default_factory=dict)
    ahead: dict[date, Seen] = field(default_factory=dict)
    truth: dict[Name, int] = field(default_factory=dict)


def puzzle_of(sheets: Sheets) -> Puzzle:
    """Everything a reader of all publications knows."""
    puzzle = Puzzle()
    before: date | None = None
    for end, (cube, told) in sheets.months.items():
        _month(puzzle, end, cube, told)
        if before is not None:
            for kind, reach in zip((CAME, LEFT), told.moved.reaches(SMALLEST), strict=True):
                puzzle.number((end, kind), reach)
            both = (before, "all"), (end, CAME)
            puzzle.number((end, "samen"), Reach(0, FAR))
            puzzle.add_up((end, "samen"), both)
            puzzle.add_up((end, "samen"), [(end, "all"), (end, LEFT)])
        before = end
    for name, cells in sheets.quarters.items():
        _quarter(puzzle, name, cells)
    for name in sheets.quarters:
        _years(puzzle, name)
        _work_of_all(puzzle, name, sheets)
    for end in sheets.ahead:
        _look_ahead(puzzle, end, sheets)
    return puzzle


def _look_ahead(puzzle: Puzzle, end: date, sheets: Sheets) -> None:
    """What the line of a month narrows in that month. Solved apart, because all lines at once are slow to solve."""
    alone = Puzzle()
    _month(alone, end, *sheets.months[end])
    alone.number((end, "all"), puzzle.possible((end, "all")))
    look_ahead(alone, end, sheets.ahead[end], sheets.stages[end], smallest=SMALLEST)
    found = {name: alone.possible(name) for name in alone.at if name[1:2] and name[1] in TOGETHER}
    for name, reach in found.items():
        puzzle.number(name, reach)


def _month(puzzle: Puzzle, end: date, cube: Cube, told: Told) -> None:
    puzzle.number((end, "all"), told.reach(SMALLEST))
    puzzle.number((end, "uren"), _hours(cube.total))
    for at, table in enumerate(told.tables):
        kind = "gemeente" if not at else "deel"
        names = []
        for code, number in table.persons.items():
            names.append((end, kind, code))
            puzzle.number(names[-1], Reach(1, FAR) if code in table.hidden else reach_of(number, smallest=SMALLEST))
        puzzle.add_up((end, "all"), names)
    for code, figures in cube.by_gemeente.items():
        puzzle.number((end, "uren", code), _hours(figures))
        _worked(puzzle, (end, "gemeente", code), (end, "uren", code))
    _worked(puzzle, (end, "all"), (end, "uren"))
    puzzle.add_up((end, "uren"), [(end, "uren", code) for code in cube.by_gemeente])
    for reason, left in cube.left_out.items():
        hidden = Reach(1, SMALLEST - 1)
        puzzle.number((end, "buiten", reason.value), hidden if left is None else flow_reach(left, smallest=SMALLEST))


def _hours(figures: Figures) -> Reach:
    """Hundredths of hours that are behind jobs and fte; both were rounded to cents before."""
    reach = Reach(0, FAR)
    for number, each in ((figures.jobs, 2550), (figures.fte, 3600)):
        if number is not None:
            reach = reach.meet(max(0, (number - 5) * each - each // 100), (number + 5) * each - 1)
    return reach


def _worked(puzzle: Puzzle, persons: Name, hours: Name) -> None:
    """Everybody works more than an hour and at most a full week."""
    puzzle.at_most({hours: 1.0, persons: -100.0 * MOST_HOURS})
    puzzle.at_most({hours: -1.0, persons: 100.0 * LEAST_HOURS})


def _quarter(puzzle: Puzzle, name: str, cells: list[Cell]) -> None:
    splits: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for cell in cells:
        if cell.indicator not in {"I07", "I08", "I09", "I10", AT_WORK}:
            continue
        code = "I07" if cell.indicator == "I08" else cell.indicator
        key = (name, code, cell.split, cell.code)
        base = cell.base if cell.base is not None or not cell.missing else 0
        puzzle.number(key, Reach(1, FAR) if base is None else reach_of(base, smallest=SMALLEST))
        if cell.split != REGION:
            splits[code, cell.split].append(key)
        if code in {"I09", "I10"}:
            for what in ("ja", "nee"):
                puzzle.number((*key, what), Reach(0, FAR))
                splits[f"{code} {what}", cell.split].append((*key, what))
            puzzle.add_up(key, [(*key, "ja"), (*key, "nee")])
            _share(puzzle, key, cell)
    for (code, split), names in splits.items():
        plain, _, what = code.partition(" ")
        whole: Name = (name, plain, REGION, "", what) if what else (name, plain, REGION, "")
        if split != REGION and whole in puzzle.at:
            puzzle.add_up(whole, names)


def _share(puzzle: Puzzle, key: Name, cell: Cell) -> None:
    """Of whom it is so lies within the rounding of the share, where that is shown."""
    if cell.value is None or not cell.base:
        return
    low = 0.0 if cell.value <= 10 else float(cell.value) - 2.5
    high = 100.0 if cell.value >= 90 else float(cell.value) + 2.5
    puzzle.at_most({(*key, "ja"): 1.0, key: -high / 100})
    puzzle.at_most({(*key, "ja"): -1.0, key: low / 100})


def _years(puzzle: Puzzle, name: str) -> None:
    """I10 grows by the I07 of a year ago; both count the same starts."""
    quarter = Quarter(int(name[:4]), int(name[-1]))
    year_ago = str(quarter.before(4))
    for key in [key for key in puzzle.at if key[:2] == (name, "I10") and len(key) == 4]:
        before, grew = (str(quarter.before(1)), *key[1:]), (year_ago, "I07", *key[2:])
        if before in puzzle.at and grew in puzzle.at:
            puzzle.add_up(key, [before, grew])


def _work_of_all(puzzle: Puzzle, name: str, sheets: Sheets) -> None:
    """Who counts and what does not count are no more than all work there is, also per branch."""
    end = Quarter(int(name[:4]), int(name[-1])).last
    whole = (name, AT_WORK, REGION, "")
    cube = sheets.months[end][0]
    if whole in puzzle.at:
        rest = {(end, "buiten", reason.value): 1.0 for reason in cube.left_out if reason is not LeftOut.NOT_STARTED}
        puzzle.at_most({(end, "all"): 1.0, **rest, whole: -1.0})
    for branch, group in BRANCHES.items():
        if (name, AT_WORK, BRANCH, branch) in puzzle.at and (end, "deel", group) in puzzle.at:
            puzzle.at_most({(end, "deel", group): 1.0, (name, AT_WORK, BRANCH, branch): -1.0})
