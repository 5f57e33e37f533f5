"""What the journal of a file holds, as the acts read it: rows by place, and what each record touched."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from werkbedrijf.imports.undo.journal import Key
from werkbedrijf.imports.undo.weighing import together


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``what`` is made, changed or gone; ``told`` its mark, its changes or the whole row; ``leans`` are places."""

    table: str
    number: int
    what: str
    told: Any
    leans: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        return self.table, self.number


@dataclass(frozen=True)
class Kept:
    """The journal of one file."""

    rows: tuple[Row, ...]
    records: dict[int, tuple[int, ...]]

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Kept":
        """What ``Journal.kept`` gave; an empty mapping is an empty journal."""
        rows = tuple(
            Row(table, number, what, said, tuple(leans[0]) if leans else ())
            for table, number, what, said, *leans in told.get("rows", ())
        )
        return cls(rows, {int(number): tuple(places) for number, places in told.get("records", {}).items()})

    def told(self) -> dict[str, Any]:
        """As ``read`` takes it."""
        rows = [[*row.key, row.what, row.told, *([list(row.leans)] if row.what == "made" else ())] for row in self.rows]
        return {"rows": rows, "records": {str(number): list(places) for number, places in self.records.items()}}

    @cached_property
    def leans(self) -> dict[int, tuple[int, ...]]:
        """Per place of a row the places of those it points at."""
        return {place: row.leans for place, row in enumerate(self.rows) if row.leans}

    def groups(self, numbers: Collection[int]) -> list[list[int]]:
        """These records, in groups that have nothing to do with each other."""
        return list(together({number: self.records.get(number, ()) for number in numbers}, self.leans))

    def places(self, numbers: Iterable[int]) -> list[int]:
        """The places of every row that these records touched, each once."""
        return sorted({place for number in numbers for place in self.records.get(number, ())})
