"""What keeps the logs by itself: sealing, anchoring, and closing months."""

import logging
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from werkbedrijf.foundation.audit_keys import keys_on
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.sealing import BATCH, seal, unsealed_count, unsealed_late
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.logbook.anchors import cry_out, drop_anchor, file_for
from werkbedrijf.logbook.segments import close_months, forget_lines_before
from werkbedrijf.logbook.volumes import forget_processing_before, make_months
from werkbedrijf.timetable.schedule import Work

log = logging.getLogger("werkbedrijf.logboek")

ARCHIVE: Final = "archief"


def archive_folder(settings: Settings) -> Path:
    """Where closed months stand."""
    return settings.data_dir / ARCHIVE


def something_to_seal(session: Session, _at: object) -> bool:
    """Whether a line waits to be chained."""
    return unsealed_count(session) > 0


def seal_waiting(work: Work) -> int:
    """Chain what waits, in stretches of their own transaction; says so when something is left that should not be."""
    keys, total = keys_on(work.database.keys), 0
    while keys:
        with work.database.transaction(at=work.at) as session:
            done = seal(session, keys)
        total += done
        if done < BATCH:
            break
    with work.database.reading(at=work.at) as session:
        if left := unsealed_late(session, work.at):
            log.error("logboek: %s regels wachten langer dan vijf minuten op verzegeling", left)
    return total


def drop_hourly_anchor(work: Work) -> None:
    """Write down where the chain is, here and elsewhere."""
    keys = keys_on(work.database.keys)
    with work.database.transaction(at=work.at) as session:
        made = drop_anchor(session, keys, mail_to=work.settings.anchor_mail)
    cry_out(made, [file_for(work.settings.data_dir, work.database.url)], syslog=work.settings.syslog)


def make_log_months(work: Work) -> int:
    """Make room for the lines of the months to come."""
    return make_months(work.database, at=work.at)


def close_audit_months(work: Work) -> int:
    """Put closed months of the trail in their archive files."""
    with work.database.transaction(at=work.at) as session:
        return close_months(session, keys_on(work.database.keys), archive_folder(work.settings))


def forget_log_before(database: Database, settings: Settings, day: date, *, at: datetime) -> int:
    """Let go of both logs from before a day, for the engine of the terms; returns how many lines went.

    Of the trail only whole closed months go, lines and archive, so that the chain of the rest can still be checked.
    """
    with database.transaction(at=at) as session:
        gone = forget_lines_before(session, keys_on(database.keys), day, archive_folder(settings))
    return gone + forget_processing_before(database, day)
