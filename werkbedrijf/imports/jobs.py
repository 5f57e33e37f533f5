"""What the timetable does for imports."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.imports.models import BatchState
from werkbedrijf.imports.queries import too_old
from werkbedrijf.imports.undo.carrying import undo_waiting, undo_waits
from werkbedrijf.timetable.schedule import Every, Job, Work


def forget_files(session: Session, *, on: date) -> int:
    """Throw away files that were uploaded too long ago (Parameter.IMPORT_HOURS); returns how many."""
    hours = whole_number_on(session, Parameter.IMPORT_HOURS, on)
    old = too_old(session, session.info["at"] - timedelta(hours=hours))
    for batch in old:
        batch.forget()
        batch.journal = {}
        if batch.state is BatchState.DRAFT:
            batch.state = BatchState.DISCARDED
        record(session, TIMETABLE, "import.forgotten", batch)
    return len(old)


def _forget_files(work: Work) -> int:
    with work.database.transaction(at=work.at) as session:
        return forget_files(session, on=day_of(work.at))


IMPORT_JOBS: tuple[Job, ...] = (
    Job(
        "importbestanden-weggooien",
        "Importbestanden weggooien die te lang zijn bewaard",
        Every(timedelta(hours=1)),
        _forget_files,
    ),
    Job(
        "imports-terugdraaien",
        "Imports terugdraaien waar iemand om vroeg",
        Every(timedelta(seconds=3)),
        lambda work: undo_waiting(work.database, work.settings, at=work.at),
        needed=lambda session, _at: undo_waits(session),
    ),
)
