"""What a database has published, read as an alderman is served it, with the true counts of the same database beside it.

    python -m tests.proofs.published_in sqlite:////path/to/werkbedrijf.db

The true counts are worked out now: records that were corrected after publishing are told by their present state, and then
a published number may lie beside it. Such a number is reported as `corrected` and is no breach.
"""

import argparse
import json
from collections import Counter
from datetime import date

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.proofs.published_puzzle import SMALLEST, Sheets, puzzle_of
from tests.proofs.puzzles import Name
from werkbedrijf.foundation.doubt import LEAST, Reach
from werkbedrijf.garantiebanen.board import boards_until, cube_in
from werkbedrijf.indicators.freezing import cells_in
from werkbedrijf.indicators.gathering import facts_of
from werkbedrijf.indicators.measuring import measured
from werkbedrijf.indicators.publishing import GEMEENTE, REGION
from werkbedrijf.indicators.quarters import quarter_named
from werkbedrijf.indicators.queries import published
from werkbedrijf.outlook.queries import counted_on, outlook_on
from werkbedrijf.outlook.reading import told_of

ALL = 1000


def sheets_in(session: Session, day: date) -> Sheets:
    """Everything that was published up to a day, and the truth of it."""
    sheets = Sheets()
    for board in boards_until(session, day, ALL):
        if board.smallest != SMALLEST:
            raise ValueError(f"{board.reference} hides groups under {board.smallest}; the attack knows {SMALLEST}")
        cube = cube_in(board)
        sheets.months[board.on] = cube, told_of(cube, outlook_on(session, board.on))
        works = counted_on(session, board.on)
        sheets.truth[board.on, "all"] = len({work.person for work in works})
        pairs = {(work.gemeente, work.person) for work in works}
        sheets.truth |= {(board.on, "gemeente", code): many for code, many in Counter(one for one, _ in pairs).items()}
    for row in published(session, until=day, many=ALL):
        quarter = quarter_named(row.name)
        if quarter is not None:
            cells = list(cells_in(row))
            sheets.quarters[row.name] = cells
            facts = facts_of(session, quarter, on=day)
            for code in ("I07", "I09", "I10"):
                for part in ("", *sorted({cell.code for cell in cells if cell.split == GEMEENTE})):
                    one = measured(code, facts, part or None)
                    many = one.numerator if one.denominator is None else one.denominator
                    sheets.truth[row.name, code, GEMEENTE if part else REGION, part] = int(many or 0)
    return sheets


def placed_in(sheets: Sheets) -> tuple[list[tuple[Name, int, Reach]], list[Name]]:
    """The groups with somebody in it that all of it places within fewer than five numbers, and those corrected since."""
    puzzle, found, corrected = puzzle_of(sheets), [], []
    for name, truth in sheets.truth.items():
        if truth and name in puzzle.at:
            reach = puzzle.possible(name)
            if not reach.low <= truth <= reach.high:
                corrected.append(name)
            elif reach.possibilities < LEAST:
                found.append((name, truth, reach))
    return found, corrected


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("database")
    reader.add_argument("--on", type=date.fromisoformat, required=True)
    asked = reader.parse_args()
    with Session(create_engine(asked.database)) as opened:
        read = sheets_in(opened, asked.on)
        breaches, since = placed_in(read)
    told = [f"{name}: {truth} in {reach.low}..{reach.high}" for name, truth, reach in breaches]
    known = {"months": len(read.months), "quarters": len(read.quarters), "groups": len(read.truth)}
    print(json.dumps({**known, "breaches": told, "corrected": [str(name) for name in since]}, indent=1))
