"""The columns of a file with contributions: the words of the form, by the value table of one contract. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from werkbedrijf.foundation.facts.regions import folded
from werkbedrijf.foundation.spreadsheets import parsing
from werkbedrijf.foundation.spreadsheets.columns import Column, Layout, Record
from werkbedrijf.foundation.tables import Cell, Sheets
from werkbedrijf.sroi.blocks import Kind, blocks_for, bonuses_of
from werkbedrijf.sroi.claims.facts import Told
from werkbedrijf.sroi.tables import Block, Unit, ValueTable


def layout_for(table: ValueTable) -> Layout:
    """The columns as a contract with this table reads them.

    A block or bonus may stand there by its label or its code. What is not in the table is left as it is: the act says what is
    wrong with it, in the words of the form.
    """
    blocks = [block for block in table.blocks.values() if not block.is_bonus]
    bonuses = [block for block in table.blocks.values() if block.is_bonus]
    return Layout(
        (
            Column("kind", "Wat is er gedaan", parsing.choice(Kind), required=True, example=Kind.PURCHASE.words),
            Column("block", "Bouwblok", _named(blocks), help="Leeg bij iemand in dienst."),
            Column("starts_on", "Eerste dag", parsing.day, required=True, example="01-03-2026"),
            Column("last_day", "Laatste dag", parsing.day, required=True, example="31-03-2026"),
            Column(
                "hours",
                "Uren",
                _not_below(parsing.decimal),
                help="Bij een medewerker per week, bij een activiteit alles samen.",
            ),
            Column(
                "worker",
                "Kenmerk van de medewerker",
                help="Bijvoorbeeld een personeelsnummer. Geen naam.",
                aliases=("uw kenmerk voor de medewerker", "kenmerk"),
            ),
            Column("amount", "Bedrag zonder btw", _not_below(parsing.decimal), aliases=("bedrag",)),
            Column("days", "Aantal dagen", parsing.whole, aliases=("dagen",)),
            Column("bonuses", "Bonus", _several(_named(bonuses)), help="Meer dan een: zet er een puntkomma tussen."),
            Column(
                "with_lks", "Loonkostensubsidie liep al die tijd", parsing.yes_no, help="ja of nee", aliases=("lks",)
            ),
            Column("note", "Toelichting", help="Niets over een persoon."),
        )
    )


def told_of(record: Record) -> Told:
    """A row as the act reads it; its cells are right."""
    value = record.get
    return Told(
        kind=value("kind"),
        starts_on=value("starts_on"),
        last_day=value("last_day"),
        block=value("block"),
        hours=value("hours"),
        amount=value("amount"),
        days=value("days"),
        bonuses=value("bonuses", ()),
        worker=value("worker", ""),
        note=value("note", ""),
        with_lks=value("with_lks", False),
    )


def example(table: ValueTable, starts_on: date, last_day: date) -> Sheets:
    """A file to fill in, and a second sheet with what may be chosen. Nothing that tells a law of a person stands in it."""
    layout = layout_for(table)
    lines = [_line(table, kind, starts_on, last_day) for kind in Kind]
    rows: list[Sequence[Cell]] = [[column.title for column in layout.columns]]
    rows += [[line.get(column.name, "") for column in layout.columns] for line in lines if line]
    choices: list[Sequence[Cell]] = [("Wat is er gedaan", "Bouwblok")]
    for kind in Kind:
        found = blocks_for(table, kind, telling=False)
        if found or blocks_for(table, kind, telling=True):
            choices += [(kind.words, block.label) for block in found] or [(kind.words, "")]
    choices += [("Bonus", _bare(bonus)) for bonus in bonuses_of(table, telling=False)]
    return {"Bijdragen": rows, "Keuzes": choices}


def _line(table: ValueTable, kind: Kind, starts_on: date, last_day: date) -> Mapping[str, Cell]:
    """An invented row of this kind, as the table asks it; empty when the table does not know the kind."""
    if not blocks_for(table, kind, telling=True):
        return {}
    block = next(iter(blocks_for(table, kind, telling=False)), None)
    line: dict[str, Cell] = {"kind": kind.words, "starts_on": starts_on, "last_day": last_day}
    if kind.of_person:
        line |= {"worker": f"P-{100 + len(kind.value)}", "hours": 24}
    elif block is None or block.unit.of_amount or block.unit is Unit.DAY_AT_MOST:
        line |= {"amount": 900, "days": 1 if block and block.unit is Unit.DAY_AT_MOST else ""}
    else:
        line["hours"] = 8
    return line | {"block": block.label if block else "", "note": "Verzonnen voorbeeld. Haal deze rij weg."}


def _not_below(parse: Callable[[str], Decimal]) -> Callable[[str], Decimal]:
    """A number, and a sentence of its own for one below nothing."""

    def read(cell: str) -> Decimal:
        if cell.startswith("-"):
            raise ValueError("Onder nul kan niet. Hoort iets niet mee te tellen, trek dan de bijdrage in.")
        return parse(cell)

    return read


def _named(blocks: Sequence[Block]) -> Callable[[str], str]:
    known = {folded(name): one.code for one in blocks for name in (one.label, one.code, _bare(one))}
    return lambda cell: known.get(folded(cell), parsing.text(cell))


def _several(named: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """A label may have a comma in it, so that is no mark between two."""
    return lambda cell: tuple(dict.fromkeys(named(part) for part in re.split(r"[;|\n]", cell) if part.strip()))


def _bare(block: Block) -> str:
    return block.label.removesuffix(" (bonus)")
