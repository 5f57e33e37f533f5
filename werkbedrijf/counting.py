"""``werkbedrijf count``: what counts as a garantiebaan on a day or in a month, in total and by what."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_here, show, spoken
from werkbedrijf.foundation import clock, texts
from werkbedrijf.garantiebanen.closing.held import kept_ledger
from werkbedrijf.garantiebanen.counting import Sum
from werkbedrijf.garantiebanen.headings import heading
from werkbedrijf.garantiebanen.ledger import By, Ledger
from werkbedrijf.garantiebanen.queries import ledger_in, ledger_on


@click.command()
@data_dir_option
@json_option
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Peildatum; standaard vandaag.")
@click.option(
    "--month", type=click.DateTime(["%Y-%m"]), default=None, help="Een hele maand in plaats van een dag: 2026-10."
)
@click.option("--by", type=click.Choice([by.value for by in By]), default=None, help="Verdeel het cijfer ook hiernaar.")
@spoken
def count(data_dir: Path | None, as_json: bool, day: datetime | None, month: datetime | None, by: str | None) -> None:
    """Tel de garantiebanen op een dag of in een maand: personen, uren, banen van 25,5 uur en fte.

    Op een dag zijn de uren die van een week, in een maand de uren van die maand. De getallen staan naast elkaar en worden
    nooit opgeteld. Een maand wordt nu opnieuw geteld; is zij gesloten, dan staat erbij waarmee. Dit is de telling van de
    beheerder van de machine: kleine groepen zijn hier niet verborgen.
    """
    if day and month:
        raise click.UsageError("Geef --on of --month, één van beide.")
    on = day.date() if day else clock.today()
    with open_database(settings_here(data_dir)).reading(at=clock.now()) as session:
        ledger = ledger_in(session, month.date()) if month else ledger_on(session, on)
        kept = kept_ledger(session, ledger.span.first) if month else None
    answer = counted(ledger, By(by) if by else None, closed=kept.total if kept else None)
    show(answer, as_json=as_json, lines=counted_lines(answer))


def counted(ledger: Ledger, by: By | None = None, *, closed: Sum | None = None) -> dict[str, Any]:
    """A ledger as plain values, amounts as text with two decimals; beside it what the month was closed with."""
    first = ledger.span.first
    when = {"on": first.isoformat()} if ledger.span.days == 1 else {"month": f"{first:%Y-%m}"}
    answer = {
        **when,
        **_told(ledger.total),
        "by_gemeente": _parts(By.GEMEENTE, ledger.parts[By.GEMEENTE]),
        "left_out": {reason.value: number for reason, number in ledger.left_out.items()},
    }
    if closed is not None:
        answer["closed"] = _told(closed)
    if by:
        answer |= {"by": by.value, "parts": _parts(by, ledger.parts[by])}
    return answer


def _told(part: Sum) -> dict[str, Any]:
    return {
        "persons": part.persons,
        "hours": f"{part.hours:.2f}",
        "jobs": f"{part.jobs:.2f}",
        "fte": f"{part.fte:.2f}",
    }


def _parts(by: By, parts: Mapping[str, Sum]) -> list[dict[str, Any]]:
    return [{"code": key, by.value: heading(by, key), **_told(part)} for key, part in parts.items()]


def counted_lines(answer: dict[str, Any]) -> list[str]:
    """The count for a person."""
    when = f"Op {answer['on']}" if "on" in answer else f"In {answer['month']}"
    by = answer.get("by", By.GEMEENTE.value)
    parts = [f"  {part[by]}: {_line(part)}" for part in answer.get("parts", answer["by_gemeente"])]
    out = [f"  niet meegeteld, {reason.replace('_', ' ')}: {number}" for reason, number in answer["left_out"].items()]
    closed = [f"  gesloten met: {_line(answer['closed'])}"] if "closed" in answer else []
    return [f"{when}: {_line(answer)}.", *closed, *parts, *out]


def _line(part: Mapping[str, Any]) -> str:
    people = texts.count(part["persons"], "persoon", "personen")
    return f"{people}, {part['hours']} uur, {part['jobs']} banen, {part['fte']} fte"
