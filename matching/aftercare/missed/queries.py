"""What can be asked about days of one placement."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from matching.aftercare.models import MissedWork
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible

MOST = 100


def days_of(session: Session, actor: Actor, placement: Placement) -> Sequence[MissedWork]:
    """The newest days that were not worked as agreed and were not taken back."""
    asked = visible(actor, MissedWork).where(MissedWork.placement_id == placement.id, MissedWork.withdrawn_on.is_(None))
    return session.scalars(asked.limit(MOST)).all()
