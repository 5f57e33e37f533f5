"""``serve``, ``timetable`` and ``selfcheck``: starting the service, and what must be right before it opens."""

import signal
import sys
import threading
from pathlib import Path

import click

from werkbedrijf.commanding import (
    EXIT_SETUP,
    data_dir_option,
    json_option,
    open_database,
    settings_for,
    show,
    spoken,
)
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.selfcheck import Finding, Level, check, is_unsafe, sentences
from werkbedrijf.watching import logs
from werkbedrijf.watching.shared import count_together, folder_for

STARTED = "Werkbedrijf staat op {}. Stoppen: Ctrl-C."


@click.command()
@data_dir_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de dienst luistert.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Poort; 0 is een vrije.")
@click.option("--timetable/--no-timetable", default=True, help="Laat de dienstregeling meelopen.")
@click.option(
    "--workers",
    default=None,
    type=click.IntRange(1, 64),
    help="Start met zoveel werkprocessen, zoals in productie: controleert eerst of alles veilig staat.",
)
@spoken
def serve(data_dir: Path | None, host: str, port: int, timetable: bool, workers: int | None) -> None:
    """Start de dienst op een bestaande database."""
    settings = settings_for(data_dir)
    if workers is None:
        from werkbedrijf.serving import serve as start

        database = open_database(settings)
        # On one machine, for a trial, it opens all the same; but never in silence.
        _say_what_is_unsafe(check(settings, database, at=clock.now(), processes=1))
        database.close()
        logs.configure(for_programs=False)
        start(settings, host=host, port=port, timetable=timetable, ready=lambda at: click.echo(STARTED.format(at)))
        return
    _serve_for_real(settings, host=host, port=port, timetable=timetable, workers=workers)


def _serve_for_real(settings: Settings, *, host: str, port: int, timetable: bool, workers: int) -> None:
    count_together(folder_for(port, settings.data_dir / f"meters-{port}"))
    # Imported first: what it brings is needed anyway, and the check below is then the last thing before it opens.
    from werkbedrijf.operating.production import serve as start

    database = open_database(settings)
    _refuse_when_unsafe(check(settings, database, at=clock.now(), processes=workers + 1))
    start(
        settings,
        database,
        workers=workers,
        host=host,
        port=port,
        timetable=timetable,
        ready=lambda at: click.echo(STARTED.format(at)),
    )


def _say_what_is_unsafe(findings: list[Finding]) -> None:
    told = [finding for finding in findings if finding.level is Level.UNSAFE]
    for line in sentences(told):
        click.echo(line, err=True)
    if told:
        click.echo("Zo is de dienst alleen om te proberen: met --workers start hij niet.", err=True)


def _refuse_when_unsafe(findings: list[Finding]) -> None:
    for line in sentences(findings):
        click.echo(line, err=True)
    if is_unsafe(findings):
        click.echo("De dienst start niet. Herstel wat hierboven met ONVEILIG begint.", err=True)
        sys.exit(EXIT_SETUP)


@click.command()
@data_dir_option
@spoken
def timetable(data_dir: Path | None) -> None:
    """Laat alleen de dienstregeling lopen, naast webservers die de pagina's tonen."""
    from werkbedrijf.serving import keep_time

    settings = settings_for(data_dir)
    open_database(settings).close()
    logs.configure(for_programs=True)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    click.echo("De dienstregeling loopt. Stoppen: Ctrl-C.")
    keep_time(settings, stop=stop)


@click.command()
@data_dir_option
@json_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Voor zoveel werkprocessen.")
@spoken
def selfcheck(data_dir: Path | None, as_json: bool, workers: int) -> None:
    """Kijk of de dienst veilig kan starten. Verandert niets; eindigt met 3 als iets onveilig is."""
    settings = settings_for(data_dir)
    findings = check(settings, Database(settings.database), at=clock.now(), processes=workers + 1)
    unsafe = is_unsafe(findings)
    show(
        {"safe": not unsafe, "findings": [finding.as_dict() for finding in findings]},
        as_json=as_json,
        lines=[*sentences(findings), "Niet veilig om te starten." if unsafe else "Veilig om te starten."],
    )
    if unsafe:
        sys.exit(EXIT_SETUP)
