"""Whether the trail is whole, as ``audit verify`` looks at it."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from werkbedrijf.auditing import verified
from werkbedrijf.foundation.audit import AuditEntry
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
