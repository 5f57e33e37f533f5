"""Reading a file with value tables: every row is a block of a version. Pure.

Everything that is wrong is said, with its row and column; as long as something is, nothing of the file is a table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar

from werkbedrijf.sroi.blocks import OF_REGISTER, kind_of
from werkbedrijf.sroi.tables import Block, Rounding, Unit, ValueTable, rules_beside
from werkbedrijf.sroi.values import cells
from werkbedrijf.sroi.values.cells import Wrong
from werkbedrijf.sroi.values.shape import COLUMNS, MUST, OF_BLOCK, UNDATED

T = TypeVar("T")
MOST_BLOCKS = 200
MOST_PROBLEMS = 50
MOST_EURO = 10_000_000
MOST_PERCENT = 1_000
# What holds where a file does not say it: the norm of the common method, which stays marked as an assumption.
NORM = Decimal(str(rules_beside()["default"]["full_time_hours"]))
NORM_FROM = str(rules_beside()["default"]["source"])
# Names that an address or a command uses otherwise.
TAKEN = frozenset({"nieuw", "default"})


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be: in which row and column, and why."""

    record: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class TablesFile:
    """The tables of a file in its order; none when anything was refused."""

    tables: tuple[ValueTable, ...]
    refused: tuple[Refused, ...]


class _Row:
    """One row by its columns; what is wrong with a cell is kept, and the cell is then None."""

    def __init__(self, number: int, told: Mapping[str, str]):
        self.number = number
        self.told = told
        self.refused: list[Refused] = []

    def read(self, column: str, how: Callable[[str], T]) -> T | None:
        """What a cell says."""
        try:
            return how(self.told.get(column, ""))
        except Wrong as wrong:
            self.wrong(column, wrong.sentence)
            return None

    def read_or(self, column: str, how: Callable[[str], T], otherwise: T) -> T | None:
        """What a cell says, and ``otherwise`` where it is empty."""
        return self.read(column, how) if self.told.get(column) else otherwise

    def wrong(self, column: str, sentence: str) -> None:
        """Keep what is wrong."""
        self.refused.append(Refused(f"rij {self.number}", column, sentence))


def tables_file(heading: Iterable[str], rows: Iterable[tuple[int, Sequence[str]]]) -> TablesFile:
    """The tables in a file, or everything that is wrong with it."""
    names = [name.strip().casefold() for name in heading]
    wrong = list(_problems_of_heading(names))
    if wrong:
        return TablesFile((), tuple(wrong))
    by_version: dict[str, list[_Row]] = {}
    for number, told in rows:
        row = _Row(number, dict(zip(names, (cell.strip() for cell in told), strict=False)))
        by_version.setdefault(row.told["versie"], []).append(row)
    if not by_version:
        return TablesFile(
            (), (Refused("rij 1", "versie", "Onder de kolomnamen staat niets. Zet er bouwblokken onder."),)
        )
    tables = [_table(lines) for lines in by_version.values()]
    found = sorted((one for lines in by_version.values() for row in lines for one in row.refused), key=_place)
    if found:
        return TablesFile((), tuple(found[:MOST_PROBLEMS]))
    return TablesFile(tuple(table for table in tables if table), ())


def _place(one: Refused) -> int:
    return int(one.record.removeprefix("rij "))


def _problems_of_heading(names: Sequence[str]) -> Iterator[Refused]:
    for name in MUST:
        if name not in names:
            yield Refused("rij 1", name, "Deze kolom ontbreekt.")
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            yield Refused("rij 1", name[:40] or "leeg", f"Deze kolom kennen we niet. Kies uit: {', '.join(COLUMNS)}.")
        elif names.count(name) > 1:
            yield Refused("rij 1", name, "Deze kolom staat er twee keer.")


def _table(rows: list[_Row]) -> ValueTable | None:
    first = rows[0]
    blocks = [_block(row) for row in rows]
    _check_alike(rows)
    if len(rows) > MOST_BLOCKS:
        first.wrong("categorie", f"Een tabel heeft ten hoogste {MOST_BLOCKS} bouwblokken.")
    version = first.read("versie", _version)
    known = [block for block in blocks if block]
    _check_blocks(rows, blocks)
    hours, published = _norm(rows)
    dated = first.told["geldig_vanaf"]
    told: dict[str, Any] = {
        "title": first.read_or("titel", lambda cell: cells.text(cell, 100), f"{first.told['regio']} ({version})"),
        "region": first.read("regio", lambda cell: cells.text(cell, 100)),
        "valid_from": None if dated in UNDATED else first.read("geldig_vanaf", _first_day),
        "valid_until": first.read_or("geldig_tot", cells.day, None),
        "hired_before_months": first.read_or(
            "eerder_in_dienst_maanden", lambda cell: cells.whole(cell, least=0, most=120), 0
        ),
        "lks_lifts_limit": first.read_or("lks_verlengt", cells.yes, False),
        "source": first.read("bron_url", cells.address),
        "rules_from": first.read_or("regels_bron", lambda cell: cells.text(cell, 300), NORM_FROM),
        "rounding": Rounding(
            first.read_or("afronding", lambda cell: cells.choice(cell, tuple(Rounding)), Rounding.CENT) or Rounding.CENT
        ),
    }
    if told["valid_from"] and told["valid_until"] and told["valid_until"] < told["valid_from"]:
        first.wrong("geldig_tot", "De laatste dag ligt voor de eerste dag.")
    if any(row.refused for row in rows):
        return None
    return ValueTable(
        version=str(version),
        dated=told["valid_from"].isoformat() if told["valid_from"] else dated,
        blocks=MappingProxyType({block.code: block for block in known}),
        full_time_hours=hours,
        full_time_published=published,
        **told,
    )


def _version(told: str) -> str:
    if told in TAKEN:
        raise Wrong("Deze naam is al ergens anders voor. Kies een andere.")
    return cells.name(told)


def _first_day(told: str) -> date:
    try:
        return cells.day(told)
    except Wrong:
        raise Wrong(
            f"Schrijf de eerste dag als 2027-01-01. Noemt de bron geen dag, schrijf dan {UNDATED[0]} of {UNDATED[1]}."
        ) from None


def _check_alike(rows: list[_Row]) -> None:
    first = rows[0]
    for row in rows[1:]:
        for column in COLUMNS:
            if column not in OF_BLOCK and row.told.get(column, "") != first.told.get(column, ""):
                row.wrong(column, f"Dit geldt voor de hele tabel, en in rij {first.number} staat iets anders.")


def _check_blocks(rows: list[_Row], blocks: list[Block | None]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        code = row.told["categorie"]
        if code in seen:
            row.wrong("categorie", f"Dit bouwblok staat al in rij {seen[code]}.")
        seen.setdefault(code, row.number)
    if all(block and block.is_bonus for block in blocks):
        rows[0].wrong("categorie", "Een tabel heeft ook een bouwblok dat geen bonus is.")


def _norm(rows: list[_Row]) -> tuple[Decimal, bool]:
    """The hours of full time a week, and whether the region says it; the name of a unit may say it too."""
    first = rows[0]
    hours = first.read_or("voltijd_uren", lambda cell: cells.number(cell, most=48), None)
    named: int | None = None
    for row in rows:
        try:
            _, norm = cells.unit(row.told["eenheid"])
        except Wrong:
            continue
        said = hours if hours is not None else named
        if norm is not None and said is not None and said != norm:
            row.wrong("eenheid", f"Voltijd is in deze tabel {said} uur, en hier {norm}.")
        named = norm if norm is not None else named
    published = first.read_or("voltijd_gepubliceerd", cells.yes, hours is not None or named is not None)
    return hours or (Decimal(named) if named else NORM), bool(published)


def _block(row: _Row) -> Block | None:
    code, label = row.read("categorie", cells.name), row.read("label", lambda cell: cells.text(cell, 200))
    measured, length = row.read("eenheid", cells.unit), row.read("max_maanden", cells.length)
    if not (code and label and measured and length):
        return None
    unit = measured[0]
    block = Block(
        code=code,
        label=label,
        value=row.read("waarde", _value_of(unit)),
        unit=unit,
        limit=length[0],
        months=length[1],
        minimum_hours=row.read_or("minimum_uren", lambda cell: cells.number(cell, most=48), None),
        pro_rata=bool(row.read_or("naar_rato", cells.yes, True)),
    )
    for column, sentence in _problems_of(block):
        row.wrong(column, sentence)
    return None if row.refused else block


def _value_of(unit: Unit) -> Callable[[str], Decimal | None]:
    def read(told: str) -> Decimal | None:
        if unit.whole_amount:
            if told:
                raise Wrong("Bij deze eenheid is het betaalde bedrag de waarde. Laat deze cel leeg.")
            return None
        return cells.number(told, most=MOST_PERCENT if unit is Unit.INVOICE_SHARE else MOST_EURO)

    return read


def _problems_of(block: Block) -> Iterator[tuple[str, str]]:
    over_time = block.unit.over_time
    if block.is_bonus and not (over_time or block.unit.of_amount):
        yield "eenheid", "Een bonus is per jaar of per maand, of een bedrag dat betaald is."
    if block.is_bonus and block.months:
        yield "max_maanden", "Een bonus telt zo lang als het bouwblok waar hij bij komt. Laat deze cel leeg."
    if not over_time and (block.months or block.minimum_hours):
        yield "max_maanden" if block.months else "minimum_uren", "Dit hoort alleen bij werk per jaar of per maand."
    if not block.pro_rata and not (block.is_bonus and over_time):
        yield "naar_rato", "Alleen een bonus per jaar of per maand kan in één keer tellen. Schrijf hier ja."
    if not block.is_bonus and not over_time and kind_of(block.code).of_person:
        yield (
            "categorie",
            "Dit telt niet per jaar of maand. Laat de code eindigen op inkoop, of beginnen met activiteit.",
        )
    if block.code == OF_REGISTER and not over_time:
        yield (
            "eenheid",
            "Het bouwblok van het doelgroepregister is per jaar of per maand: plaatsingen tellen hierin mee.",
        )
