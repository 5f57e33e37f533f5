"""``werkbedrijf solve``: a region from files to files, without a database, so that anybody can check the engine."""

import hashlib
import json
import platform
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import click

from werkbedrijf.foundation.errors import DomainError

T = TypeVar("T")

EXIT_REFUSED = 1
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--people", type=_FILE, required=True, help="Mensen, een JSON-object per regel.")
@click.option("--places", type=_FILE, required=True, help="Plekken, een JSON-object per regel.")
@click.option("--travel", type=_FILE, help="Reistijden (CSV: from,to,mode,minutes); anders geschat uit de postcodes.")
@click.option("--settings", type=_FILE, help="Instellingen (JSON: k, m, B, tau, key).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Map voor de uitkomst.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf JSON, voor andere programma's.")
def solve(as_json: bool, out: Path, **files: Path | None) -> None:
    """Verdeel een hele regio in één keer, van bestanden naar bestanden. Zonder database.

    De vormen van de bestanden staan in matching/core/FILES.md. Een onbekende sleutel wordt geweigerd.
    """
    try:
        run = solved_to(out, files)
    except DomainError as problem:
        click.echo(problem.sentence, err=True)
        sys.exit(EXIT_REFUSED)
    lines = [
        f"{run['people']} mensen, {run['places']} plekken, {run['pairs']} geschikte paren.",
        f"{run['proposals']} voordrachten voor {run['people_proposed']} mensen, bewezen de beste verdeling.",
        f"Alles staat in {out}.",
    ]
    click.echo(json.dumps(run, ensure_ascii=False) if as_json else "\n".join(lines))


def solved_to(out: Path, files: dict[str, Path | None]) -> dict[str, Any]:
    """Read, solve and write; returns what is in run.json. Raises DomainError with file, line and what is wrong."""
    from matching.core import files as reading
    from matching.core import solution
    from matching.core.kernel import engine_in_use
    from werkbedrijf.foundation.geo.points import all_points

    clock = _Stopwatch()
    demands, names = _read(files["places"], reading.read_places)
    offers = _read(files["people"], lambda text, name: reading.read_people(text, name, names))
    settings = _read(files["settings"], reading.read_settings, absent="{}")
    journeys = _read(files["travel"], reading.read_journeys, absent="from,to,mode,minutes")
    clock.done("read")
    travel = solution.KnownJourneys(solution.points_with(all_points(), journeys), journeys)
    try:
        found = solution.solve(offers, demands, names, travel, settings)
    except (ValueError, OverflowError) as problem:
        raise DomainError(str(problem)) from problem
    clock.done("solve")
    written = {
        "lists.jsonl": _lines(solution.list_rows(found)),
        "kernplan.jsonl": _lines(solution.plan_rows(found)),
        "prices.jsonl": _lines(solution.price_rows(found)),
        "left_out.jsonl": _lines(solution.left_out_rows(found)),
        "certificate.json": _pretty(solution.certificate_row(found)),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    clock.done("write")
    run = {
        "people": len(offers),
        "places": len(demands),
        "pairs": len(found.pairs),
        "proposals": len(found.lists.chosen),
        "people_proposed": int((found.lists.uses > 0).sum()),
        "valid": found.lists_certificate.valid and found.plan_certificate.valid,
        "settings": _settings(settings),
        "engine": engine_in_use(),
        "versions": {
            "werkbedrijf": version("werkbedrijf"),
            "numpy": version("numpy"),
            "python": platform.python_version(),
        },
        "in_sha256": {kind: _digest(path.read_bytes()) for kind, path in files.items() if path},
        "out_sha256": {name: _digest(text.encode()) for name, text in written.items()},
        "seconds": clock.seconds,
    }
    (out / "run.json").write_text(_pretty(run), encoding="utf-8", newline="\n")
    return run


def _read(path: Path | None, read: Callable[[str, str], T], absent: str = "") -> T:
    if path is None:
        return read(absent, "-")
    try:
        return read(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as problem:
        raise DomainError(f"{path.name} is geen UTF-8. Sla het bestand op als UTF-8.") from problem
    except ValueError as problem:
        raise DomainError(str(problem)) from problem


def _settings(settings: Any) -> dict[str, Any]:
    """The settings in force; of the key only its digest, for who has the key can foresee the lots."""
    return {
        "k": settings.rules.k,
        "m": settings.rules.m,
        "B": [str(part) for part in settings.rules.bonus],
        "tau": str(settings.tau),
        "key_sha256": _digest(settings.key.encode()),
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _pretty(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _Stopwatch:
    """Seconds per step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._at = perf_counter()

    def done(self, step: str) -> None:
        now = perf_counter()
        self.seconds[step] = round(now - self._at, 4)
        self._at = now
