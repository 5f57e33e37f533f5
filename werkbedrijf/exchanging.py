"""``werkbedrijf vum …``: contact moments with employers in the shape of the national exchange (VUM 3.1), out and in."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from employers.contacts.exchange.reading import read_answer, read_question
from employers.contacts.exchange.shape import Answer, NotVum, Question
from employers.contacts.exchange.sharing import answer_to
from employers.contacts.exchange.writing import answer_body, question_body
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import NotFound


@click.group()
def vum() -> None:
    """Contactmomenten met werkgevers in de vorm van VUM 3.1."""


@vum.command(name="contactmoments")
@data_dir_option
@json_option
@click.option("--kvk", required=True, help="KvK-nummer van de werkgever, acht cijfers.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Alleen contacten vanaf deze dag.")
@spoken
def contactmoments(data_dir: Path | None, as_json: bool, kvk: str, since: datetime | None) -> None:
    """Wie sprak deze werkgever? Met --json het antwoord zoals VUM het vraagt; dat meenemen komt in het logboek.

    Wat een partner voor zichzelf houdt, staat er niet in.
    """
    question = read_question(question_body(Question(kvk, since.date() if since else None)))
    at = clock.now()
    database = open_database(settings_for(data_dir))
    try:
        with database.transaction(at=at) as session:
            note(session, TIMETABLE, "vum.contacts_taken", "vum", f"KvK {question.kvk}")
            answer = answer_to(session, question, on=day_of(at))
    finally:
        database.close()
    show(answer_body(answer), as_json=as_json, lines=_lines(answer))


@vum.command(name="read")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@spoken
def read(file: Path, as_json: bool) -> None:
    """Lees een antwoord van een andere partij en zeg wat erin staat, of wat er niet klopt. Bewaart niets."""
    if not file.is_file():
        raise NotFound(f"Er is geen bestand {file}.")
    try:
        told: Any = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as problem:
        raise NotVum("bestand", "dit is geen JSON in UTF-8.") from problem
    answer = read_answer(told)
    show(answer_body(answer), as_json=as_json, lines=_lines(answer))


def _lines(answer: Answer) -> list[str]:
    """Per contact the day, the codes and the partner; never a telephone number or an address."""
    told = [
        f"{one.on}  onderwerp {one.subject or '-'}  soort {one.kind or '-'}  {one.by.organisation or 'onbekende partner'}"
        for one in answer.matches
    ]
    more = ["Er zijn er meer dan in één antwoord passen."] if answer.is_cut else []
    return [*told, *more] if told else ["Geen contactmomenten."]
