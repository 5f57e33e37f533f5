"""What must be right before the service opens. Every finding says what it is, why it matters and what to do, in Dutch."""

from datetime import datetime

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.selfcheck.data import data_findings
from werkbedrijf.operating.selfcheck.files import file_findings
from werkbedrijf.operating.selfcheck.findings import Finding, Level, is_unsafe, sentences
from werkbedrijf.operating.selfcheck.schema import schema_findings
from werkbedrijf.operating.selfcheck.settings import setting_findings

__all__ = ["Finding", "Level", "check", "is_unsafe", "sentences"]


def check(settings: Settings, database: Database, *, at: datetime, processes: int) -> list[Finding]:
    """Everything that is not as it should be, unsafe first. Changes nothing.

    ``processes`` is how many would write to the database at the same time, the timetable included.
    """
    in_data, is_demo = data_findings(database, at=at, processes=processes)
    found = [
        *setting_findings(settings, is_demo=is_demo),
        *file_findings(settings, database, is_demo=is_demo),
        *in_data,
        *schema_findings(database),
    ]
    return sorted(found, key=lambda finding: finding.level is not Level.UNSAFE)
