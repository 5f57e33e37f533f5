"""What stays of somebody's work when that person is erased: how long it lasted, in whole weeks, and nothing else."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from matching.aftercare.staying.models import KeptSpell
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus


def keep_spells(session: Session, candidate: Candidate, *, on: date) -> int:
    """Write down how long each placement of this person lasted, without the person; returns how many."""
    began = (PlacementStatus.RUNNING, PlacementStatus.ENDED)
    mine = select(Placement).where(Placement.candidate_id == candidate.id, Placement.status.in_(began))
    kept = [
        KeptSpell(
            kind=one.kind, weeks=max(((one.ended_on or on) - one.starts_on).days, 0) // 7, ended=bool(one.ended_on)
        )
        for one in session.scalars(mine)
    ]
    session.add_all(kept)
    return len(kept)
