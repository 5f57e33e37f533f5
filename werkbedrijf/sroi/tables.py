"""Value tables: what a region says an effort is worth, by version. Pure; the shipped ones are read from the facts.

Six regional tables ship, each with its page as source. A page that gives no date has no first day: such a table is chosen by
name, never by date. A region brings in its own beside them (``values``); no version ever changes, shipped or brought in.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType

from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.facts.tables import Table, rows

BONUS = "bonus_"


class Unit(StrEnum):
    """What a value is per. All are euro; the worth of a building block is notional, it is no cost."""

    YEAR = "jaar"
    LEARNING_YEAR = "leerwerkjaar"
    MONTH = "maand"
    HOUR = "uur"
    HOUR_OR_COSTS = "uur_of_kosten"
    DAY_AT_MOST = "ten_hoogste_per_dag"
    INVOICE = "factuur"
    INVOICE_WITHOUT_VAT = "factuur_ex_btw"
    WAGE_OR_INVOICE = "loonkosten_of_factuur_ex_btw"
    COSTS = "gemaakte_kosten"
    PIECE = "stuk"
    INVOICE_SHARE = "deel_van_factuur_ex_btw"

    @property
    def over_time(self) -> bool:
        """Whether the value grows with hours a week and months."""
        return self in {Unit.YEAR, Unit.LEARNING_YEAR, Unit.MONTH}

    @property
    def of_amount(self) -> bool:
        """Whether the worth follows from what was paid: all of it, or a share."""
        return self in {
            *(Unit.INVOICE, Unit.INVOICE_WITHOUT_VAT, Unit.INVOICE_SHARE, Unit.WAGE_OR_INVOICE, Unit.COSTS),
        }

    @property
    def whole_amount(self) -> bool:
        """Whether what was paid is what it is worth, so that the table names no value."""
        return self.of_amount and self is not Unit.INVOICE_SHARE

    @property
    def of_number(self) -> bool:
        """Whether somebody says how many of something it were: days or pieces."""
        return self in {Unit.DAY_AT_MOST, Unit.PIECE}

    @property
    def words(self) -> str:
        """The unit as it stands after an amount or in a table."""
        return _UNIT_WORDS[self]


_UNIT_WORDS: Mapping[Unit, str] = {
    Unit.YEAR: "per jaar",
    Unit.LEARNING_YEAR: "per leerwerkjaar",
    Unit.MONTH: "per maand",
    Unit.HOUR: "per uur per medewerker",
    Unit.HOUR_OR_COSTS: "per uur per medewerker, of de kosten",
    Unit.DAY_AT_MOST: "ten hoogste per dag",
    Unit.INVOICE: "het bedrag van de factuur",
    Unit.INVOICE_WITHOUT_VAT: "het bedrag van de factuur zonder btw",
    Unit.WAGE_OR_INVOICE: "de loonkosten, of het bedrag van de factuur zonder btw",
    Unit.COSTS: "de gemaakte kosten",
    Unit.PIECE: "per stuk",
    Unit.INVOICE_SHARE: "% van het bedrag van de factuur zonder btw",
}
# As a file calls a unit. A full-time norm in the name is a rule of the table, not of the unit.
UNITS: Mapping[str, Unit] = {
    "eur_per_jaar_36u": Unit.YEAR,
    "eur_per_jaar": Unit.YEAR,
    "eur_per_leerwerkjaar": Unit.LEARNING_YEAR,
    "eur_per_maand": Unit.MONTH,
    "eur_per_uur_per_medewerker": Unit.HOUR,
    "eur_per_uur_per_medewerker_of_kosten": Unit.HOUR_OR_COSTS,
    "eur_max_per_dag": Unit.DAY_AT_MOST,
    "factuur": Unit.INVOICE,
    "factuur_ex_btw": Unit.INVOICE_WITHOUT_VAT,
    "loonkosten_of_factuur_ex_btw": Unit.WAGE_OR_INVOICE,
    "gemaakte_kosten": Unit.COSTS,
    "eur_per_stuk": Unit.PIECE,
    "procent_van_factuur_ex_btw": Unit.INVOICE_SHARE,
}


class Limit(StrEnum):
    """How long one person counts, where no number of months is given."""

    MONTHS = "maanden"
    NONE = "onbeperkt"
    AGREED = "afgesproken_periode"
    NOT_SAID = "niet_gevonden"


class Rounding(StrEnum):
    """To what a worth is rounded, half up, once per line."""

    CENT = "cent"
    EURO = "euro"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a table. ``value`` is in euro per ``unit``, in percent of an invoice, None where what was paid is the worth.

    ``minimum_hours`` a week are needed to count at all. A bonus that is not ``pro_rata`` counts whole, once per person.
    """

    code: str
    label: str
    value: Decimal | None
    unit: Unit
    limit: Limit
    months: int | None
    minimum_hours: Decimal | None = None
    pro_rata: bool = True

    @property
    def is_bonus(self) -> bool:
        """Whether it comes on top of another block and is nothing by itself."""
        return self.code.startswith(BONUS)


@dataclass(frozen=True, slots=True)
class ValueTable:
    """One version of the table of a region.

    ``valid_from`` is None when the page gives no date; ``valid_until`` is the last day for which it can be chosen.
    ``full_time_hours`` are a week. ``hired_before_months``: so long before the contract a person may have been hired and
    still count. ``rules_from`` is where an assumed norm comes from.
    """

    version: str
    title: str
    region: str
    valid_from: date | None
    dated: str
    blocks: Mapping[str, Block]
    full_time_hours: Decimal
    full_time_published: bool
    hired_before_months: int
    lks_lifts_limit: bool
    source: str
    rules_from: str
    valid_until: date | None = None
    rounding: Rounding = Rounding.CENT

    def holds_on(self, day: date) -> bool:
        """Whether a contract that begins on this day can have it."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    @property
    def offered_as(self) -> str:
        """As it stands in a list to choose from: with the days it holds for, as far as they are known."""
        first = f" vanaf {self.valid_from:%d-%m-%Y}" if self.valid_from else ""
        last = f" tot en met {self.valid_until:%d-%m-%Y}" if self.valid_until else ""
        return f"{self.title} ({(first + last).strip()})" if first or last else self.title

    def block(self, code: str) -> Block:
        """The block with this code. Raises NotFound, naming those that exist."""
        try:
            return self.blocks[code]
        except KeyError:
            known = ", ".join(self.blocks)
            raise NotFound(f"De tabel {self.version} heeft geen bouwblok ‘{code[:40]}’. Kies uit: {known}.") from None


@cache
def rules_beside() -> Mapping[str, Mapping[str, object]]:
    """What holds beside the values, by version; ``default`` where the page of a region does not say it."""
    return tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))


@cache
def shipped() -> Mapping[str, ValueTable]:
    """The tables that ship with the product, by version."""
    rules = rules_beside()
    told = groupby(rows(Table.SROI_BLOCKS), key=lambda row: row["versie"])
    return MappingProxyType(
        {version: _table(version, list(lines), {**rules["default"], **rules[version]}) for version, lines in told}
    )


def shipped_table(version: str) -> ValueTable:
    """A shipped table. Raises NotFound, naming those that exist."""
    return table_of(shipped(), version)


def table_of(tables: Mapping[str, ValueTable], version: str) -> ValueTable:
    """The table with this version. Raises NotFound, naming those that exist."""
    try:
        return tables[version]
    except KeyError:
        raise NotFound(f"Er is geen waardetabel ‘{version[:40]}’. Kies uit: {', '.join(tables)}.") from None


def _table(version: str, lines: list[Mapping[str, str]], rule: Mapping[str, object]) -> ValueTable:
    dated = lines[0]["geldig_vanaf"]
    return ValueTable(
        version=version,
        title=str(rule["title"]),
        region=lines[0]["regio"],
        valid_from=date.fromisoformat(dated) if dated[:1].isdigit() else None,
        dated=dated,
        blocks=MappingProxyType({row["categorie"]: _block(row) for row in lines}),
        full_time_hours=Decimal(str(rule["full_time_hours"])),
        full_time_published=bool(rule["full_time_published"]),
        hired_before_months=int(str(rule["hired_before_months"])),
        lks_lifts_limit=bool(rule["lks_lifts_limit"]),
        source=lines[0]["bron_url"],
        rules_from=str(rule["source"]),
    )


def _block(row: Mapping[str, str]) -> Block:
    told = row["max_maanden"]
    limit = Limit.MONTHS if told.isdigit() else Limit(told or Limit.NOT_SAID)
    return Block(
        code=row["categorie"],
        label=row["label"],
        value=Decimal(row["waarde"]) if row["waarde"] else None,
        unit=UNITS[row["eenheid"]],
        limit=limit,
        months=int(told) if limit is Limit.MONTHS else None,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One block that two tables say differently; None where a table does not have it."""

    code: str
    before: Block | None
    after: Block | None


def differences(before: ValueTable, after: ValueTable) -> list[Difference]:
    """Where two tables differ in value, unit or length, in the order of the first table and then of the second."""
    codes = [*before.blocks, *(code for code in after.blocks if code not in before.blocks)]
    pairs = (Difference(code, before.blocks.get(code), after.blocks.get(code)) for code in codes)
    return [one for one in pairs if _worth_of(one.before) != _worth_of(one.after)]


def _worth_of(block: Block | None) -> object:
    return block and (block.value, block.unit, block.limit, block.months, block.minimum_hours, block.pro_rata)
