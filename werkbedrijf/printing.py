"""``werkbedrijf papers``: the papers of the algorithm, printed from the service as it runs, into a folder."""

import json
from pathlib import Path

import click

import werkbedrijf.rooms  # noqa: F401 - every room that keeps something
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.papers.facts import evaluated_on, facts_on
from werkbedrijf.papers.printing import papers_of


@click.command(name="papers")
@data_dir_option
@json_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Map waarin de papieren komen; wordt gemaakt als die er niet is.",
)
@spoken
def papers(data_dir: Path | None, as_json: bool, out: Path) -> None:
    """Schrijf de papieren over het algoritme: register, modelkaart, menselijk toezicht en bijlage voor de DPIA."""
    database = open_database(settings_for(data_dir))
    with database.reading(at=clock.now()) as session:
        made = papers_of(facts_on(session, clock.day_of(session.info["at"])), evaluated_on())
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, paper in made.items():
        for ending, text in (
            ("md", paper.to_markdown()),
            ("json", json.dumps(paper.to_dict(), ensure_ascii=False, indent=2) + "\n"),
        ):
            file = out / f"{name}.{ending}"
            file.write_text(text, encoding="utf-8")
            written.append(str(file))
    show({"written": written}, as_json=as_json, lines=[f"Geschreven: {file}" for file in written])
