"""``werkbedrijf integrity`` and ``werkbedrijf outbox``: what an operator asks before and after anything that went wrong."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf import migrations
from werkbedrijf.commanding import EXIT_REFUSED, data_dir_option, json_option, no_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.outbox import OutboxMessage, given_up
from werkbedrijf.foundation.texts import count


@click.command()
@data_dir_option
@json_option
@click.option("--whole-trail", is_flag=True, help="Loop het hele logboek na, hoe lang dat ook is.")
@spoken
def integrity(data_dir: Path | None, as_json: bool, whole_trail: bool) -> None:
    """Kijk of de database klopt: het bestand, de verwijzingen, de regels, elke telling en de logboeken. Verandert niets.

    Van een logboek van meer dan 200.000 regels wordt de laatste maand nagelopen, of met --whole-trail alles.
    Eindigt met 0 als alles klopt, en anders met 1 en per bevinding een zin.
    """
    from werkbedrijf.integrity.checking import check
    from werkbedrijf.integrity.trail import look_at_log, look_at_trail

    database, at = _existing(data_dir), clock.now()
    report = check(database, at=at)
    look_at_trail(report, database, settings_for(data_dir), at=at, whole=whole_trail)
    look_at_log(report, database, at=at)
    database.close()
    lines = [f"{one.check}: {one.what}" for one in report.findings]
    ending = "Alles klopt." if report.ok else f"{len(lines)} keer klopt er iets niet."
    show(report.to_dict(), as_json=as_json, lines=[f"{len(report.checked)} dingen bekeken.", *lines, ending])
    if not report.ok:
        sys.exit(EXIT_REFUSED)


@click.command()
@data_dir_option
@json_option
@spoken
def outbox(data_dir: Path | None, as_json: bool) -> None:
    """Toon welke berichten wachten, verstuurd zijn of blijven hangen: aantallen en tijden, nooit een adres of tekst."""
    database = _existing(data_dir)
    at = clock.now()
    with database.reading(at=at) as session:
        told = outbox_facts(session, at)
    database.close()
    oldest = f" De oudste wacht sinds {told['oldest_waiting']}." if told["oldest_waiting"] else ""
    show(
        told,
        as_json=as_json,
        lines=[
            f"{count(told['waiting'], 'bericht wacht', 'berichten wachten')}.{oldest}",
            f"{count(told['sent'], 'bericht is', 'berichten zijn')} verstuurd.",
            f"{count(told['stuck'], 'bericht blijft', 'berichten blijven')} hangen: de mailserver wil ze niet.",
            *(f"  {one['key']}: {one['problem']}" for one in told["stuck_messages"]),
        ],
    )


def outbox_facts(session: Session, at: datetime) -> dict[str, Any]:
    """How many messages wait, were sent, or are given up; of those the kind of message and the kind of problem."""
    waiting = (OutboxMessage.sent_at.is_(None), ~given_up())
    stuck = (OutboxMessage.sent_at.is_(None), given_up())
    hanging = session.scalars(select(OutboxMessage).where(*stuck).order_by(OutboxMessage.id).limit(50))
    oldest = session.scalar(select(func.min(OutboxMessage.created_at)).where(*waiting))
    return {
        "at": at.isoformat(),
        "waiting": _many(session, *waiting),
        "due": _many(session, *waiting, OutboxMessage.due_at <= at),
        "sent": _many(session, OutboxMessage.sent_at.is_not(None)),
        "stuck": _many(session, *stuck),
        "keys": _many(session),
        "distinct_keys": session.scalar(select(func.count(func.distinct(OutboxMessage.key)))) or 0,
        "oldest_waiting": oldest.isoformat() if oldest else None,
        # Of the problem only its kind: what a mail server says may hold an address.
        "stuck_messages": [
            {"key": one.key, "attempts": one.attempts, "problem": one.last_problem.partition(":")[0]} for one in hanging
        ],
    }


def _many(session: Session, *where: Any) -> int:
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(*where)) or 0


def _existing(data_dir: Path | None) -> Database:
    """The database as it is: looking never brings it up to date."""
    settings = settings_for(data_dir)
    database = Database(settings.database)
    if migrations.current(database) is None:
        database.close()
        raise SetupError(no_database(settings))
    return database
