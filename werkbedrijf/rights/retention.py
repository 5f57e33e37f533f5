"""What the terms of keeping do: erase whose file has ended, and empty messages. Each step may be done twice."""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import TIMETABLE, Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import OutboxMessage, given_up
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.rows import rows_reached
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.rights.erasing import ERASED, erase
from werkbedrijf.rights.errors import StillObjects
from werkbedrijf.rights.models import ErasureGround, RetentionChoice, RetentionHold
from werkbedrijf.rights.terms import endings
from werkbedrijf.rights.tombstones import file_of, write_tombstones
from werkbedrijf.rights.traces import Mails, clear_traces

LONGEST_REASON = 500
# A coach holds a file for half a year at most; then it is looked at again.
LONGEST_HOLD = timedelta(days=184)
LISTED_AFTER = 20
"""After so many erasures the list outside the database is brought up to date: a run that is killed leaves it short by fewer."""


@dataclass
class Ended:
    """What became of the files that have ended: how many were erased, and how many wait for the answer to a bezwaar."""

    erased: int = 0
    held: int = 0


def erase_ended(database: Database, settings: Settings, *, at: datetime) -> Ended:
    """Erase everybody whose file has ended, each as a whole or not at all.

    Stopped halfway it goes on with the rest the next time. Whoever came back meanwhile is left alone, and so is whoever has a
    bezwaar that waits for a decision (AVG art. 17(3)(e)).
    """
    on, people, ended, mails = day_of(at), [], Ended(), Mails(settings.mail_folder)
    with database.reading(at=at) as session:
        due = [ending.candidate_id for ending in endings(session, on) if ending.ends_on <= on]
    # What runs before this one did not come to: each that is cut off would leave it a little shorter.
    _list_erased(database, settings, at)
    for candidate_id in due:
        mails.read()
        try:
            with database.transaction(at=at) as session:
                _erase_if_ended(session, session.get_one(Candidate, candidate_id), on)
                gone = session.info.pop(ERASED, [])
                # Before it is saved: after that nobody knows what this person was called, and whoever was cut off cannot look again.
                mails.forget(gone)
        except StillObjects:
            ended.held += 1
        else:
            people += gone
            ended.erased += len(gone)
            if gone and len(people) % LISTED_AFTER == 0:
                _list_erased(database, settings, at)
    _list_erased(database, settings, at)
    # Also when nobody is left to erase: an earlier run may have been cut off before it came to this.
    clear_traces(database, settings, people, rewrite=ended.erased > 0)
    return ended


def _list_erased(database: Database, settings: Settings, at: datetime) -> None:
    with database.reading(at=at) as session:
        write_tombstones(session, file_of(settings))


def _erase_if_ended(session: Session, candidate: Candidate, on: date) -> None:
    (still,) = endings(session, on, candidate=candidate) or (None,)
    if still is not None and still.ends_on <= on:
        erase(session, TIMETABLE, candidate, ground=ErasureGround.TERM, on=on)


def empty_messages(session: Session, *, at: datetime) -> int:
    """Take subject and text out of messages that left, or that will not leave any more; returns how many."""
    days = whole_number_on(session, Parameter.KEEP_MESSAGE_DAYS, day_of(at))
    done = OutboxMessage.sent_at.is_not(None) | given_up()
    old = update(OutboxMessage).where(
        OutboxMessage.created_at < at - timedelta(days=days), done, OutboxMessage.body != ""
    )
    emptied = old.values(subject="", body="").execution_options(synchronize_session=False)
    return rows_reached(session, emptied) + _empty_notices(session, before=at - timedelta(days=days))


def _empty_notices(session: Session, *, before: datetime) -> int:
    """The same for what was told inside the service; of who no longer comes in nothing is kept at all."""
    gone = delete(Notice).where(Notice.user_id.in_(select(User.id).where(~User.is_active)))
    old = update(Notice).where(Notice.created_at < before, Notice.subject != "").values(subject="", text="", path="")
    quietly = {"synchronize_session": False}
    return rows_reached(session, gone.execution_options(**quietly)) + rows_reached(
        session, old.execution_options(**quietly)
    )


def old_mails(folder: Path, *, before: datetime) -> list[Path]:
    """The mails in the folder that were written before a moment."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix in {".eml", ".part"}]
    return [path for path in found if _written_before(path, before.timestamp())]


def _written_before(path: Path, moment: float) -> bool:
    try:
        return os.stat(path).st_mtime < moment  # noqa: PTH116  # one call, and the file may be gone
    except FileNotFoundError:
        return False


def hold(
    session: Session, actor: Actor, candidate: Candidate, *, until: date | None, reason: str, on: date
) -> RetentionHold:
    """Keep a file longer, with a reason. Raises InputRefused for ``until`` or ``reason``."""
    problems = {}
    if until is None or not on < until <= on + LONGEST_HOLD:
        problems["until"] = "Kies een dag in het komende half jaar. Daarna kijk je opnieuw."
    if not reason.strip():
        problems["reason"] = "Vertel waarom de gegevens nog nodig zijn."
    elif len(reason) > LONGEST_REASON:
        problems["reason"] = f"Gebruik ten hoogste {LONGEST_REASON} tekens."
    if problems:
        raise InputRefused(problems)
    assert until is not None  # noqa: S101  # refused above
    kept = RetentionHold(candidate=candidate, until=until, reason=reason.strip(), by_id=actor.id, made_on=on)
    session.add(kept)
    record(session, actor, "retention_hold.made", kept)
    return kept


def choose_months(session: Session, actor: Actor, *, months: int | None, reason: str, on: date) -> RetentionChoice:
    """A partner decides how many months it keeps files, from today on. Raises InputRefused for ``months`` or ``reason``."""
    problems = {}
    if months is None or not 1 <= months <= 120:
        problems["months"] = "Vul een aantal maanden in van 1 tot en met 120."
    if not reason.strip() or len(reason) > LONGEST_REASON:
        problems["reason"] = f"Noem het besluit, in ten hoogste {LONGEST_REASON} tekens."
    if problems:
        raise InputRefused(problems)
    choice = RetentionChoice(
        organisation_id=actor.organisation_id, valid_from=on, months=months, reason=reason.strip(), by_id=actor.id
    )
    session.add(choice)
    record(session, actor, "retention_choice.made", choice)
    return choice
