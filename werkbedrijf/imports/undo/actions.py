"""What takes a saved import back: asking for it, and doing it, some records at a time."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.imports.errors import UndoTooLate
from werkbedrijf.imports.models import ImportBatch, ImportedRecord
from werkbedrijf.imports.undo.kept import Kept, Row
from werkbedrijf.imports.undo.queries import row_of, saved_records, taken_back, undo_until
from werkbedrijf.imports.undo.restoring import restore
from werkbedrijf.imports.undo.standing import staying
from werkbedrijf.imports.undo.weighing import Stays

SOME: Final = 50
"""Records that are taken back in one transaction: others get their turn in between."""


def ask_undo(session: Session, actor: Actor, batch: ImportBatch) -> None:
    """From now on the import is being taken back. Raises UndoTooLate when the term is over or nothing is left to take back."""
    session.refresh(batch, with_for_update=True)
    until = undo_until(session, batch)
    if until is None or session.info["at"] >= until:
        raise UndoTooLate
    batch.undo_asked_at, batch.undone_at = session.info["at"], None
    for row in saved_records(session, batch):
        row.stays = ""
    record(session, actor, "import.undo_asked", batch)


def undo_some(session: Session, actor: Actor, batch: ImportBatch, *, on: date, most: int = SOME) -> bool:
    """Take back some records, those last in the file first. Returns whether there is more to do.

    Records that hang together go together or stay together. One that was changed or used since stays, and says why.
    """
    session.refresh(batch, with_for_update=True)
    if not batch.goes_back:
        return False
    kept = Kept.read(batch.journal)
    waiting = {row.number: row for row in saved_records(session, batch) if not row.stays}
    turn, rest = _turn(kept.groups(waiting), most)
    why = staying(session, kept, [number for group in turn for number in group], hold=True)
    for group in turn:
        _undo_group(session, actor, kept, {number: waiting[number] for number in group}, why, on)
    session.flush()
    if rest:
        # An erased person takes along what this file holds; what is still to be taken back stays until it is.
        batch.journal = kept.told()
        session.flush()
        record(session, actor, "import.undo_went_on", batch, fields=["journal"])
        return True
    _close(session, actor, batch, kept)
    return False


def _turn(groups: list[list[int]], most: int) -> tuple[list[list[int]], list[list[int]]]:
    """The groups of this turn, at least one, and the rest."""
    taken = 0
    for place, group in enumerate(groups):
        if taken >= most:
            return groups[:place], groups[place:]
        taken += len(group)
    return groups, []


def _undo_group(
    session: Session, actor: Actor, kept: Kept, records: dict[int, ImportedRecord], why: Mapping[int, Stays], on: date
) -> None:
    going = [number for number in sorted(records, reverse=True) if number not in why]
    stays = {number: why[number] for number in records if number in why}
    if going:
        try:
            with session.begin_nested():
                rows = [kept.rows[place] for place in kept.places(going)]
                _say_taken_back(session, actor, [records[number].reference for number in going], rows)
                restore(session, actor, rows, on=on)
        except (IntegrityError, DomainError):
            # Something holds on to it that the look before did not know of.
            stays |= dict.fromkeys(going, Stays.USED)
    at: datetime = session.info["at"]
    for number, row in records.items():
        if number in stays:
            row.stays = stays[number].value
        else:
            row.undone_at = at


def _say_taken_back(session: Session, actor: Actor, references: Collection[str], rows: Collection[Row]) -> None:
    """A line for what each record became, and for an employer that came along with a place."""
    along = [session.get(Employer, row.number) for row in rows if (row.table, row.what) == ("employer", "made")]
    became = [row_of(session, reference) for reference in dict.fromkeys(references)]
    for one in dict.fromkeys((*became, *along)):
        if one is not None:
            record(session, actor, "import.taken_back", one)


def _close(session: Session, actor: Actor, batch: ImportBatch, kept: Kept) -> None:
    left, gone = saved_records(session, batch), taken_back(session, batch)
    batch.undone_at = session.info["at"]
    batch.journal = kept.told() if left else {}
    record(session, actor, "import.undone", batch, reason=f"{gone} records terug, {len(left)} blijven")
