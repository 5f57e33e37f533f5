"""``werkbedrijf audit …``: checking the trail, anchoring it, and asking it. For the auditor, beside the pages."""

import getpass
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from werkbedrijf import migrations
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.audit_keys import keys_on
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.ring import ring_at
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.logbook import anchors
from werkbedrijf.logbook.asking import Look, find_person, find_user, what_did, who_saw
from werkbedrijf.logbook.exporting import export_otlp
from werkbedrijf.logbook.unusual import WEEK, unusual
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
    outcome = verified(settings, since, until, anchor)
    show(outcome.as_json(), as_json=as_json, lines=_outcome_lines(outcome))
    sys.exit(outcome.code)


def verified(settings: Settings, since: datetime | None, until: datetime | None, anchor: Path | None) -> Outcome:
    """Check the trail of these settings, in whole or in part; whatever keeps it from being known is an outcome too."""
    try:
        known = _anchors_of(settings, anchor)
        ring = ring_at(settings.keys_folder)
        database = Database(settings.database, keys=ring)
        migrations.require_newest(database)
        with database.reading(at=clock.now()) as session:
            # One picture of the whole, however much is written meanwhile.
            if database.engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            return verify(session, keys_on(ring), anchors=known, since=_dutch(since), until=_dutch(until))
    except SetupError as problem:
        return Outcome(code=UNKNOWN, reason=problem.sentence)
    except DBAPIError as problem:
        return Outcome(code=UNKNOWN, reason=f"De database is niet te lezen ({problem.orig}).")


def _anchors_of(settings: Settings, given: Path | None) -> list[anchors.Anchor]:
    path = given or anchors.file_for(settings.data_dir, settings.database)
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
    compared = f"Vergeleken met {_many(outcome.anchor['checked'], 'anker', 'ankers')}."
    gone = [line for one in outcome.restored for line in _restored_lines(one)]
    if outcome.ok:
        return [f"Het logboek is heel. {counted}", compared, *gone]
    said = "Het logboek is niet te controleren." if outcome.code == UNKNOWN else "Er is aan het logboek gezeten."
    bad = [f"Eerste regel: {json.dumps(outcome.first_bad, ensure_ascii=False)}"] if outcome.first_bad else []
    return [f"{said} {outcome.reason}", counted, compared, *bad, *gone]


def _restored_lines(one: dict[str, Any]) -> list[str]:
    put_back, made = (datetime.fromisoformat(one[name]).astimezone(clock.AMSTERDAM) for name in ("at", "made_at"))
    when = f"op {put_back:%d-%m-%Y %H:%M} is een back-up van {made:%d-%m-%Y %H:%M} teruggezet"
    if one["lost"] is None:
        told = f"Geen anker zegt of er na regel {one['after']} nog regels waren."
    else:
        lost = _many(one["lost"], "regel", "regels")
        told = f"Volgens de ankers {'is' if one['lost'] == 1 else 'zijn'} toen {lost} weggevallen, na regel {one['after']}."
    return [f"Let op: {when}. Wat daartussen in het logboek kwam, is er niet meer.", told]


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@audit.command(name="anchor")
@data_dir_option
@json_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@spoken
def anchor_(data_dir: Path | None, as_json: bool, file: Path | None) -> None:
    """Zet nu een anker: waar de keten is. Op het scherm, en met FILE ook achteraan dat bestand."""
    settings = settings_for(data_dir)
    database = open_database(settings)
    if file:
        # A place where nothing can be written is known before the anchor is dropped.
        file.open("a").close()
    with database.transaction(at=clock.now()) as session:
        made = anchors.drop_anchor(session, keys_on(database.keys), mail_to=settings.anchor_mail)
    own = anchors.file_for(settings.data_dir, settings.database)
    anchors.cry_out(made, [own, *([file] if file else [])], syslog=settings.syslog)
    answer: dict[str, Any] = {"seq": made.seq, "count": made.seq, "mac": made.mac, "key_id": made.key_id, "at": made.at}
    show(answer, as_json=as_json, lines=[made.text])


@audit.command(name="who-saw")
@data_dir_option
@json_option
@click.argument("person")
@spoken
def who_saw_(data_dir: Path | None, as_json: bool, person: str) -> None:
    """Wie zag of wijzigde gegevens van PERSON (K-0042, of het nummer in de logboeken)? Deze vraag komt zelf in het logboek."""
    database = open_database(settings_for(data_dir))
    with database.transaction(at=clock.now()) as session:
        candidate = find_person(session, person)
        _asked(session, "audit.who_saw_asked", "candidate", candidate.reference)
        looks = who_saw(session, database.logs, candidate)
        answer = [look.as_json() for look in looks]
    show({"person": candidate.reference, "looks": answer}, as_json=as_json, lines=_look_lines(looks))


@audit.command(name="what-did")
@data_dir_option
@json_option
@click.argument("user")
@click.option("--from", "since", type=_DAY, default=None, help="Vanaf deze dag.")
@click.option("--to", "until", type=_DAY, default=None, help="Tot deze dag.")
@spoken
def what_did_(data_dir: Path | None, as_json: bool, user: str, since: datetime | None, until: datetime | None) -> None:
    """Wat deed en bekeek USER (e-mailadres of gebruiker-7)? Deze vraag komt zelf in het logboek."""
    with open_database(settings_for(data_dir)).transaction(at=clock.now()) as session:
        who = find_user(session, user)
        _asked(session, "audit.what_did_asked", "user", who.reference)
        looks = what_did(session, who, since=_dutch(since), until=_dutch(until))
        answer = [look.as_json() for look in looks]
    show({"user": who.reference, "acts": answer}, as_json=as_json, lines=_look_lines(looks))


@audit.command(name="unusual")
@data_dir_option
@json_option
@click.option(
    "--week", "week", type=_DAY, default=None, help="De week die op deze dag begint; standaard de laatste zeven dagen."
)
@spoken
def unusual_(data_dir: Path | None, as_json: bool, week: datetime | None) -> None:
    """Wat viel op in een week? Elke regel is een vraag, geen oordeel. Deze vraag komt zelf in het logboek."""
    start = _dutch(week)
    until = start + WEEK if start else clock.now()
    with open_database(settings_for(data_dir)).transaction(at=clock.now()) as session:
        found = unusual(session, until=until)
        _asked(session, "audit.unusual_asked", "audit", "week")
    lines = [f"{one.title}: {one.subject or 'onbekend'}, {one.times} keer" for one in found]
    answer = {"from": (until - WEEK).isoformat(), "to": until.isoformat(), "findings": [one.as_json() for one in found]}
    show(answer, as_json=as_json, lines=lines or ["In deze week viel niets op."])


@audit.command(name="processing")
@data_dir_option
@json_option
@click.option(
    "--otlp", "path", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Bestand (OTLP/JSON)."
)
@click.option("--from", "since", type=_DAY, default=None, help="Vanaf deze dag.")
@click.option("--to", "until", type=_DAY, default=None, help="Tot deze dag.")
@spoken
def processing(
    data_dir: Path | None, as_json: bool, path: Path, since: datetime | None, until: datetime | None
) -> None:
    """Schrijf het verwerkingenlogboek naar een bestand, zoals Logboek Dataverwerkingen het vraagt (OTLP/JSON)."""
    database = open_database(settings_for(data_dir))
    number = export_otlp(database, path, since=since.date() if since else None, until=until.date() if until else None)
    with database.transaction(at=clock.now()) as session:
        _asked(session, "audit.processing_exported", "audit", "verwerkingenlogboek")
    show({"file": str(path), "spans": number}, as_json=as_json, lines=[f"{number} regels staan in {path}."])


def _asked(session: Session, act: str, kind: str, reference: str) -> None:
    """Who asks the logs stands in them too: the account of the machine is the origin."""
    session.info["origin"] = f"opdrachtregel, {getpass.getuser()}"
    note(session, TIMETABLE, act, kind, reference)


def _dutch(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=clock.AMSTERDAM) if day else None


def _look_lines(looks: list[Look]) -> list[str]:
    return [
        f"{look.at.astimezone(clock.AMSTERDAM):%Y-%m-%d %H:%M:%S}  {look.user or look.role}  {look.organisation}  "
        f"{look.act}  {look.subject}  {look.result}"
        for look in looks
    ] or ["Geen regels."]
