"""A file of tasks for the loonwaarde: a table with a row per task, in percent, with commas or points."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from matching.instruments.loonwaarde import WHOLE, Loonwaarde, TaskValue, loonwaarde_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.tables import Table, TableRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "taak": ("taak", "naam", "omschrijving", "task", "name"),
    "tempo": ("tempo", "pace", "speed"),
    "kwaliteit": ("kwaliteit", "quality"),
    "inzetbaarheid": ("inzetbaarheid", "deployability", "availability"),
    "aandeel": ("aandeel", "bijdrage", "share"),
}
"""The columns, each with the names under which it is found."""
_NUMBERS = ("tempo", "kwaliteit", "inzetbaarheid", "aandeel")
_LONGEST = 12


def loonwaarde_in(table: Table) -> Loonwaarde:
    """The loonwaarde of the tasks in a table. Raises InputRefused with a sentence per row that is not right."""
    places = _places(table.headers)
    problems: dict[str, str] = {}
    tasks: list[TaskValue] = []
    for row in table.rows:
        values = {name: _number(row.cells[places[name]]) for name in _NUMBERS}
        wrong = [name for name, value in values.items() if value is None or not 0 <= value <= WHOLE]
        if wrong:
            problems[f"rij {row.number}"] = _sentence(row, wrong, places)
            continue
        tempo, quality, deployability, share = (values[name] or Decimal(0) for name in _NUMBERS)
        tasks.append(TaskValue(row.cells[places["taak"]], tempo, quality, deployability, share))
    if problems:
        raise InputRefused(problems)
    return _whole(tasks)


def _whole(tasks: Sequence[TaskValue]) -> Loonwaarde:
    if not tasks:
        raise InputRefused({"bestand": "Er staat geen enkele taak in dit bestand. Zet er een rij per taak in."})
    try:
        return loonwaarde_of(tasks)
    except ValueError as problem:
        shares = sum((task.share for task in tasks), Decimal(0))
        raise InputRefused(
            {
                "aandeel": f"De aandelen van de taken zijn samen {_written(shares)} procent. Samen moeten zij precies 100 "
                "procent van het werk zijn."
            }
        ) from problem


def _places(headers: Sequence[str]) -> dict[str, int]:
    """Where each column stands; of a heading like ``Tempo (%)`` the word counts."""
    words = [header.split("(")[0].strip(" %\t").casefold() for header in headers]
    found = {
        column: next((words.index(name) for name in names if name in words), None) for column, names in COLUMNS.items()
    }
    missing = [column for column, place in found.items() if place is None]
    if missing:
        raise InputRefused(
            {
                "kolommen": f"In dit bestand mist {'de kolom' if len(missing) == 1 else 'een aantal kolommen:'} "
                f"{', '.join(missing)}. Zet op de eerste rij: taak, tempo, kwaliteit, inzetbaarheid, aandeel."
            }
        )
    return {column: place for column, place in found.items() if place is not None}


def _sentence(row: TableRow, wrong: Sequence[str], places: dict[str, int]) -> str:
    said = ", ".join(f"{name} ‘{row.cells[places[name]][:_LONGEST]}’" for name in wrong)
    return f"Rij {row.number}: vul een getal van 0 tot en met 100 in (procent) bij {said}."


def _number(text: str) -> Decimal | None:
    """A percentage as people write it: ``80``, ``80,5``, ``80.5`` or ``80 %``."""
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    if not plain or len(plain) > _LONGEST or not plain.replace(".", "", 1).isascii():
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
