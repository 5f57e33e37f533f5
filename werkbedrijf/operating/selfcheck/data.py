"""What the database itself says: the engine, how it writes, at which step it is, and who can sign in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, inspect, select, text

from werkbedrijf import migrations
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import SOUND_SQLITE, Database, Moment
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.notes import require_replayed
from werkbedrijf.foundation.region import Region
from werkbedrijf.operating.selfcheck.findings import Finding, notice, unsafe

# A clock this far off signs people out, or writes lines in the wrong order.
CLOCK = timedelta(minutes=2)
SAFE_WRITING = ("fsync", "full_page_writes", "synchronous_commit")
FULL = 2


def data_findings(database: Database, *, at: datetime, processes: int) -> tuple[list[Finding], bool]:
    """What is wrong with the database, and whether it is that of a demo region."""
    found = [*_step(database)]
    with database.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        found += _embedded(connection, processes) if sqlite else _server(connection, at)
        tables = set(inspect(connection).get_table_names())
        is_demo = "region" in tables and bool(connection.scalar(select(Region.is_demo).limit(1)))
        if not is_demo and "user" in tables:
            found += _demo_sign_ins(connection)
        if "audit_entry" in tables:
            found += _against_the_trail(connection, at)
    return found, is_demo


def _step(database: Database) -> Iterator[Finding]:
    try:
        migrations.require_newest(database)
    except SetupError as problem:
        yield unsafe(
            "database_niet_bij",
            problem.sentence,
            "Programma en database verwachten dan iets anders van elkaar.",
            "Draai: werkbedrijf migrate",
        )
        return
    try:
        require_replayed(database)
    except SetupError as problem:
        yield unsafe(
            "wissen_niet_herhaald",
            problem.sentence,
            "Mensen die vroegen om gewist te worden, staan er anders weer in.",
            "Daarna kan de dienst open.",
        )


def _embedded(connection: Connection, processes: int) -> Iterator[Finding]:
    version = tuple(int(part) for part in connection.exec_driver_sql("SELECT sqlite_version()").scalar_one().split("."))
    if version < SOUND_SQLITE and processes > 1:
        yield unsafe(
            "sqlite_te_oud",
            f"SQLite is hier versie {'.'.join(map(str, version))}; vanaf {'.'.join(map(str, SOUND_SQLITE))} is het goed.",
            "Oudere versies kunnen een wijziging verliezen als meer processen tegelijk schrijven.",
            "Installeer het pakket pysqlite3, gebruik PostgreSQL, of start zonder --workers.",
        )
    if connection.exec_driver_sql("PRAGMA synchronous").scalar_one() < FULL:
        yield unsafe(
            "schrijven_niet_zeker",
            "De database wacht niet tot een wijziging op de schijf staat.",
            "Bij stroomuitval gaat verloren wat al als opgeslagen gemeld is.",
            "Haal de instelling synchronous uit het adres van de database.",
        )


def _server(connection: Connection, at: datetime) -> Iterator[Finding]:
    off = [name for name in SAFE_WRITING if connection.exec_driver_sql(f"SHOW {name}").scalar_one() == "off"]
    if off:
        yield unsafe(
            "schrijven_niet_zeker",
            f"In PostgreSQL staat uit: {', '.join(off)}.",
            "Bij stroomuitval gaat verloren wat al als opgeslagen gemeld is.",
            f"Zet {' en '.join(off)} aan en herstart PostgreSQL.",
        )
    there: datetime = connection.scalar(text("SELECT clock_timestamp()").columns(now=Moment))
    # The clock here was read a moment before the question.
    if abs(there - at) > CLOCK:
        yield _clock(f"De klok van deze machine en die van PostgreSQL schelen {_minutes(there - at)} minuten.")


def _demo_sign_ins(connection: Connection) -> Iterator[Finding]:
    known = connection.scalar(
        select(func.count()).select_from(User).where(User.email.like(f"%@{DEMO_DOMAIN}"), User.is_active)
    )
    if known:
        yield unsafe(
            "demo_aanmeldingen",
            f"Er zijn {known} aanmeldingen van de demo, maar dit is geen demo.",
            "Hun wachtwoord staat op internet.",
            f"Zet de gebruikers met @{DEMO_DOMAIN} uit, of begin met een lege database.",
        )


def _against_the_trail(connection: Connection, at: datetime) -> Iterator[Finding]:
    newest = connection.scalar(select(func.max(AuditEntry.at)))
    if newest is not None and newest - at > CLOCK:
        yield _clock(f"De klok staat {_minutes(newest - at)} minuten vóór de nieuwste regel in het logboek.")
    if at < datetime(2026, 1, 1, tzinfo=UTC):
        yield _clock("De klok staat jaren achter.")


def _clock(what: str) -> Finding:
    return notice(
        "klok_wijkt_af",
        what,
        "Termijnen, herinneringen en het logboek kloppen dan niet.",
        "Zet de klok gelijk, met chrony of systemd-timesyncd.",
    )


def _minutes(apart: timedelta) -> int:
    return round(abs(apart.total_seconds()) / 60)
