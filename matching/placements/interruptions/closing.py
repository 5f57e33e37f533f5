"""What the end of a placement does to its interruptions."""

from datetime import date

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
            row.ends_on = ended_on
        else:
            continue
        changed.append(row)
    return changed
