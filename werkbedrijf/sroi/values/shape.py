"""What a file with value tables looks like: one row a block, what holds for the whole table on each row. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from werkbedrijf.sroi.tables import UNITS, Block, Limit, Unit, ValueTable

# The columns of the published tables, and the rules that a page often leaves unsaid.
MUST = ("regio", "versie", "geldig_vanaf", "categorie", "label", "waarde", "eenheid", "max_maanden", "bron_url")
MAY = (
    *("titel", "geldig_tot", "voltijd_uren", "voltijd_gepubliceerd", "regels_bron", "afronding"),
    *("eerder_in_dienst_maanden", "lks_verlengt", "minimum_uren", "naar_rato"),
)
COLUMNS = (*MUST, *MAY)
OF_BLOCK = frozenset({"categorie", "label", "waarde", "eenheid", "max_maanden", "minimum_uren", "naar_rato"})
# What a page that gives no first day is marked with.
UNDATED = ("nieuwste_ongedateerd", "onbekend_ouder")

_UNIT_NAMES: Mapping[Unit, str] = {unit: name for name, unit in UNITS.items()}


def file_rows(tables: Iterable[ValueTable]) -> list[tuple[str, ...]]:
    """Tables as the rows of a file that reads back as the same tables."""
    return [COLUMNS, *(_row(table, block) for table in tables for block in table.blocks.values())]


def _row(table: ValueTable, block: Block) -> tuple[str, ...]:
    told = _of_table(table) | {
        "categorie": block.code,
        "label": block.label,
        "waarde": _number(block.value),
        "eenheid": _UNIT_NAMES[block.unit],
        "max_maanden": _length(block),
        "minimum_uren": _number(block.minimum_hours),
        "naar_rato": _yes(block.pro_rata),
    }
    return tuple(told[name] for name in COLUMNS)


def _of_table(table: ValueTable) -> dict[str, str]:
    return {
        "regio": table.region,
        "versie": table.version,
        "geldig_vanaf": table.valid_from.isoformat() if table.valid_from else table.dated,
        "bron_url": table.source,
        "titel": table.title,
        "geldig_tot": table.valid_until.isoformat() if table.valid_until else "",
        "voltijd_uren": _number(table.full_time_hours),
        "voltijd_gepubliceerd": _yes(table.full_time_published),
        "regels_bron": table.rules_from,
        "afronding": table.rounding.value,
        "eerder_in_dienst_maanden": str(table.hired_before_months),
        "lks_verlengt": _yes(table.lks_lifts_limit),
    }


def _length(block: Block) -> str:
    if block.limit is Limit.MONTHS:
        return str(block.months)
    return "" if block.limit is Limit.NOT_SAID else block.limit.value


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _yes(told: bool) -> str:
    return "ja" if told else "nee"
