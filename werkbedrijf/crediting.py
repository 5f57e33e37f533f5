"""``werkbedrijf sroi``: what an effort is worth and what the value tables say, and where a contract stands.

The tables that ship need no database; those that a region brought in are read from it, when there is one.
"""

import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from werkbedrijf.commanding import EXIT_REFUSED, data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.texts import euro
from werkbedrijf.sroi import words
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.statement import statement
from werkbedrijf.sroi.tables import Block, ValueTable, differences, shipped, table_of
from werkbedrijf.sroi.values.command import run_import, tables_in
from werkbedrijf.sroi.worth import Effort, Worth, worth


class Exact(click.ParamType[Decimal]):
    """A number as it is typed, with a comma or a point; never a float."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number, or a usage error."""
        try:
            exact = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            self.fail(f"‘{str(value)[:40]}’ is geen getal. Schrijf het als 24 of 24,5.", param, ctx)
        if not exact.is_finite():
            self.fail("Dit is geen getal. Schrijf het als 24 of 24,5.", param, ctx)
        return exact


@click.group()
def sroi() -> None:
    """Reken met de waardetabellen van social return (SROI)."""


def _tables(data_dir: Path | None) -> Mapping[str, ValueTable]:
    """Every table that is known here: with a database also those that a region brought in."""
    settings = Settings(data_dir=data_dir) if data_dir else Settings()
    if not settings.has_database:
        return shipped()
    return tables_in(open_database(settings.prepare()), clock.now())


def _named(data_dir: Path | None, version: str) -> ValueTable:
    """The table with this version; one that ships needs no database. Raises NotFound, naming those that exist."""
    return shipped().get(version) or table_of(_tables(data_dir), version)


@sroi.command("import-table")
@data_dir_option
@json_option
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Zeg alleen wat het bestand zou doen; er wordt niets opgeslagen.")
@click.option("--as", "email", default=None, help="E-mailadres van de regiocoördinator die importeert.")
@spoken
def import_table(data_dir: Path | None, as_json: bool, path: Path, dry: bool, email: str | None) -> None:
    """Lees de waardetabellen van de eigen regio in, uit CSV of Excel: alles of niets.

    Een versie verandert nooit. Staat zij er al met dezelfde inhoud, dan gebeurt er niets; met een andere inhoud wordt het
    bestand geweigerd. De vorm van het bestand is die van een tabel die u van de pagina Waardetabellen haalt.
    """
    answer = run_import(open_database(settings_for(data_dir)), path, commit=not dry, email=email, at=clock.now())
    lines = [
        *(f"{one}: {'nieuw' if dry else 'opgeslagen'}" for one in answer["new"]),
        *(f"{one}: stond er al" for one in answer["same"] if not answer["refused"]),
        *(f"{one['record']}, {one['field']}: {one['reason']}" for one in answer["refused"]),
    ]
    if answer["refused"]:
        lines.append("Er is niets opgeslagen.")
    elif dry:
        lines.append("Proef: er is niets opgeslagen. Zonder --dry-run slaat u op.")
    show(answer, as_json=as_json, lines=lines)
    if answer["refused"]:
        sys.exit(EXIT_REFUSED)


@sroi.command()
@data_dir_option
@json_option
@click.option(
    "--table", "version", required=True, metavar="VERSION", help="Versie van de waardetabel, zoals utrecht_b."
)
@click.option("--block", "code", required=True, metavar="CODE", help="Bouwblok, zoals banenafspraak.")
@click.option("--hours", type=Exact(), help="Uren per week; bij een activiteit alle uren samen.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="Eerste dag.")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="Laatste dag.")
@click.option("--bonus", "bonuses", multiple=True, metavar="CODE", help="Bonus erbij; mag vaker.")
@click.option("--amount", type=Exact(), help="Betaald bedrag in euro, bij inkoop of kosten.")
@click.option("--days", type=click.IntRange(1), help="Aantal dagen, waar een bedrag per dag ten hoogste geldt.")
@click.option("--counted-months", type=Exact(), default="0", help="Maanden van deze persoon die al telden.")
@click.option("--with-lks", is_flag=True, help="De hele tijd loopt loonkostensubsidie.")
@spoken
def value(
    data_dir: Path | None,
    as_json: bool,
    version: str,
    code: str,
    start: datetime | None,
    end: datetime | None,
    **told: Any,
) -> None:
    """Reken uit wat een inspanning waard is volgens een waardetabel, met de som erbij."""
    table = _named(data_dir, version)
    effort = Effort(
        block=code,
        hours=told["hours"],
        start=_day(start),
        end=_day(end),
        bonuses=tuple(told["bonuses"]),
        counted_months=Fraction(told["counted_months"]),
        amount=told["amount"],
        days=told["days"],
        with_lks=told["with_lks"],
    )
    answer = _told(table, effort, worth(table, effort))
    lines = [f"{line['label']}: {line['sum']}" for line in answer["lines"]]
    total = f"Samen {euro(Decimal(answer['value']))} volgens {table.title} ({table.source})."
    show(answer, as_json=as_json, lines=[*lines, total, *answer["remarks"]])


@sroi.command()
@data_dir_option
@json_option
@click.argument("version", required=False)
@spoken
def tables(data_dir: Path | None, as_json: bool, version: str | None) -> None:
    """Noem de waardetabellen, of alle bouwblokken van één versie."""
    chosen = [_named(data_dir, version)] if version else list(_tables(data_dir).values())
    answer = [_table(table) for table in chosen]
    if version:
        lines = [
            f"{one['code']}: {one['label']}, {words.block_words(chosen[0].blocks[one['code']])}"
            for one in answer[0]["blocks"]
        ]
    else:
        lines = [
            f"{table.version}: {table.title}, {_dated(table)}, {len(table.blocks)} bouwblokken" for table in chosen
        ]
    show(answer, as_json=as_json, lines=lines)


@sroi.command()
@data_dir_option
@json_option
@click.argument("before")
@click.argument("after")
@spoken
def compare(data_dir: Path | None, as_json: bool, before: str, after: str) -> None:
    """Vergelijk twee waardetabellen en noem wat verschilt."""
    found = differences(_named(data_dir, before), _named(data_dir, after))
    answer = [
        {
            "code": one.code,
            "before": _block(one.before) if one.before else None,
            "after": _block(one.after) if one.after else None,
        }
        for one in found
    ]
    lines = [f"{one.code}: {words.block_words(one.before)} → {words.block_words(one.after)}" for one in found]
    show(answer, as_json=as_json, lines=lines or ["Deze tabellen zeggen hetzelfde."])


@sroi.command("statement")
@data_dir_option
@json_option
@click.option("--contract", "reference", required=True, metavar="REF", help="Kenmerk van de opdracht, zoals OP-0001.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Peildatum; standaard vandaag.")
@spoken
def show_statement(data_dir: Path | None, as_json: bool, reference: str, day: datetime | None) -> None:
    """Zeg waar een opdracht staat op een dag: beloofd, gedaan, afgerekend en nog te doen.

    Het saldo wordt elke keer opnieuw opgeteld uit de gebeurtenissen. Er staat niets in over een persoon.
    """
    with open_database(settings_for(data_dir)).reading(at=clock.now()) as session:
        contract = find_contract(session, TIMETABLE, reference)
        if contract is None:
            raise NotFound(f"Er is geen opdracht ‘{reference[:40]}’. Het kenmerk ziet eruit als OP-0001.")
        answer = statement(session, contract, day.date() if day else clock.today())
    show(answer, as_json=as_json, lines=_statement_lines(answer))


def _statement_lines(answer: dict[str, Any]) -> list[str]:
    told = {name: euro(Decimal(answer[name])) for name in ("promised", "done", "settled", "left")}
    stands = (
        f"beloofd {told['promised']}, gedaan {told['done']}, afgerekend {told['settled']}, nog te doen {told['left']}"
    )
    return [
        f"{answer['contract']} op {answer['on']}: {stands}.",
        *(f"  {one['on']}  {one['kind']}  {euro(Decimal(one['amount']))}  {one['key']}" for one in answer["events"]),
    ]


def _told(table: ValueTable, effort: Effort, told: Worth) -> dict[str, Any]:
    return {
        "table": table.version,
        "valid_from": table.valid_from.isoformat() if table.valid_from else None,
        "source": table.source,
        "full_time_hours": str(table.full_time_hours),
        "value": str(told.value),
        "months": words.fraction(told.months).replace(",", ".") if told.months is not None else None,
        "lines": [
            {
                "code": line.block.code,
                "label": line.block.label,
                "value": str(line.worth),
                "sum": words.written_out(table, effort, line),
            }
            for line in told.lines
        ],
        "remarks": [words.remark(table, effort, told, which) for which in told.remarks],
    }


def _table(table: ValueTable) -> dict[str, Any]:
    return {
        "version": table.version,
        "title": table.title,
        "region": table.region,
        "valid_from": table.valid_from.isoformat() if table.valid_from else None,
        "valid_until": table.valid_until.isoformat() if table.valid_until else None,
        "full_time_hours": str(table.full_time_hours),
        "full_time_published": table.full_time_published,
        "hired_before_months": table.hired_before_months,
        "lks_lifts_limit": table.lks_lifts_limit,
        "rounding": table.rounding.value,
        "source": table.source,
        "blocks": [_block(block) for block in table.blocks.values()],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "code": block.code,
        "label": block.label,
        "value": str(block.value) if block.value is not None else None,
        "unit": block.unit.value,
        "limit": block.limit.value,
        "months": block.months,
        "minimum_hours": str(block.minimum_hours) if block.minimum_hours is not None else None,
        "pro_rata": block.pro_rata,
    }


def _dated(table: ValueTable) -> str:
    first = f"geldig vanaf {table.valid_from:%d-%m-%Y}" if table.valid_from else "zonder datum"
    return f"{first} tot en met {table.valid_until:%d-%m-%Y}" if table.valid_until else first


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
