"""``werkbedrijf audit …``: checking the trail, anchoring it, and asking it. For the auditor, beside the pages."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from werkbedrijf import migrations
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.audit_keys import keys_on
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.ring import ring_at
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.logbook import anchors
from werkbedrijf.logbook.verifying import UNKNOWN, Outcome, verify

_DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


@click.group()
def audit() -> None:
    """Controleer het logboek, veranker het, of vraag wie wat deed."""


@audit.command(name="verify")
@data_dir_option
@json_option
@click.option("--from", "since", type=_DAY, default=None, help="Alleen regels vanaf deze dag.")
@click.option("--to", "until", type=_DAY, default=None, help="Alleen regels voor deze dag.")
@click.option(
    "--anchor",
    "anchor",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Bestand met ankers, zoals een systeemlog of een bewaard bericht.",
)
def verify_(
    data_dir: Path | None, as_json: bool, since: datetime | None, until: datetime | None, anchor: Path | None
) -> None:
    """Controleer of het logboek heel is. 0: heel. 1: er is aan gezeten, met de eerste regel. 2: niet te controleren.

    Leest alleen. Zonder --anchor telt het bestand met ankers in de map mee als dat er staat.
    """
    settings = Settings(data_dir=data_dir) if data_dir else Settings()
    outcome = _verified(settings, since, until, anchor)
    show(outcome.as_json(), as_json=as_json, lines=_outcome_lines(outcome))
    sys.exit(outcome.code)


def _verified(settings: Settings, since: datetime | None, until: datetime | None, anchor: Path | None) -> Outcome:
    """The outcome; whatever keeps it from being known is an outcome too."""
    try:
        known = _anchors_of(settings, anchor)
        ring = ring_at(settings.keys_folder)
        database = Database(settings.database, keys=ring)
        migrations.require_newest(database)
        with database.reading(at=clock.now()) as session:
            # One picture of the whole, however much is written meanwhile.
            if database.engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            moments = [day.replace(tzinfo=clock.AMSTERDAM) if day else None for day in (since, until)]
            return verify(session, keys_on(ring), anchors=known, since=moments[0], until=moments[1])
    except SetupError as problem:
        return Outcome(code=UNKNOWN, reason=problem.sentence)
    except DBAPIError as problem:
        return Outcome(code=UNKNOWN, reason=f"De database is niet te lezen ({problem.orig}).")


def _anchors_of(settings: Settings, given: Path | None) -> list[anchors.Anchor]:
    path = given or settings.data_dir / anchors.FILE
    if given is None and not path.is_file():
        return []
    try:
        found = anchors.read_anchors(path.read_text(encoding="utf-8", errors="replace"))
    except OSError as problem:
        raise SetupError(f"Het bestand met ankers {path} is niet te lezen ({problem.strerror}).") from problem
    if given is not None and not found:
        raise SetupError(f"In {path} staat geen anker. Een anker begint met: logboek-anker seq=")
    return found


def _outcome_lines(outcome: Outcome) -> list[str]:
    counted = f"{outcome.lines} regels, waarvan {outcome.sealed} in de keten en {outcome.unsealed} nog niet."
    compared = f"Vergeleken met {outcome.anchor['checked']} ankers."
    if outcome.ok:
        return [f"Het logboek is heel. {counted}", compared]
    said = "Het logboek is niet te controleren." if outcome.code == UNKNOWN else "Er is aan het logboek gezeten."
    bad = [f"Eerste regel: {json.dumps(outcome.first_bad, ensure_ascii=False)}"] if outcome.first_bad else []
    return [f"{said} {outcome.reason}", counted, compared, *bad]


@audit.command(name="anchor")
@data_dir_option
@json_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@spoken
def anchor_(data_dir: Path | None, as_json: bool, file: Path | None) -> None:
    """Zet nu een anker: waar de keten is. Op het scherm, en met FILE ook achteraan dat bestand."""
    settings = settings_for(data_dir)
    database = open_database(settings)
    with database.transaction(at=clock.now()) as session:
        made = anchors.drop_anchor(session, keys_on(database.keys), mail_to=settings.anchor_mail)
    anchors.cry_out(made, [settings.data_dir / anchors.FILE, *([file] if file else [])], syslog=settings.syslog)
    answer: dict[str, Any] = {"seq": made.seq, "count": made.seq, "mac": made.mac, "key_id": made.key_id, "at": made.at}
    show(answer, as_json=as_json, lines=[made.text])
