"""``werkbedrijf demo``: make the region once, show the sign-ins, start the service."""

import shutil
import sys
import time
from pathlib import Path

import click

from werkbedrijf import migrations
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD
from werkbedrijf.demo.building import build
from werkbedrijf.demo.plans import plan_for
from werkbedrijf.demo.scenarios import ask_what_if
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.server import unhurried
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found
from werkbedrijf.logbook.anchors import file_for

SIGN_INS = (
    ("Accountmanager", "accountmanager"),
    ("Jobcoach", "jobcoach"),
    ("Werkgever", "werkgever"),
    ("Wethouder", "wethouder"),
    ("Beheerder", "beheerder"),
    ("Organisatiebeheerder", "organisatiebeheerder"),
    ("Regiocoördinator", "regiocoordinator"),
    ("Auditor", "auditor"),
)


def make(settings: Settings, *, key: str, full: bool, fresh: bool) -> None:
    """Make the demo. A second time keeps what is there; ``fresh`` begins again."""
    began = time.monotonic()
    if fresh:
        _throw_away(settings)
    database = Database(settings.database)
    require_keys(database)
    migrations.upgrade(database)
    found(database, at=clock.now())
    _fill(database, settings, key, full=full)
    database.close()
    click.echo(f"Klaar in {time.monotonic() - began:.0f} seconden.")


def _fill(database: Database, settings: Settings, key: str, *, full: bool) -> None:
    with database.reading(at=clock.now()) as session:
        region = current_region(session)
    if region is not None and not region.is_demo:
        raise SetupError(
            f"In de map {settings.data_dir} staat een echte regio. Kies voor de demo een andere map met --data-dir."
        )
    if region is not None:
        click.echo(f"De demo staat er al: {region.name}. Opnieuw beginnen kan met --fresh.")
        return
    plan = plan_for(key, full=full)
    click.echo(f"De demoregio wordt gemaakt: {plan.people} verzonnen mensen, {plan.places} plekken.")
    with database.transaction(at=clock.now()) as session:
        # Minutes in one transaction on a slow machine, and nobody is waiting for it.
        unhurried(session.connection())
        made = build(session, plan, settings, today=clock.today(), told=_told)
    ask_what_if(database, settings.secret_key, plan, at=clock.now())
    click.echo(made.sentence)


def _told(done: int, total: int) -> None:
    if sys.stdout.isatty():
        click.echo(f"\r  {done} van {total} mensen", nl=done == total)
    elif done == total:
        click.echo(f"  {total} mensen")


def _throw_away(settings: Settings) -> None:
    """Remove a demo's own files. Refuses when the database is not a demo."""
    if settings.database_url:
        raise SetupError("--fresh werkt alleen met de eigen SQLite-database, niet met WERKBEDRIJF_DATABASE_URL.")
    path = settings.data_dir / "werkbedrijf.db"
    if path.exists():
        _refuse_real_region(settings)
    for kept in (path, settings.data_dir / "logboek.db"):
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{kept}{suffix}").unlink(missing_ok=True)
    # Anchors of the trail that is thrown away would say of the new one that it was cut.
    file_for(settings.data_dir, settings.database).unlink(missing_ok=True)
    shutil.rmtree(settings.mail_folder, ignore_errors=True)
    settings.mail_folder.mkdir(exist_ok=True)


def _refuse_real_region(settings: Settings) -> None:
    database = Database(settings.database)
    try:
        if migrations.current(database) is None:
            return
        migrations.upgrade(database)
        with database.reading(at=clock.now()) as session:
            region = current_region(session)
    finally:
        database.close()
    if region is not None and not region.is_demo:
        raise SetupError(f"In de map {settings.data_dir} staat een echte regio. Die gooit --fresh niet weg.")


def tell_sign_ins(address: str | None = None) -> None:
    """Print where it is and who can sign in."""
    if address:
        click.echo(f"\nOpen {address} in uw browser.")
    click.echo(f"Inloggen kan met deze verzonnen mensen; het wachtwoord is overal {DEMO_PASSWORD}\n")
    for role, mailbox in SIGN_INS:
        click.echo(f"  {role:<22}{mailbox}@{DEMO_DOMAIN}")
    click.echo(
        "\nAlles in deze regio is verzonnen. " + ("Stoppen: Ctrl-C." if address else "Starten: werkbedrijf demo.")
    )
