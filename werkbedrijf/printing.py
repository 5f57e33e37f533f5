"""``werkbedrijf papers``: the papers of the algorithm into a folder, and those of the region into a file."""

import json
from datetime import date
from pathlib import Path

import click

import werkbedrijf.rooms  # noqa: F401 - every room that keeps something
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_here, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.region import current_region
from werkbedrijf.papers.facts import evaluated_on, facts_on
from werkbedrijf.papers.gathering import material_on
from werkbedrijf.papers.printing import papers_of
from werkbedrijf.papers.regional import MARKET_PLAN, PAPERS, QUARTER
from werkbedrijf.papers.typeset import written

REGIONAL = {"quarter": QUARTER, "marktbewerkingsplan": MARKET_PLAN}
ENDINGS = (".pdf", ".html", ".md")


@click.command(name="papers")
@data_dir_option
@json_option
@click.argument("which", required=False, type=click.Choice(tuple(REGIONAL)))
@click.option(
    "--on", "day", default=None, help="Bij quarter en marktbewerkingsplan: de stand van deze dag, zoals 2026-10-01."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Map waarin de papieren komen, of bij quarter en marktbewerkingsplan het bestand (.pdf, .html of .md).",
)
@spoken
def papers(data_dir: Path | None, as_json: bool, which: str | None, day: str | None, out: Path) -> None:
    """Schrijf de papieren over het algoritme, of met quarter of marktbewerkingsplan een stuk over de regio.

    Twee keer hetzelfde stuk van dezelfde dag is byte voor byte gelijk.
    """
    files = [_of_the_region(data_dir, which, day, out)] if which else _about_the_algorithm(data_dir, out, day)
    show({"written": files}, as_json=as_json, lines=[f"Geschreven: {file}" for file in files])


def _about_the_algorithm(data_dir: Path | None, out: Path, day: str | None) -> list[str]:
    if day is not None:
        raise click.UsageError("--on hoort bij quarter of marktbewerkingsplan.")
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{out} is geen map. De papieren over het algoritme komen samen in een map.")
    database = open_database(settings_here(data_dir))
    with database.reading(at=clock.now()) as session:
        made = papers_of(facts_on(session, clock.day_of(session.info["at"])), evaluated_on())
    out.mkdir(parents=True, exist_ok=True)
    done = []
    for name, paper in made.items():
        for ending, text in (
            ("md", paper.to_markdown()),
            ("json", json.dumps(paper.to_dict(), ensure_ascii=False, indent=2) + "\n"),
        ):
            file = out / f"{name}.{ending}"
            file.write_text(text, encoding="utf-8")
            done.append(str(file))
    return done


def _of_the_region(data_dir: Path | None, which: str, typed: str | None, out: Path) -> str:
    if out.suffix not in ENDINGS or out.is_dir():
        raise click.UsageError(f"Noem met --out een bestand dat eindigt op {', '.join(ENDINGS)}.")
    day = _day(typed)
    with open_database(settings_here(data_dir)).reading(at=clock.now()) as session:
        material = material_on(session, day, with_firms=True)
        content = written(PAPERS[REGIONAL[which]](material), material.overview, current_region(session), out.suffix)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    except OSError as problem:
        raise SetupError(f"{out} kan niet worden geschreven. Kies met --out een andere plek.") from problem
    return str(out)


def _day(typed: str | None) -> date:
    if typed is None:
        return clock.today()
    try:
        day = date.fromisoformat(typed)
    except ValueError as problem:
        raise click.UsageError(f"‘{typed}’ is geen dag. Schrijf een dag als 2026-10-01.") from problem
    if day > clock.today():
        raise click.UsageError("Deze dag moet nog komen. Een stuk zegt hoe het was: kies een dag tot en met vandaag.")
    return day
