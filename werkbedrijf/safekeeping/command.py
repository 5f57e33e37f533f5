"""``backup`` and ``restore``."""

import time
from pathlib import Path
from typing import Any

import click

from werkbedrijf import migrations
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.foundation.keys.ring import Kind
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.selfcheck.files import database_file
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.manifest import KEY_TABLES, Manifest

FILE = click.Path(dir_okay=False, path_type=Path)
ON_THIS_MACHINE = (
    "Let op: de sleutel die back-ups opent, staat ook op deze machine. Bewaar hem ergens anders, of zet "
    "WERKBEDRIJF_BACKUP_RECIPIENT op een publieke sleutel waarvan het geheim elders ligt."
)


@click.command()
@data_dir_option
@json_option
@click.argument("file", type=FILE, required=False)
@click.option("--keys", type=FILE, default=None, help="Waar de sleutels van personen komen (standaard FILE.sleutels).")
@click.option("--try", "trying", is_flag=True, help="Probeer hem eerst op een database ernaast.")
@click.option("--replace", is_flag=True, help="Vervang FILE als het er al is.")
@click.option("--verify", is_flag=True, help="Maak niets: probeer FILE op een database ernaast.")
@click.option("--identity", type=FILE, default=None, help="Bestand met de geheime sleutel (AGE-SECRET-KEY-1…).")
@click.option("--nightly", is_flag=True, help="Maak en probeer hem in WERKBEDRIJF_BACKUP_DIR, en ruim oude op.")
@spoken
def backup(data_dir: Path | None, as_json: bool, file: Path | None, **choices: Any) -> None:
    """Maak een back-up van de database terwijl de dienst draait, of probeer een eerdere."""
    started = time.monotonic()
    settings = settings_for(data_dir)
    if choices["nightly"]:
        from werkbedrijf.safekeeping.nightly import make_tonight

        made_tonight = make_tonight(settings, open_database(settings), at=clock.now())
        show(made_tonight, as_json=as_json, lines=[f"Gemaakt en geprobeerd: {made_tonight['file']}"])
        return
    if file is None:
        raise click.UsageError("Noem het bestand van de back-up.")
    if choices["verify"]:
        _verify(settings, file, as_json=as_json, started=started, **choices)
        return
    _make(settings, file, as_json=as_json, started=started, **choices)


def _make(settings: Settings, file: Path, *, as_json: bool, started: float, **choices: Any) -> None:
    from werkbedrijf.safekeeping.making import make
    from werkbedrijf.safekeeping.trying import try_content

    database, at = open_database(settings), clock.now()
    if not settings.backup_recipient and database.keys.kept(Kind.BACKUP):
        click.echo(ON_THIS_MACHINE, err=True)

    def tried(content: Path, apart: Path | None) -> None:
        try_content(settings, database, content, apart, at=at)

    check = tried if choices["trying"] else None
    made = make(settings, database, file, at=at, keys=choices["keys"], tried=check, replacing=choices["replace"])
    told = {
        "file": str(made.file),
        "keys": str(made.keys) if made.keys else None,
        "bytes": made.bytes,
        "tried": choices["trying"],
        **_about(made.manifest, started),
    }
    apart = f", sleutels in {made.keys}" if made.keys else ""
    show(
        told,
        as_json=as_json,
        lines=[f"Back-up van {_rows(made.manifest)} regels gemaakt: {made.file}{apart}. {_seconds(started)}"],
    )


def _verify(settings: Settings, file: Path, *, as_json: bool, started: float, **choices: Any) -> None:
    from werkbedrijf.safekeeping.trying import try_file

    database = Database(settings.database)
    keys = choices["keys"] or _keys_beside(file)
    put = try_file(settings, database, file, _identity(database, choices["identity"]), keys=keys, at=clock.now())
    told = {"file": str(file), "keys": str(keys) if keys else None, "bytes": file.stat().st_size, "tried": True}
    show(
        told | _about(put.manifest, started),
        as_json=as_json,
        lines=[
            f"De back-up van {_when(put.manifest)} is goed. {_rows(put.manifest)} regels teruggezet op een database ernaast.",
            f"Het logboek sluit, en inloggen lukt. {_seconds(started)}",
        ],
    )


@click.command()
@data_dir_option
@json_option
@click.argument("file", type=FILE, required=False)
@click.option("--identity", type=FILE, default=None, help="Bestand met de geheime sleutel (AGE-SECRET-KEY-1…).")
@click.option("--keys", type=FILE, default=None, help="Bestand met sleutels van personen (standaard FILE.sleutels).")
@click.option("--into", default=None, help="Map, of adres van een lege database; standaard die van de instellingen.")
@click.option("--replay", is_flag=True, help="Alleen nog: opnieuw wissen wie na de back-up is gewist.")
@spoken
def restore(data_dir: Path | None, as_json: bool, file: Path | None, **choices: Any) -> None:
    """Zet een back-up terug in een lege database."""
    from werkbedrijf.logbook.anchors import take_along
    from werkbedrijf.safekeeping.replaying import replay
    from werkbedrijf.safekeeping.restoring import restore as put
    from werkbedrijf.safekeeping.trying import sign_in_twin

    started = time.monotonic()
    settings = settings_for(data_dir)
    database, at = Database(_address(settings, choices["into"])), clock.now()
    if choices["replay"]:
        if migrations.current(database) is None:
            raise SetupError(
                "Hier staat nog geen teruggezette database. Zet de back-up terug met: werkbedrijf restore FILE"
            )
        require_keys(database)
        migrations.upgrade(database)
        again = replay(settings, database, at=at)
        show({"erased_again": again}, as_json=as_json, lines=[f"Opnieuw gewist: {again}. De dienst kan weer open."])
        return
    if file is None:
        raise click.UsageError("Noem het bestand van de back-up.")
    keys = choices["keys"] or _keys_beside(file)
    identity = _identity(database, choices["identity"])
    beside = database_file(database)
    restored = put(file, database, identity, at=at, keys=keys, beside=beside.parent if beside else settings.data_dir)
    take_along(settings.data_dir, settings.database, database.url)
    sign_in_twin(settings, database, at=at)
    again = replay(settings, database, at=at)
    told = {**_about(restored.manifest, started), "keys": restored.with_keys, "erased_again": again}
    told["log_set_aside"] = str(restored.aside) if restored.aside else None
    lines = [
        f"Teruggezet: {_rows(restored.manifest)} regels van {_when(restored.manifest)}. {_seconds(started)}",
        f"Opnieuw gewist: {again}. De dienst kan open.",
    ]
    if restored.aside:
        lines.append(f"Er stond al een logboek van verwerkingen; dat staat nu in {restored.aside}.")
    if not restored.with_keys and any(restored.manifest.rows.get(name) for name in KEY_TABLES):
        lines.append("De sleutels van personen zijn er niet bij: namen zijn niet te lezen.")
    show(told, as_json=as_json, lines=lines)


def _address(settings: Settings, into: str | None) -> str:
    if into is None:
        return settings.database
    return into if "://" in into else f"sqlite:///{Path(into) / 'werkbedrijf.db'}"


def _identity(database: Database, path: Path | None) -> str:
    from werkbedrijf.safekeeping.sealing import identity_in

    return identity_in(path) if path else database.keys.backup_identity()


def _keys_beside(file: Path) -> Path | None:
    from werkbedrijf.safekeeping.making import KEYS_ENDING

    if not file.is_file():
        raise BackupRefused(f"Het bestand {file} bestaat niet.")
    beside = file.with_name(file.name + KEYS_ENDING)
    return beside if beside.is_file() else None


def _about(manifest: Manifest, started: float) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at,
        "step": manifest.step,
        "rows": manifest.rows,
        "log_lines": manifest.log.get("lines", 0),
        "seconds": round(time.monotonic() - started, 2),
    }


def _rows(manifest: Manifest) -> int:
    return sum(manifest.rows.values()) + manifest.log.get("lines", 0)


def _when(manifest: Manifest) -> str:
    return f"{manifest.moment.astimezone(clock.AMSTERDAM):%d-%m-%Y %H:%M}"


def _seconds(started: float) -> str:
    return f"Dat duurde {time.monotonic() - started:.1f} seconden."
