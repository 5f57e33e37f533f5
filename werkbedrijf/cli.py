"""What an operator can type. Thin: each command opens the database, asks one room, and prints."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from werkbedrijf import migrations
from werkbedrijf.auditing import audit
from werkbedrijf.benching import bench
from werkbedrijf.commanding import (
    EXIT_REFUSED,
    EXIT_SETUP,
    data_dir_option,
    json_option,
    open_database,
    settings_for,
    show,
    spoken,
)
from werkbedrijf.costing import cost, loonwaarde
from werkbedrijf.counting import count
from werkbedrijf.crediting import sroi
from werkbedrijf.describing import openapi
from werkbedrijf.exchanging import vum
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.indicating import indicators_
from werkbedrijf.integrity.command import integrity, outbox
from werkbedrijf.keeping import keys
from werkbedrijf.opening import open_
from werkbedrijf.operating.command import selfcheck, serve, timetable
from werkbedrijf.operating.limits import keep_private
from werkbedrijf.operating.writing import operate
from werkbedrijf.permitting import routes
from werkbedrijf.personal import PERSONAL
from werkbedrijf.printing import papers
from werkbedrijf.retaining import retention
from werkbedrijf.safekeeping.command import backup, restore
from werkbedrijf.seeding.command import seed
from werkbedrijf.solving import solve
from werkbedrijf.usage import DutchGroup

__all__ = ["EXIT_REFUSED", "EXIT_SETUP", "main", "werkbedrijf"]


@click.group(
    cls=DutchGroup,
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
    require_keys(database)
    before, after = migrations.upgrade(database)
    found(database, at=clock.now())
    done = "was al bij de tijd" if before == after else "is bijgewerkt"
    show({"before": before, "after": after}, as_json=as_json, lines=[f"De database {done} (stap {after})."])


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
    """Lees een bestand in. KIND is candidates, employers, vacancies, placements, vum, esco, uwv of borders (gemeentegrenzen).

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


OPERATING = (serve, timetable, selfcheck, backup, restore, operate, open_)
for _command in (
    *OPERATING,
    integrity,
    openapi,
    outbox,
    seed,
    solve,
    sroi,
    bench,
    cost,
    count,
    indicators_,
    loonwaarde,
    keys,
    *PERSONAL,
    audit,
    papers,
    routes,
    vum,
    retention,
):
    werkbedrijf.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; answers the exit code."""
    keep_private()
    werkbedrijf(args=list(arguments) if arguments is not None else None, prog_name="werkbedrijf")
    return 0
