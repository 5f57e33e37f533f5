"""``werkbedrijf seed``: make the world once, on an empty database, and say who is in it."""

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from werkbedrijf import migrations
from werkbedrijf.commanding import data_dir_option, settings_for, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.founding import found

SEED = 20_260_101


@click.command()
@data_dir_option
@click.option(
    "--json",
    "manifest_file",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Schrijf het manifest hierheen; - is het scherm.",
)
@click.option("--people", default=0, show_default=True, type=click.IntRange(0, 500_000), help="Zoveel mensen erbij.")
@click.option("--places", default=0, show_default=True, type=click.IntRange(0, 50_000), help="Zoveel plekken erbij.")
@click.option("--seed", "number", default=SEED, show_default=True, help="Hetzelfde getal geeft dezelfde wereld.")
@click.option(
    "--from",
    "earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Maak de wereld van dit manifest nog eens.",
)
@spoken
def seed(
    data_dir: Path | None, manifest_file: str | None, people: int, places: int, number: int, earlier: Path | None
) -> None:
    """Maak een toetswereld in een lege database: elke rol twee keer, en alles in elke stand.

    Het manifest zegt wie kan inloggen, wat er is en welke waarden nergens mogen opduiken. Bewaar het als een wachtwoord.
    """
    from werkbedrijf.seeding.cast import keys_of
    from werkbedrijf.seeding.manifest import counts_of, manifest
    from werkbedrijf.seeding.world import make_cast, make_crowd, refuse_unless_empty

    began = time.monotonic()
    known = _read(earlier) if earlier else None
    if known:
        people, places, number = known["people"], known["places"], known["seed"]
    settings = settings_for(data_dir)
    database = Database(settings.database)
    require_keys(database)
    at, on = clock.now(), clock.today()
    if migrations.current(database) is not None:
        with database.reading(at=at) as session:
            refuse_unless_empty(session)
    migrations.upgrade(database)
    found(database, at=at)
    with database.transaction(at=at) as session:
        world = make_cast(session, settings, keys_of(known), on=on)
        told = manifest(session, world, seed=number, people=people, places=places, on=on)
    if people or places:
        make_crowd(database, world, people=people, places=places, seed=number, on=on, at=at)
    with database.reading(at=at) as session:
        counts = told["counts"] = counts_of(session)
    database.close()
    _write(told, manifest_file)
    click.echo(
        f"De toetswereld staat: {counts['candidates']} kandidaten, {counts['vacancies']} plekken, {counts['users']} gebruikers "
        f"in {time.monotonic() - began:.0f} seconden.",
        err=True,
    )
    if manifest_file is None:
        click.echo("Zonder --json weet niemand de wachtwoorden. Maak de wereld opnieuw met --json BESTAND.", err=True)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if _is_manifest(told):
            return told
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise InputRefused({"from": f"{path} is geen manifest van een toetswereld."})


def _is_manifest(told: Mapping[str, Any]) -> bool:
    """Whether there are numbers where the world asks for numbers, and people by role and side."""
    numbers = [told[name] for name in ("people", "places")]
    people = [one for sides in told.get("users", {}).values() for one in (sides or {}).values()]
    whole = type(told["seed"]) is int and all(type(one) is int and one >= 0 for one in numbers)
    return whole and all(one is None or isinstance(one, dict) for one in people)


def _write(told: Mapping[str, Any], manifest_file: str | None) -> None:
    text = json.dumps(told, ensure_ascii=False, indent=1)
    if manifest_file == "-":
        click.echo(text)
    elif manifest_file:
        # It holds passwords: only for whoever made it.
        descriptor = os.open(manifest_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    sys.stdout.flush()
