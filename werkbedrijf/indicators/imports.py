"""A file with figures of other organisations: read whole, or refused with a sentence per row. Pure but for the reading."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import folded
from werkbedrijf.foundation.spreadsheets import parsing
from werkbedrijf.foundation.tables import Table
from werkbedrijf.indicators.actions import ValueFacts
from werkbedrijf.indicators.models import Entered

COLUMNS: Final = ("code", "gemeente", "periode", "peildatum", "waarde", "teller", "noemer", "van wie", "bron")
NEEDED: Final = ("code", "periode", "peildatum", "waarde", "bron")
EXAMPLE: Final = (
    "I05",
    "",
    "2026Q2",
    "30-06-2026",
    "52,3",
    "",
    "",
    "UWV",
    "UWV, rapport banenafspraak, september 2026",
)
MOST_ROWS: Final = 2000
MOST_TOLD: Final = 20
WHOLE_REGION: Final = frozenset({"", "regio", "heleregio"})


def facts_in(table: Table, gemeenten: frozenset[str], on: date) -> list[ValueFacts]:
    """Every figure of the table. Raises InputRefused with the rows that cannot be read; then nothing of it is kept."""
    columns = _columns(table)
    problems: list[str] = []
    found: list[ValueFacts] = []
    if len(table.rows) > MOST_ROWS:
        raise InputRefused({"file": f"Dit bestand heeft meer dan {MOST_ROWS} rijen. Verdeel het over meer bestanden."})
    for row in table.rows:
        cells = {name: row.cells[index] for name, index in columns.items()}
        said: list[str] = []
        facts = _facts(cells, gemeenten, said)
        said += [] if said else [sentence for _, sentence in facts.problems(on)]
        problems += [f"Rij {row.number}: {sentence}" for sentence in said]
        found.append(facts)
    if not found:
        raise InputRefused({"file": "Onder de kolomnamen staat geen enkel cijfer."})
    if problems:
        more = f" En nog {len(problems) - MOST_TOLD} andere." if len(problems) > MOST_TOLD else ""
        raise InputRefused({"file": "Er is niets opgeslagen. " + " ".join(problems[:MOST_TOLD]) + more})
    return found


def _columns(table: Table) -> Mapping[str, int]:
    known = {folded(name): name for name in COLUMNS}
    found = {known[folded(title)]: index for index, title in enumerate(table.headers) if folded(title) in known}
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise InputRefused({"file": f"Deze kolommen ontbreken: {', '.join(missing)}. Gebruik het voorbeeldbestand."})
    return found


def _facts(cells: Mapping[str, str], gemeenten: frozenset[str], said: list[str]) -> ValueFacts:
    return ValueFacts(
        indicator=cells["code"].strip().upper(),
        kind=Entered.FIGURE,
        period=cells["periode"],
        as_of=_read(parsing.day, cells["peildatum"], said),
        value=_read(parsing.decimal, cells["waarde"], said),
        source=cells["bron"],
        gemeente_code=_gemeente(cells.get("gemeente", ""), gemeenten, said),
        numerator=_number(cells.get("teller", ""), said),
        denominator=_number(cells.get("noemer", ""), said),
        label=cells.get("van wie", ""),
    )


def _read(parse: Callable[[str], Any], cell: str, said: list[str]) -> Any:
    try:
        return parse(cell)
    except ValueError as problem:
        said.append(str(problem))
        return None


def _number(cell: str, said: list[str]) -> Decimal | None:
    found: Decimal | None = _read(parsing.decimal, cell, said) if cell else None
    return found


def _gemeente(cell: str, gemeenten: frozenset[str], said: list[str]) -> str:
    if folded(cell) in WHOLE_REGION:
        return ""
    found = _read(parsing.gemeente, cell, said)
    if found is not None and found.code not in gemeenten:
        said.append(f"{found.name} hoort niet bij deze regio.")
    return "" if found is None else str(found.code)


def example_rows() -> Iterator[tuple[str, ...]]:
    """The example to fill in."""
    yield COLUMNS
    yield EXAMPLE
