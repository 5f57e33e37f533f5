"""What the timetable does for imports."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.imports.models import BatchState
from werkbedrijf.imports.queries import too_old


def forget_files(session: Session, *, on: date) -> int:
    """Throw away files that were uploaded too long ago (Parameter.IMPORT_HOURS); returns how many."""
    hours = whole_number_on(session, Parameter.IMPORT_HOURS, on)
    old = too_old(session, session.info["at"] - timedelta(hours=hours))
    for batch in old:
        batch.forget()
        if batch.state is BatchState.DRAFT:
            batch.state = BatchState.DISCARDED
        record(session, TIMETABLE, "import.forgotten", batch)
    return len(old)
