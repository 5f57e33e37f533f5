"""What the end of a placement does to its interruptions, and how that is taken back."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.placements.interruptions.models import Interruption
from matching.placements.interruptions.queries import interruptions_of
from matching.placements.models import Placement


def close_interruptions(session: Session, placement: Placement, ended_on: date, *, on: date) -> list[Interruption]:
    """Nothing lies still any more once the work is over. Returns what changed, for the record of the act."""
    changed = []
    for row in session.scalars(interruptions_of(placement)):
        if row.starts_on >= ended_on:
            row.withdrawn_on = on
        elif row.ends_on is None or row.ends_on > ended_on:
            row.open_until, row.ends_on = row.ends_on, ended_on
        else:
            continue
        row.closed_with_work = True
        changed.append(row)
    return changed


def reopen_interruptions(session: Session, placement: Placement) -> list[Interruption]:
    """What the end did to interruptions is taken back; what people closed or withdrew themselves stays. Returns what changed."""
    closed = select(Interruption).where(Interruption.placement_id == placement.id, Interruption.closed_with_work)
    changed = list(session.scalars(closed.order_by(Interruption.id)))
    for row in changed:
        if row.withdrawn_on is None:
            row.ends_on, row.open_until = row.open_until, None
        row.withdrawn_on, row.closed_with_work = None, False
    session.flush()
    return changed
