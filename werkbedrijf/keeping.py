"""``werkbedrijf keys``: what is on the key ring, and one more key. Ids and dates, never a value."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from candidates.numbers.rotation import lay_over
from werkbedrijf import migrations
from werkbedrijf.commanding import data_dir_option, json_option, settings_for, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.foundation.keys.ring import Key, Kind, ring_at
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.rotating import lock_region_anew, needed_keys


@click.group()
def keys() -> None:
    """De sleutels van deze dienst: nummers en dagen, nooit een waarde."""


@keys.command()
@data_dir_option
@json_option
@spoken
def show(data_dir: Path | None, as_json: bool) -> None:
    """Noem de sleutels die er zijn."""
    settings = settings_for(data_dir)
    ring = ring_at(settings.keys_folder)
    found = [_told(key) for kind in Kind for key in ring.kept(kind)]
    if as_json:
        click.echo(json.dumps({"folder": str(ring.folder), "keys": found}, ensure_ascii=False))
        return
    click.echo(f"Sleutels in {ring.folder}:")
    for one in found:
        click.echo(f"  {one['kind']:<8} {one['kid']:<24} gemaakt op {one['made_on']}")


@keys.command()
@data_dir_option
@json_option
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True, help="Welk soort sleutel.")
@spoken
def new(data_dir: Path | None, as_json: bool, kind: str) -> None:
    """Maak een sleutel erbij. De vorige blijft staan voor wat ermee versleuteld is."""
    settings = settings_for(data_dir)
    ring = ring_at(settings.keys_folder)
    if settings.has_database:
        database = Database(settings.database)
        require_keys(database)
        database.close()
    ring.make()
    key = _told(ring.new(Kind(kind)))
    click.echo(json.dumps(key) if as_json else f"Gemaakt: {key['kid']}. Maak nu een kopie van de map met sleutels.")


@keys.command()
@data_dir_option
@json_option
@click.option(
    "--kind", type=click.Choice([Kind.REGION.value, Kind.PEPPER.value]), required=True, help="Welk soort sleutel."
)
@spoken
def rotate(data_dir: Path | None, as_json: bool, kind: str) -> None:
    """Maak een nieuwe sleutel en zet om wat er met de vorige op slot stond."""
    settings = settings_for(data_dir)
    database = Database(settings.database)
    changed: Mapping[str, int]
    try:
        migrations.require_newest(database)
        require_keys(database)
        if kind == Kind.PEPPER:
            kid, done = lay_over(database, at=clock.now)
            key, changed, idle = database.keys.get(kid), {"numbers": done}, []
        else:
            key = database.keys.new(Kind(kind))
            with database.transaction(at=clock.now()) as session:
                changed = lock_region_anew(session)
            with database.reading(at=clock.now()) as session:
                needed = needed_keys(session)
            idle = [one.kid for one in database.keys.kept(Kind.REGION) if one.kid not in needed and one.kid != key.kid]
    finally:
        database.close()
    told = _told(key) | {"changed": sum(changed.values()), "of_what": changed, "no_longer_needed": idle}
    click.echo(json.dumps(told) if as_json else "\n".join(_said(key, changed, idle)))


_OF_WHAT = {
    "numbers": "nummers",
    "partners": "sleutels van partners",
    "apps": "inlog-apps",
    "reasons": "toelichtingen in het logboek",
}


def _said(key: Key, changed: Mapping[str, int], idle: Sequence[str]) -> list[str]:
    done = ", ".join(f"{number} {_OF_WHAT[name]}" for name, number in changed.items())
    lines = [f"Nieuw: {key.kid}. Omgezet: {done}."]
    if idle:
        lines += [
            f"Niets in de database heeft deze sleutels nog nodig: {', '.join(idle)}.",
            "Haal zo'n sleutel pas weg als ook de oudste reservekopie er niet meer mee op slot staat.",
        ]
    return lines


def _settings(data_dir: Path | None) -> Settings:
    return (Settings(data_dir=data_dir) if data_dir else Settings()).prepare()


def _told(key: Key) -> dict[str, Any]:
    return {"kid": key.kid, "kind": key.kind.value, "made_on": key.made_on.isoformat()}
