"""What every column is: whose, of what kind, whether it stands in the copy for the person, and what erasing does to it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sqlalchemy import MetaData
from sqlalchemy import Table as SaTable

from werkbedrijf.rights.rules import RULES

FILE = "werkbedrijf/rights/columns.toml"
SHAPE = "WHOSE CATEGORY EXPORT ERASURE"


class Whose(StrEnum):
    """About whom a column says something."""

    PERSON = "person"
    USER = "user"
    CONTACT = "contact"
    NONE = "none"


class Category(StrEnum):
    """What kind of data it is."""

    IDENTITY = "identity"
    CONTACT = "contact"
    CAPABILITY = "capability"
    REGELING = "regeling"
    PROCESS = "process"
    TECHNICAL = "technical"


class Erasure(StrEnum):
    """What erasing the person does to a column."""

    DELETE = "delete"
    NULL = "null"
    EMPTY = "empty"
    COUNT = "count"
    KEEP = "keep"


class Rows(StrEnum):
    """What erasing the person does to a row."""

    DELETE = "delete"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is classified."""

    name: str
    whose: Whose
    category: Category
    exported: bool
    erasure: Erasure


@dataclass(frozen=True, slots=True)
class Table:
    """One table: why it is kept, and how its rows belong to a person. ``person`` is empty where they do not."""

    name: str
    purpose: str
    source: str
    recipients: str
    retention: str
    person: str
    rows: Rows | None
    why: str
    columns: Mapping[str, Column]

    @property
    def exported(self) -> list[Column]:
        """The columns that stand in the copy for the person."""
        return [column for column in self.columns.values() if column.exported]

    @property
    def about_people(self) -> bool:
        """Whether any column says something about a candidate."""
        return any(column.whose is Whose.PERSON for column in self.columns.values())


class Unclassified(ValueError):
    """A line of the file cannot be read; the sentence says which and what it should look like."""


@cache
def tables() -> Mapping[str, Table]:
    """Every classified table by name, in the order of the file."""
    text = files(__package__).joinpath("columns.toml").read_text(encoding="utf-8")
    return {name: _table(name, told) for name, told in tomllib.loads(text).items()}


def of_people() -> list[Table]:
    """The tables whose rows belong to one person each, the candidate first."""
    return [table for table in tables().values() if table.person]


def problems(metadata: MetaData) -> list[str]:
    """What does not agree between the database and the file; each sentence says what to write where."""
    known = tables()
    told = [
        f"{FILE}: table [{name}] does not exist (any more): take it out"
        for name in known.keys() - metadata.tables.keys()
    ]
    for name, table in metadata.tables.items():
        told += _table_problems(table, known[name]) if name in known else [_add_table(table)]
    return sorted(told)


def _table_problems(table: SaTable, known: Table) -> Iterator[str]:
    where = f"{FILE}, under [{known.name}.columns]"
    for column in table.columns:
        if column.name not in known.columns:
            yield f'{where}: add a line   {column.name} = "{SHAPE}"   (the head of the file says what to choose)'
        elif known.columns[column.name].erasure is Erasure.NULL and not column.nullable:
            yield f"{where}: {column.name} may not be null in the database; choose empty, or delete the row"
    for gone in known.columns.keys() - {column.name for column in table.columns}:
        yield f"{where}: {gone} does not exist (any more): take the line out"
    yield from _sense_problems(known, where)


def _sense_problems(known: Table, where: str) -> Iterator[str]:
    if known.retention not in RULES:
        yield f"{FILE}, under [{known.name}]: retention {known.retention!r} is not one of {', '.join(RULES)}"
    if bool(known.person) != (known.rows is not None):
        yield f"{FILE}, under [{known.name}]: `person` and `rows` belong together"
    if known.about_people and not known.person and not known.why:
        yield f"{FILE}, under [{known.name}]: it holds data of a person: say `person` and `rows`, or `why` not"
    for column in known.columns.values():
        if column.whose is Whose.PERSON and not column.exported and not known.why:
            yield f"{where}: {column.name} is of the person: export yes, or say `why` not above the columns"
        if column.exported and not known.person:
            yield f"{where}: {column.name} is exported, but the table does not say how a row belongs to a `person`"
        if known.rows is Rows.DELETE and column.erasure not in {Erasure.DELETE, Erasure.COUNT}:
            yield f"{where}: {column.name} goes with its row: delete or count"


def _add_table(table: SaTable) -> str:
    lines = [
        f"{FILE}: add the table, for example:",
        f"[{table.name}]",
        'purpose = "…"',
        'source = "…"',
        'recipients = "…"',
        f'retention = "{next(iter(RULES))}"   # one of: {", ".join(RULES)}',
        '# person = "candidate_id" and rows = "delete", when a row is of one candidate',
        f"[{table.name}.columns]",
        *(f'{column.name} = "none technical no keep"' for column in table.columns),
        f'(each: "{SHAPE}"; the head of the file says what to choose)',
    ]
    return "\n    ".join(lines)


def _table(name: str, told: Mapping[str, object]) -> Table:
    columns = told.get("columns", {})
    assert isinstance(columns, Mapping)  # noqa: S101  # the shape of the file
    said = {word: str(told.get(word, "")) for word in ("purpose", "source", "recipients", "retention", "person", "why")}
    for word in ("purpose", "source", "recipients", "retention"):
        if not said[word]:
            raise Unclassified(f'{FILE}, under [{name}]: {word} = "…" is missing')
    return Table(
        name=name,
        rows=Rows(str(told["rows"])) if "rows" in told else None,
        columns={str(column): _column(name, str(column), str(line)) for column, line in columns.items()},
        **said,
    )


def _column(table: str, name: str, line: str) -> Column:
    try:
        whose, category, exported, erasure = line.split()
        yes_or_no = {"yes": True, "no": False}
        return Column(name, Whose(whose), Category(category), yes_or_no[exported], Erasure(erasure))
    except (ValueError, KeyError) as problem:
        raise Unclassified(f'{FILE}, [{table}.columns] {name} = "{line}" should read "{SHAPE}": {problem}') from problem
