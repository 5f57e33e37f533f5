"""``werkbedrijf erase`` and ``subject-export``: the rights of a person, for whoever operates the service."""

import os
import sys
from pathlib import Path
from typing import IO

import click
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock, four_eyes
from werkbedrijf.foundation.actors import TIMETABLE, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import InputRefused, NotFound, SetupError
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.rights.copying import copy_of
from werkbedrijf.rights.erasing import ERASED, erase
from werkbedrijf.rights.errors import ErasedAlready
from werkbedrijf.rights.models import ErasureGround
from werkbedrijf.rights.packing import packed_copy
from werkbedrijf.rights.policy import KIND
from werkbedrijf.rights.tombstones import file_of, read_tombstones, replay_erasures, write_tombstones
from werkbedrijf.rights.traces import clear_traces, forget_mails

EXIT_TYPED_WRONG = 2
WHO_CONFIRMS = "Noem met --confirmed-by het e-mailadres van een regiocoördinator die kan inloggen."


def find_person(session: Session, person: str) -> Candidate:
    """The candidate with this reference or number. Raises NotFound."""
    typed = person.strip()
    same = or_(Candidate.reference == typed.upper(), Candidate.uuid == typed.lower().replace("-", ""))
    found = session.scalars(select(Candidate).where(same)).first()
    if found is None:
        raise NotFound(f"Er is geen kandidaat {person}. Bekijk ze met: werkbedrijf list candidates.")
    return found


@click.command("erase")
@click.argument("person", required=False)
@data_dir_option
@json_option
@click.option(
    "--ground",
    type=click.Choice([ground.value for ground in ErasureGround]),
    default=ErasureGround.REQUEST.value,
    show_default=True,
    help="Waarom. De grond staat in de regel die overblijft.",
)
@click.option(
    "--confirmed-by",
    default="",
    help="Wie dit als tweede heeft bevestigd: het e-mailadres van een regiocoördinator.",
)
@click.option(
    "--replay",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Wis opnieuw wie op deze lijst staat (uitgewist.jsonl), na het terugzetten van een reservekopie.",
)
@spoken
def erase_command(
    person: str | None, data_dir: Path | None, as_json: bool, ground: str, confirmed_by: str, replay: Path | None
) -> None:
    """Wis een persoon: PERSON is het kenmerk, zoals K-0042. Alleen een regel zonder gegevens blijft."""
    if (person is None) == (replay is None):
        click.echo("Noem een persoon, of een lijst met --replay.", err=True)
        sys.exit(EXIT_TYPED_WRONG)
    settings = settings_for(data_dir)
    database = open_database(settings)
    try:
        if replay is not None:
            _replay(database, settings, replay, as_json=as_json)
        else:
            _erase(database, settings, str(person), ground, confirmed_by.strip(), as_json=as_json)
    finally:
        database.close()


def _replay(database: Database, settings: Settings, path: Path, *, as_json: bool) -> None:
    if not path.exists():
        raise NotFound(f"Er is geen bestand {path}.")
    told = read_tombstones(path)
    if not told and path.stat().st_size:
        # Another file would otherwise pass for a list on which everybody is erased already.
        raise InputRefused({"file": f"In {path.name} staat geen enkele regel over een gewiste persoon."})
    with database.transaction(at=clock.now()) as session:
        again = replay_erasures(session, told)
        people = session.info.pop(ERASED, [])
        forget_mails(settings.mail_folder, people)
        write_tombstones(session, file_of(settings))
    clear_traces(database, settings, people, rewrite=again > 0)
    show(
        {"listed": len(told), "erased_again": again},
        as_json=as_json,
        lines=[f"{len(told)} op de lijst, {again} opnieuw gewist."],
    )


def _erase(
    database: Database, settings: Settings, person: str, ground: str, confirmed_by: str, *, as_json: bool
) -> None:
    why, at = ErasureGround(ground), clock.now()
    with database.transaction(at=at) as session:
        candidate = find_person(session, person)
        second = _second_person(session, candidate, confirmed_by)
        tombstone = erase(session, TIMETABLE, candidate, ground=why, on=day_of(at))
        record(session, TIMETABLE, "candidate.erasure_confirmed", candidate, reason=second)
        people = session.info.pop(ERASED, [])
        # Before it is saved: after that nobody knows what this person was called.
        forget_mails(settings.mail_folder, people)
        told = {
            "reference": candidate.reference,
            "uuid": tombstone.uuid,
            "erased_at": at.isoformat(),
            "ground": why.value,
        }
    with database.reading(at=at) as session:
        write_tombstones(session, file_of(settings))
    clear_traces(database, settings, people, rewrite=True)
    show(
        told,
        as_json=as_json,
        lines=[f"{told['reference']} is gewist ({why.words.lower()}). Alleen een regel zonder gegevens blijft."],
    )


def _second_person(session: Session, candidate: Candidate, confirmed_by: str) -> str:
    """Who confirmed, as the trail may name it: a coordinator who may sign in, and who did not ask for it. Only the demo does without.

    Raises NotFound for anybody else, OwnRequest for who asked for this erasure on the page.
    """
    if not confirmed_by:
        region = current_region(session)
        if region is not None and not region.is_demo:
            raise NotFound(f"Wissen doe je niet alleen. {WHO_CONFIRMS}")
        return "Zonder tweede persoon: dit is een voorbeeldregio."
    user = session.scalars(select(User).where(User.email == confirmed_by.lower())).first()
    if user is None or not user.is_active or user.role is not Role.COORDINATOR:
        raise NotFound(f"{confirmed_by[:100]} kan dit niet bevestigen. {WHO_CONFIRMS}")
    asked = four_eyes.open_about(session, KIND, candidate)
    if asked is not None and asked.asked_by_id == user.id:
        raise four_eyes.OwnRequest
    return f"Bevestigd door {user.reference}."


@click.command("subject-export")
@click.argument("person")
@data_dir_option
@json_option
@click.option(
    "--out",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Het bestand dat gemaakt wordt.",
)
@click.option(
    "--passphrase-file",
    type=click.File("r"),
    default=None,
    help="Bestand met een wachtzin; de kopie wordt dan met age versleuteld.",
)
@spoken
def export_command(
    person: str, data_dir: Path | None, as_json: bool, path: Path, passphrase_file: IO[str] | None
) -> None:
    """Maak een kopie van alles over een persoon: een ZIP met een leesbare pagina en de gegevens."""
    database, at = open_database(settings_for(data_dir)), clock.now()
    try:
        with database.transaction(at=at) as session:
            candidate = find_person(session, person)
            if candidate.erased_revision is not None:
                raise ErasedAlready
            told = copy_of(session, TIMETABLE, candidate, on=day_of(at))
            content = packed_copy(told, passphrase=passphrase_file.read().strip() if passphrase_file else "")
            _write_private(path, content)
    finally:
        database.close()
    rows = sum(len(table["rijen"]) for table in told["gegevens"])
    answer = {
        "reference": candidate.reference,
        "file": str(path),
        "rows": rows,
        "consultations": len(told["wie_keek_mee"]),
    }
    show(
        answer,
        as_json=as_json,
        lines=[f"{path}: alles over {candidate.reference} ({rows} regels). Geef het alleen aan de persoon zelf."],
    )


def _write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; a folder that is not there is a sentence, and so is a file that is."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as problem:
        raise NotFound(f"Het bestand {path} kan niet worden geschreven ({problem.strerror}).") from problem
    with os.fdopen(descriptor, "wb") as file:
        # A file with nothing in it is a name that somebody made sure of; it may have been open to others.
        if os.fstat(descriptor).st_size:
            raise SetupError(
                f"Het bestand {path} bestaat al. Er is niets gemaakt en niets vervangen. Kies een andere naam."
            )
        os.fchmod(descriptor, 0o600)
        file.write(content)


PERSONAL = (erase_command, export_command)
