"""Whether the trail is whole, as ``audit verify`` looks at it, and whether the processing log still goes with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from werkbedrijf.auditing import verified
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.integrity.checking import Finding, Report

# Up to so many lines the whole of it takes some ten seconds at most.
SHORT: Final = 200_000
RECENT: Final = timedelta(days=31)


def look_at_trail(report: Report, database: Database, settings: Settings, *, at: datetime, whole: bool) -> None:
    """Add to the report what is wrong with the trail; of a long one the last month, unless ``whole``."""
    try:
        with database.reading(at=at) as session:
            lines = session.scalar(select(func.max(AuditEntry.id))) or 0
    except DatabaseError as problem:
        report.checked.append("logboek")
        report.findings.append(Finding("logboek", f"Dit kon niet worden gelezen: {type(problem.orig).__name__}."))
        return
    since = None if whole or lines <= SHORT else (at - RECENT).replace(tzinfo=None)
    report.checked.append("logboek" if since is None else "logboek van de laatste maand")
    outcome = verified(settings, since, None, None)
    if not outcome.ok:
        report.findings.append(Finding("logboek", outcome.reason))


def look_at_log(report: Report, database: Database, *, at: datetime) -> None:
    """Add to the report the days of the last month of which the processing log does not know what the trail does.

    Of each day the last act on somebody is looked up: its lines were written before it. So a log that was thrown away, or
    put back from an older day, shows. A look at a page may have no line after a kill: those are left out.
    """
    report.checked.append("verwerkingen")
    try:
        with database.reading(at=at) as session:
            traces = list(_last_traces(session, at))
        # Opening it would make an empty one, and looking changes nothing.
        if traces and database.logs.file is not None and not database.logs.file.exists():
            report.findings.append(Finding("verwerkingen", f"Het bestand {database.logs.file} is er niet."))
            return
        report.findings += [Finding("verwerkingen", what) for what in _unknown(database, traces)]
    except DatabaseError as problem:
        report.findings.append(Finding("verwerkingen", f"Dit kon niet worden gelezen: {type(problem.orig).__name__}."))


def _unknown(database: Database, traces: Iterable[tuple[datetime, str]]) -> Iterator[str]:
    lines = database.logs.table.c
    with database.logs.reading() as log:
        for moment, trace in traces:
            asked = select(lines.id).where(lines.trace_id == bytes.fromhex(trace)).limit(1)
            if log.execute(asked).first() is None:
                on = moment.astimezone(AMSTERDAM)
                yield f"Van {on:%d-%m-%Y} ontbreekt in het logboek van verwerkingen wat wel in het logboek staat."


def _last_traces(session: Session, at: datetime) -> Iterator[tuple[datetime, str]]:
    """Of each stretch of a day in the last month the trace of the last act on somebody."""
    for days in range(RECENT.days):
        until = at - timedelta(days=days)
        wanted = (AuditEntry.at <= until, AuditEntry.at > until - timedelta(days=1))
        act = (AuditEntry.person.is_not(None), AuditEntry.trace_id != "", AuditEntry.act.not_like("%.looked_at"))
        newest = select(AuditEntry.at, AuditEntry.trace_id).where(*wanted, *act).order_by(AuditEntry.at.desc()).limit(1)
        yield from ((moment, trace) for moment, trace in session.execute(newest))
