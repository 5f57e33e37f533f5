"""What an operator can type. Thin: each command opens the database, asks one room, and prints."""

import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from werkbedrijf import migrations
from werkbedrijf.benching import bench
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError, SetupError
from werkbedrijf.foundation.settings import DEFAULT_DATA_DIR, Settings
from werkbedrijf.keeping import keys
from werkbedrijf.solving import solve

F = TypeVar("F", bound=Callable[..., Any])

EXIT_REFUSED = 1
EXIT_SETUP = 3


def data_dir_option(command: F) -> F:
    """``--data-dir``, the same for every command."""
    return click.option(
        "--data-dir",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help=f"Map voor database, sleutel en post (standaard {DEFAULT_DATA_DIR}, of WERKBEDRIJF_DATA_DIR).",
    )(command)


def json_option(command: F) -> F:
    """``--json``, the same for every command that tells something."""
    return click.option("--json", "as_json", is_flag=True, help="Schrijf JSON, voor andere programma's.")(command)


def settings_for(data_dir: Path | None) -> Settings:
    """The settings of this run, with the folder made."""
    return (Settings(data_dir=data_dir) if data_dir else Settings()).prepare()


def open_database(settings: Settings, *, must_exist: bool = True) -> Database:
    """The migrated database of these settings. Raises SetupError when there is none yet."""
    database = Database(settings.database)
    if must_exist and migrations.current(database) is None:
        raise SetupError(
            f"In de map {settings.data_dir} staat nog geen database. Begin met: python3 -m werkbedrijf demo, "
            "of maak een lege met: werkbedrijf migrate."
        )
    if must_exist:
        migrations.upgrade(database)
    return database


def show(value: Any, *, as_json: bool, lines: Sequence[str]) -> None:
    """Print for a program or for a person."""
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else "\n".join(lines))


def spoken(command: F) -> F:
    """Turn a refusal into a sentence and an exit code; a traceback is never an answer."""

    @wraps(command)
    def safe(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SetupError as problem:
            click.echo(problem.sentence, err=True)
            sys.exit(problem.exit_code)
        except DomainError as problem:
            click.echo(problem.sentence, err=True)
            sys.exit(EXIT_REFUSED)

    return safe  # type: ignore[return-value]  # the same command, wrapped


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="In een werkkopie ook: python3 -m werkbedrijf check (alle controles) en lock (afhankelijkheden vastzetten).",
)
def werkbedrijf() -> None:
    """Eén gezicht naar werkgevers: garantiebanen, leerwerkplekken en de mensen die het werk kunnen doen."""


@werkbedrijf.command()
@data_dir_option
@json_option
@spoken
def migrate(data_dir: Path | None, as_json: bool) -> None:
    """Maak de database, of breng hem bij de tijd."""
    from werkbedrijf.founding import found

    settings = settings_for(data_dir)
    database = Database(settings.database)
    before, after = migrations.upgrade(database)
    found(database, at=clock.now())
    done = "was al bij de tijd" if before == after else "is bijgewerkt"
    show({"before": before, "after": after}, as_json=as_json, lines=[f"De database {done} (stap {after})."])


@werkbedrijf.command()
@data_dir_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de dienst luistert.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Poort.")
@click.option("--timetable/--no-timetable", default=True, help="Laat de dienstregeling meelopen in dit proces.")
@spoken
def serve(data_dir: Path | None, host: str, port: int, timetable: bool) -> None:
    """Start de dienst op een bestaande database."""
    from werkbedrijf.serving import serve as start

    settings = settings_for(data_dir)
    open_database(settings).close()
    start(
        settings,
        host=host,
        port=port,
        timetable=timetable,
        ready=lambda address: click.echo(f"Werkbedrijf staat op {address}. Stoppen: Ctrl-C."),
    )


@werkbedrijf.command()
@data_dir_option
@spoken
def timetable(data_dir: Path | None) -> None:
    """Laat alleen de dienstregeling lopen, naast webservers die de pagina's tonen."""
    from werkbedrijf.serving import keep_time

    settings = settings_for(data_dir)
    open_database(settings).close()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    click.echo("De dienstregeling loopt. Stoppen: Ctrl-C.")
    keep_time(settings, stop=stop)


@werkbedrijf.command()
@data_dir_option
@click.option(
    "--region", "key", type=click.Choice(["enschede", "groningen", "eindhoven"]), default="enschede", show_default=True
)
@click.option("--full", is_flag=True, help="De hele regio in plaats van een tiende.")
@click.option("--fresh", is_flag=True, help="Begin opnieuw: de demo in deze map wordt weggegooid.")
@click.option("--no-serve", is_flag=True, help="Alleen maken, niet starten.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de dienst luistert.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Poort.")
@spoken
def demo(data_dir: Path | None, key: str, full: bool, fresh: bool, no_serve: bool, host: str, port: int) -> None:
    """Maak een verzonnen regio en start de dienst."""
    from werkbedrijf.demo import command
    from werkbedrijf.serving import serve as start
    from werkbedrijf.serving import taken_port

    settings = settings_for(data_dir)
    if not no_serve:
        # Before the work: nobody should wait for a demo that cannot start.
        taken_port(host, port).close()
    command.make(settings, key=key, full=full, fresh=fresh)
    if no_serve:
        command.tell_sign_ins()
    else:
        start(settings, host=host, port=port, ready=command.tell_sign_ins)


@werkbedrijf.command(name="list")
@data_dir_option
@json_option
@click.argument("kind", type=click.Choice(["vacancies", "candidates", "employers"]))
@spoken
def list_(data_dir: Path | None, as_json: bool, kind: str) -> None:
    """Noem alle plekken, kandidaten of werkgevers bij hun verwijzing."""
    from werkbedrijf import reading

    with open_database(settings_for(data_dir)).reading(at=clock.now()) as session:
        rows = reading.listed(session, kind)
    show(rows, as_json=as_json, lines=[f"{row['reference']}  {row['state']}" for row in rows])


@werkbedrijf.command()
@data_dir_option
@json_option
@click.option("--vacancy", help="Wie kan dit werk? Verwijzing van een plek, zoals P-0001.")
@click.option("--candidate", help="Welke plekken passen? Verwijzing van een kandidaat, zoals K-0001.")
@click.option("--limit", default=25, show_default=True, type=click.IntRange(1, 10_000), help="Hoeveel regels.")
@spoken
def rank(data_dir: Path | None, as_json: bool, vacancy: str | None, candidate: str | None, limit: int) -> None:
    """Toon wie een plek kan vervullen, of welke plekken bij iemand passen, met de redenen."""
    from werkbedrijf import reading

    if (vacancy is None) == (candidate is None):
        raise click.UsageError("Geef --vacancy of --candidate, één van beide.")
    settings = settings_for(data_dir)
    with open_database(settings).reading(at=clock.now()) as session:
        answer = reading.ranked(
            session, vacancy=vacancy, candidate=candidate, limit=limit, on=clock.today(), key=settings.secret_key
        )
    show(answer, as_json=as_json, lines=reading.ranked_lines(answer))


@werkbedrijf.command()
@data_dir_option
@json_option
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Peildatum; standaard vandaag.")
@spoken
def count(data_dir: Path | None, as_json: bool, day: datetime | None) -> None:
    """Tel de garantiebanen op een dag: personen, banen van 25,5 uur en fte.

    Dit is de telling van de beheerder van de machine: kleine groepen zijn hier niet verborgen.
    """
    from werkbedrijf import reading

    on: date = day.date() if day else clock.today()
    with open_database(settings_for(data_dir)).reading(at=clock.now()) as session:
        answer = reading.counted(session, on)
    show(answer, as_json=as_json, lines=reading.counted_lines(answer))


@werkbedrijf.command(name="import")
@data_dir_option
@json_option
@click.argument("kind", metavar="KIND")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--commit", is_flag=True, help="Sla op; zonder deze optie is het een proef en verandert er niets.")
@click.option("--with-doubtful", is_flag=True, help="Neem ook de twijfelgevallen mee.")
@click.option("--as", "email", default=None, help="E-mailadres van de accountmanager die importeert.")
@click.option("--coach", default="", help="E-mailadres van de jobcoach voor nieuwe kandidaten.")
@click.option("--gemeente", default="", help="Gemeente voor kandidaten zonder woonplaats.")
@spoken
def import_(data_dir: Path | None, as_json: bool, kind: str, path: Path, email: str | None, **choices: Any) -> None:
    """Lees een bestand in. KIND is candidates, employers, vacancies, vum of esco.

    Eerst een proef: hoeveel records nieuw zijn, gewijzigd, twijfelachtig of geweigerd; samen alle records van het bestand.

    Twijfel is wat lijkt op iets dat er al is, of er precies gelijk aan is. Geweigerd is elk record waar iets niet klopt,
    met rij, kolom en reden. Met --commit gaat alles wat nieuw of gewijzigd is erin, in één keer of helemaal niet.
    Twijfel gaat alleen mee met --with-doubtful; wat gelijk is verandert niets.
    """
    from werkbedrijf.imports.command import run_import

    settings = settings_for(data_dir)
    answer = run_import(
        open_database(settings),
        settings,
        kind,
        path,
        commit=choices["commit"],
        actor_email=email,
        at=clock.now(),
        coach_email=choices["coach"],
        gemeente=choices["gemeente"],
        with_doubtful=choices["with_doubtful"],
    )
    refused = [f"  {r['record']}: {r['field']}: {r['reason']}" for r in answer["refused"]]
    tail = "Opgeslagen." if choices["commit"] else "Proef: er is niets opgeslagen. Met --commit slaat u op."
    numbers = (
        f"Nieuw {answer['new']}, gewijzigd {answer['changed']}, twijfel {answer['doubtful']}, geweigerd {len(refused)}."
    )
    show(answer, as_json=as_json, lines=[numbers, *refused, tail, *([answer["notice"]] if "notice" in answer else [])])


werkbedrijf.add_command(solve)
werkbedrijf.add_command(bench)
werkbedrijf.add_command(keys)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; answers the exit code."""
    werkbedrijf(args=list(arguments) if arguments is not None else None, prog_name="werkbedrijf")
    return 0
