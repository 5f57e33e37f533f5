"""What can be asked about starts that were taken back."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from matching.placements.models import Placement
from matching.placements.takenback.models import TakenBack


def taken_back_of(placement: Placement) -> Select[TakenBack]:
    """Every time the start of a placement was taken back, newest first, with who did it."""
    asked = select(TakenBack).where(TakenBack.placement_id == placement.id)
    return asked.options(joinedload(TakenBack.taken_back_by)).order_by(TakenBack.id.desc())


def mistakes() -> Select[int]:
    """Ids of placements that should never have been there. Not one of them counts, also not as work that was called off."""
    return select(TakenBack.placement_id).where(TakenBack.whole)
