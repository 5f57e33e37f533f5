"""``werkbedrijf cost`` and ``werkbedrijf loonwaarde``: the sums of the law on the command line, for anybody to check.

Without a database they use the figures the product ships with; with one, those that the region keeps.
"""

import sys
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

import click

from matching.instruments.ages import Age
from matching.instruments.calculation import Work
from matching.instruments.changes import Change, changes_between
from matching.instruments.figures import Figures, figures_on, shipped
from matching.instruments.grounds import UnknownGround
from matching.instruments.loonwaarde import ARTICLE, Loonwaarde
from matching.instruments.outcome import Outcome, months_from, outcome_of
from matching.instruments.pension import Reached, pension_age, reached
from matching.instruments.tasks_file import loonwaarde_in
from matching.instruments.values import all_figures
from werkbedrijf import migrations
from werkbedrijf.commanding import data_dir_option, json_option, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.tables import FileRefused, read_table

EXIT_TYPED = 2
_MOST_HOURS = 60
_OLDEST = 99
_MOST_MONTHS = 60
_NOT_AMOUNTS = ("no_risk", "job_coach", "workplace")


def refuse(*sentences: str) -> NoReturn:
    """What was typed cannot be understood: say so and end with 2."""
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(EXIT_TYPED)


@click.command()
@data_dir_option
@json_option
@click.option(
    "--on", "day", default=None, help="De dag waarvan de bedragen gelden, zoals 2026-07-01; standaard vandaag."
)
@click.option("--ground", default=None, help="Grond van het register, zoals PW_COLLEGE of WAJONG.")
@click.option("--hours", default=None, help="Uren per week.")
@click.option("--loonwaarde", default=None, help="Loonwaarde in hele procenten, van 0 tot en met 100.")
@click.option("--age", default="21", show_default=True, help="Leeftijd in hele jaren op de eerste werkdag.")
@click.option("--bbl", is_flag=True, help="Leerling in de BBL: van 18 tot en met 20 jaar een lager minimumloon.")
@click.option("--forfait", is_flag=True, help="Zonder meting in de eerste maanden.")
@click.option("--against", default=None, help="Nog een dag: wat verandert er met de bedragen van die dag?")
@click.option("--months", default="12", show_default=True, help="Hoeveel maanden het contract duurt.")
@spoken
def cost(data_dir: Path | None, as_json: bool, forfait: bool, bbl: bool, **typed: str | None) -> None:
    """Reken uit wat iemand aan het werk kost en wat helpt, met bij elk bedrag het artikel.

    De bedragen zijn die van de gekozen dag. Zijn ze niet bekend, dan staat er geen schatting.
    """
    on = _day(typed["day"])
    hours = _decimal(typed["hours"], "--hours", _MOST_HOURS, more_than_nought=True)
    loonwaarde = _whole(typed["loonwaarde"], "--loonwaarde", 0, 100)
    months = _whole(typed["months"], "--months", 1, _MOST_MONTHS)
    ground = (typed["ground"] or "").strip().upper()
    if not ground:
        refuse("Geef met --ground de grond van het register, zoals PW_COLLEGE of WAJONG.")
    years = _whole(typed["age"], "--age", 15, _OLDEST)
    notes = _of_pension(years, on, months)
    work = Work(hours, loonwaarde, forfait, months, _age(years, bbl=bbl))
    other = _day(typed["against"], "--against") if typed["against"] is not None else None
    try:
        outcome = outcome_of(_figures(on, data_dir), ground, work)
        later = outcome_of(_figures(other, data_dir), ground, work) if other else None
    except UnknownGround as problem:
        refuse(problem.sentence)
    answer, lines = told(outcome) | {"notes": notes}, [*told_lines(outcome), *(["", *notes] if notes else [])]
    if later:
        changes = changes_between(outcome, later)
        answer |= {"against": later.on.isoformat(), "changes": [_told_change(one) for one in changes]}
        lines += ["", *_change_lines(changes, later.on)]
    show(answer, as_json=as_json, lines=lines)


def _told_change(change: Change) -> dict[str, Any]:
    difference = change.difference
    return asdict(change) | {"difference": "" if difference is None else f"{difference:f}"}


def _change_lines(changes: list[Change], on: date) -> list[str]:
    """What would come out otherwise on another day."""
    if not changes:
        return [f"Met de bedragen van {on.isoformat()} verandert er niets."]
    rows = [
        f"  {one.label}: was {_comma(one.before) or 'er niet'}, wordt {_comma(one.after) or 'er niet'}. {one.article}."
        for one in changes
    ]
    return [f"Met de bedragen van {on.isoformat()} verandert:", *rows]


def _figures(on: date, data_dir: Path | None) -> Figures:
    """The figures of a region when there is one here, and otherwise those that ship. Makes no folder and no database."""
    settings = Settings(data_dir=data_dir) if data_dir else Settings()
    file = settings.data_dir / "werkbedrijf.db"
    if not settings.database_url and not file.exists():
        return figures_on(on, shipped())
    database = Database(settings.database)
    if migrations.current(database) is None:
        return figures_on(on, shipped())
    with database.reading(at=clock.now()) as session:
        kept = all_figures(session)
    # A database that was not brought up to date yet may lack what ships; a value the region corrected goes first.
    rows = {
        parameter: list({row.valid_from: row for row in (*values, *kept[parameter])}.values())
        for parameter, values in shipped().items()
    }
    return figures_on(on, rows)


def told(outcome: Outcome) -> dict[str, Any]:
    """The outcome for a program: every amount a text, its article under the same name."""
    work = outcome.work
    return {
        "on": outcome.on.isoformat(),
        "ground": outcome.ground,
        "hours": str(work.hours),
        "loonwaarde": str(work.loonwaarde),
        "forfait": work.forfait,
        "months": str(work.months),
        "age": work.age.value,
        **{line.key: line.value == "ja" if line.key in _NOT_AMOUNTS else line.value for line in outcome.lines},
        "cap_applied": outcome.cap_applied,
        "articles": {line.key: line.article for line in outcome.lines}
        | {"cap_applied": "Participatiewet art. 10d lid 4"},
        "instruments": [
            {
                "instrument": instrument.value,
                "standing": rule.standing.value,
                "article": rule.article,
                "note": rule.sentence,
            }
            for instrument, rule in outcome.rules.items()
        ],
        "lines": [asdict(line) for line in outcome.lines],
    }


def told_lines(outcome: Outcome) -> list[str]:
    """The outcome for a person, as a table."""
    work = outcome.work
    head = (
        f"Bedragen van {outcome.on.isoformat()}, {_comma(str(work.hours))} uur per week, loonwaarde {work.loonwaarde} procent, "
        f"{work.months} maanden, {work.age.words}."
    )
    wide = max(len(line.label) for line in outcome.lines)
    rows = [
        f"{line.label:<{wide}}  {_comma(line.value):>10} {line.unit:<18} {line.article}".rstrip()
        for line in outcome.lines
    ]
    marks = {"ja": "ja", "onder_voorwaarde": "misschien", "nee": "nee"}
    helps = [
        f"{instrument.words:<{wide}}  {marks[rule.standing.value]:>10} {'':<18} {rule.article}. {rule.sentence}".rstrip()
        for instrument, rule in outcome.rules.items()
    ]
    sources = sorted({f"  {line.label}: {line.source}" for line in outcome.lines if line.source})
    return [head, "", *rows, "", "Wat hoort bij deze grond:", *helps, "", "Bronnen van de bedragen:", *sources]


@click.command()
@json_option
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path), required=False)
@spoken
def loonwaarde(as_json: bool, path: Path | None) -> None:
    """Reken de loonwaarde uit een bestand met taken uit (CSV of XLSX).

    Kolommen: taak, tempo, kwaliteit, inzetbaarheid, aandeel; alles in procenten, aandelen samen 100.
    """
    if path is None:
        refuse("Noem het bestand met de taken: werkbedrijf loonwaarde taken.csv.")
    try:
        found = loonwaarde_in(read_table(path.read_bytes()))
    except FileRefused as problem:
        refuse(problem.sentence)
    except InputRefused as problem:
        refuse(*problem.problems.values())
    except OSError:
        refuse(f"Het bestand {path} bestaat niet, of kan niet worden gelezen.")
    show(_told_value(found), as_json=as_json, lines=_value_lines(found))


def _told_value(found: Loonwaarde) -> dict[str, Any]:
    return {
        "loonwaarde": str(found.percent),
        "exact": _short(found.exact),
        "article": ARTICLE,
        "tasks": [
            {
                "task": task.name,
                "tempo": _short(task.tempo),
                "quality": _short(task.quality),
                "deployability": _short(task.deployability),
                "share": _short(task.share),
                "loonwaarde": _short(task.loonwaarde),
            }
            for task in found.tasks
        ],
    }


def _value_lines(found: Loonwaarde) -> list[str]:
    rows = [
        f"{_comma(_short(task.tempo))} x {_comma(_short(task.quality))} x {_comma(_short(task.deployability))} x aandeel "
        f"{_comma(_short(task.share))} = {_comma(_short(task.loonwaarde))}  {task.name}"
        for task in found.tasks
    ]
    return [*rows, f"Loonwaarde: {found.percent} procent (precies {_comma(_short(found.exact))}). {ARTICLE}."]


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _comma(text: str) -> str:
    return text.replace(".", ",")


def _age(years: int, *, bbl: bool) -> Age:
    """The age as the minimum wage asks it; only from 18 to 20 years the BBL makes a difference."""
    years = min(years, 21)
    apprentice = f"{years}_bbl"
    return Age(apprentice if bbl and apprentice in set(Age) else str(years))


def _of_pension(years: int, on: date, months: int) -> list[str]:
    """What has to be said about the AOW age; refuses where nothing of a ground is left."""
    age = pension_age(on)
    if age is not None and reached(years, on) is Reached.YES:
        refuse(
            f"Op {on.isoformat()} begint de AOW met {age.words} ({age.source}). Vanaf die dag staat iemand niet meer in het "
            "doelgroepregister (Besluit SUWI art. 3.2) en stopt het loonkostenvoordeel (Wtl art. 2.10 tot en met 2.13). "
            "Er is dus niets uit te rekenen."
        )
    over = months_from(on, months + 1)[-1]
    later = years + (months + 11) // 12
    if reached(years, on) is Reached.NO and reached(later, over) is Reached.NO:
        return []
    told = f" ({age.words} op {on.isoformat()}; {age.source})" if age else ", die hier voor deze dag niet bekend is"
    note = (
        f"Let op: misschien bereikt deze persoon in deze tijd de AOW-leeftijd{told}. Vanaf die dag stopt wat bij de grond hoort. "
        "De bedragen hierboven rekenen daar niet mee: zij gelden zolang die leeftijd niet is bereikt."
    )
    return [note]


def _day(text: str | None, option: str = "--on") -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"{option} ‘{text[:40]}’ is geen dag. Schrijf hem als jaar-maand-dag, zoals 2026-07-01.")


def _number(text: str | None) -> Decimal:
    """The number typed, in the figures that a page takes too; no number where it is none."""
    plain = (text or "").strip().replace(",", ".")
    try:
        return Decimal(plain) if plain.isascii() else Decimal("NaN")
    except InvalidOperation:
        return Decimal("NaN")


def _decimal(text: str | None, option: str, most: int, *, more_than_nought: bool) -> Decimal:
    value = _number(text)
    if not value.is_finite() or not 0 <= value <= most or (more_than_nought and value == 0):
        refuse(f"Geef met {option} een getal van meer dan 0 tot en met {most}.")
    return value


def _whole(text: str | None, option: str, low: int, high: int) -> int:
    value = _number(text)
    if not value.is_finite() or value != value.to_integral_value() or not low <= value <= high:
        refuse(f"Geef met {option} een heel getal van {low} tot en met {high}.")
    return int(value)
