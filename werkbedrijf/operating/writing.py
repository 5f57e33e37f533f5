"""The files around the service, with the names of this installation filled in: nginx, systemd, and the settings."""

import re
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import click

from werkbedrijf.commanding import spoken
from werkbedrijf.foundation.errors import SetupError

SOURCES = files("werkbedrijf.operating") / "files"
SHIPPED = (
    "nginx.conf",
    "werkbedrijf-proxy.conf",
    "werkbedrijf.service",
    "werkbedrijf-backup.service",
    "werkbedrijf-backup.timer",
    "environment",
)
PACKAGE = Path(__file__).parents[1]
BLANK = re.compile(r"@([A-Z_]+)@")
# What may stand in such a file without meaning something else.
PLAIN = re.compile(r"[\w./:-]+")


def written(name: str, words: Mapping[str, str]) -> str:
    """One file with its blanks filled in."""
    text = (SOURCES / name).read_text(encoding="utf-8")
    known = {
        "HARDENING": (SOURCES / "hardening.conf").read_text(encoding="utf-8").strip(),
        "ADDRESS": address(words),
        **words,
    }
    return BLANK.sub(lambda blank: known.get(blank[1], blank[0]), text)


def address(words: Mapping[str, str]) -> str:
    """Under which name visitors come, with its port where a browser does not leave that away."""
    name, port = words.get("NAME", ""), words.get("HTTPS", "443")
    return name if port == "443" else f"{name}:{port}"


def write(folder: Path, words: Mapping[str, str]) -> list[Path]:
    """Write every file into the folder. Raises SetupError for a word that would mean something else there."""
    for name, word in words.items():
        if not PLAIN.fullmatch(word):
            raise SetupError(
                f"{name.lower()} mag alleen letters, cijfers, punten, streepjes en schuine strepen hebben."
            )
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name in SHIPPED:
        path = folder / name
        path.write_text(written(name, words), encoding="utf-8")
        made.append(path)
    return made


@click.command()
@click.option("--write", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Waarheen.")
@click.option("--name", default="werkbedrijf.example", show_default=True, help="Naam van de dienst op internet.")
@click.option("--user", default="werkbedrijf", show_default=True, help="Gebruiker waaronder de dienst draait.")
@click.option("--workers", default=4, show_default=True, type=click.IntRange(1, 64), help="Werkprocessen.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Poort achter nginx.")
@click.option("--http", default=80, show_default=True, type=click.IntRange(1, 65535), help="Poort voor http.")
@click.option("--https", default=443, show_default=True, type=click.IntRange(1, 65535), help="Poort voor https.")
@click.option("--certificate", default="", help="Certificaat (standaard dat van certbot).")
@click.option("--certificate-key", default="", help="Sleutel van het certificaat.")
@spoken
def operate(folder: Path, name: str, certificate: str, certificate_key: str, **chosen: str | int) -> None:
    """Schrijf de bestanden rond de dienst: nginx, systemd en de instellingen."""
    live = f"/etc/letsencrypt/live/{name}"
    words = {
        "NAME": name,
        "CERTIFICATE": certificate or f"{live}/fullchain.pem",
        "CERTIFICATE_KEY": certificate_key or f"{live}/privkey.pem",
        "STATIC": str(PACKAGE / "static"),
        "PACKAGE": str(PACKAGE),
        "PROGRAM": str(Path(sys.executable).parent / "werkbedrijf"),
        "HERE": "/etc/nginx",
        **{word.upper(): str(value) for word, value in chosen.items()},
    }
    for path in write(folder, words):
        click.echo(str(path))
