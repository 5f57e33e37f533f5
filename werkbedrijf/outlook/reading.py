"""A published month read back: its numbers as people read them, and as somebody who subtracts them does."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkbedrijf.foundation.doubt import Moved
from werkbedrijf.garantiebanen.cube import Cube
from werkbedrijf.outlook.models import OutlookMonth
from werkbedrijf.outlook.sheet import CAME, LEFT, UNTOLD, Cell, Told, told_tables


def cells_of(month: OutlookMonth | None) -> list[Cell]:
    """The published numbers of a month; none when there is no sheet."""
    return [Cell(cell.kind, cell.code, cell.persons) for cell in month.cells] if month else []


def told_of(cube: Cube, month: OutlookMonth | None) -> Told:
    """All that was published of a month, as its readers have it."""
    cells = cells_of(month)
    return Told(cube.total.persons, told_tables(cube, cells), _moved(cells))


def _moved(cells: list[Cell]) -> Moved:
    numbers = {cell.kind: cell.number or 0 for cell in cells if cell.kind in {CAME, LEFT}}
    return Moved(numbers[CAME], numbers[LEFT]) if len(numbers) == 2 else UNTOLD


@dataclass(frozen=True, slots=True)
class Sheet:
    """The published numbers of a month by what they are about. A kind that is not told at all is absent."""

    numbers: Mapping[tuple[str, str], int | None]

    def division(self, kind: str) -> dict[str, int | None]:
        """The parts of a division, None where hidden; empty when it is not told."""
        return {code: number for (of, code), number in self.numbers.items() if of == kind}

    def tells(self, kind: str) -> bool:
        """Whether a number of this kind was published, be it as too small to show."""
        return any(of == kind for of, _ in self.numbers)

    def number(self, kind: str) -> int | None:
        """A number that stands by itself; None is too small to show, or not told."""
        return self.numbers.get((kind, ""))


def sheet_in(month: OutlookMonth | None) -> Sheet:
    """The published sheet of a month, empty when there is none."""
    return Sheet({(cell.kind, cell.code): cell.number for cell in cells_of(month)})
