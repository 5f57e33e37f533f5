"""The columns of an import: their names, what may stand in them, and how a row becomes values."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from werkbedrijf.foundation.delicate import health_word
from werkbedrijf.foundation.facts.regions import folded
from werkbedrijf.foundation.spreadsheets.limits import FileRefused
from werkbedrijf.foundation.spreadsheets.parsing import text
from werkbedrijf.foundation.tables import Table, TableRow

_FORBIDDEN_STARTS = (
    "aandoening",
    "afkomst",
    "allergie",
    "arbeidsongeschikt",
    "behandel",
    "beperking",
    "bsn",
    "burgerservice",
    "detentie",
    "diagnos",
    "etnisch",
    "etniciteit",
    "geaardheid",
    "geloof",
    "gezondheid",
    "godsdienst",
    "handicap",
    "klacht",
    "medica",
    "medici",
    "medisch",
    "nationaliteit",
    "psych",
    "religie",
    "seksue",
    "sofinummer",
    "stoornis",
    "strafblad",
    "syndroom",
    "therap",
    "verslaving",
    "ziek",
)
_FORBIDDEN_WORDS = frozenset(
    {"adhd", "ass", "autisme", "cva", "diag", "dsm", "ggz", "icd", "iq", "lvb", "nah", "ptss", "sofi"}
)
# Also in the middle of a word: hoofddiagnose, arbeidsbeperking.
_FORBIDDEN_INSIDE = ("arbeidsbeperking", "diagnos", "handicap", "klachten", "medicatie", "stoornis", "syndroom")


@dataclass(frozen=True, slots=True)
class Column:
    """One column we know. ``parse`` makes a value of a text that is not empty, or raises ValueError with a sentence."""

    name: str
    title: str
    parse: Callable[[str], Any] = text
    required: bool = False
    example: str = ""
    help: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def headings(self) -> set[str]:
        """Every way this column may be headed, folded."""
        return {folded(one) for one in (self.name, self.title, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is refused: the title of the column (or of the field), and a sentence."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row as values by column name; a cell that is empty or wrong is absent. ``number`` is the row in the file."""

    number: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value of a column, or ``otherwise`` for an empty cell."""
        return self.values.get(name, otherwise)

    def has(self, *names: str) -> bool:
        """Whether any of these columns is filled."""
        return any(name in self.values for name in names)


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of import."""

    columns: Sequence[Column]
    # A second line of example values, for what a single line cannot show.
    more_examples: Sequence[Mapping[str, str]] = field(default=())

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}

    def title(self, name: str) -> str:
        """What a column is called in a sentence; a name that is no column stays as it is."""
        return self.by_name[name].title if name in self.by_name else name

    def example_rows(self) -> list[list[str]]:
        """The heading and lines to look at, for the example file."""
        lines = [{column.name: column.example for column in self.columns}, *self.more_examples]
        return [[c.title for c in self.columns], *([line.get(c.name, "") for c in self.columns] for line in lines)]

    def match(self, headers: Sequence[str]) -> tuple[dict[int, Column], list[str]]:
        """Which column stands where, and the headings we do not know.

        Raises FileRefused when a column is missing or there twice, or when one asks what this service may not hold.
        """
        known = {heading: column for column in self.columns for heading in column.headings}
        _refuse_forbidden([header for header in headers if folded(header) not in known])
        places: dict[int, Column] = {}
        unknown: list[str] = []
        for index, header in enumerate(headers):
            column = known.get(folded(header))
            if column is None:
                unknown += [header] if header else []
            elif column in places.values():
                raise FileRefused(f"De kolom ‘{column.title}’ staat er twee keer in. Laat er één staan.")
            else:
                places[index] = column
        missing = [column.title for column in self.columns if column.required and column not in places.values()]
        if missing:
            names = ", ".join(f"‘{title}’" for title in missing)
            raise FileRefused(f"Deze kolom ontbreekt: {names}. Kijk naar het voorbeeldbestand voor de namen.")
        return places, unknown

    def records(self, table: Table) -> Iterator[Record]:
        """Each row as values, with what is wrong in it."""
        places, _ = self.match(table.headers)
        for row in table.rows:
            yield _record(row, places)


def _record(row: TableRow, places: Mapping[int, Column]) -> Record:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for index, column in places.items():
        cell = row.cells[index]
        if not cell:
            if column.required:
                problems.append(Problem(column.title, "Deze cel is leeg. Vul hem in."))
            continue
        try:
            values[column.name] = column.parse(cell)
        except ValueError as problem:
            problems.append(Problem(column.title, str(problem)))
    return Record(row.number, values, tuple(problems))


def _is_forbidden(header: str) -> bool:
    """Whether a heading promises what has no place here: of health everything that a note may not say either, in any spelling."""
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", header)]
    plain = any(word.startswith(_FORBIDDEN_STARTS) or word in _FORBIDDEN_WORDS for word in words)
    return (
        plain
        or any(inside in word for word in words for inside in _FORBIDDEN_INSIDE)
        or bool(health_word(" ".join(words)))
    )


def _refuse_forbidden(headers: Sequence[str]) -> None:
    for header in headers:
        if _is_forbidden(header):
            raise FileRefused(
                f"Het bestand heeft een kolom ‘{header}’. Zulke gegevens mogen hier niet in. "
                "Haal de hele kolom weg en probeer het opnieuw; er is niets bewaard."
            )
