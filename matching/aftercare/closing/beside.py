"""What was learned, for whoever takes the start of a placement back: what is signed stands."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.aftercare.closing.models import Assessment
from matching.aftercare.closing.workflow import AssessmentStatus
from matching.placements.models import Placement
from matching.placements.takenback.beside import Beside

SIGNED = (
    "De kandidaat heeft getekend voor wat hier is geleerd. Er is dus gewerkt, en dat kan niet meer worden teruggenomen. "
    "Klopte alleen de laatste werkdag niet? Verbeter dan het einde."
)


def _signed(session: Session, placement: Placement) -> Iterator[str]:
    signed = (Assessment.placement_id == placement.id, Assessment.status == AssessmentStatus.SIGNED)
    if session.scalar(select(Assessment.id).where(*signed).limit(1)) is not None:
        yield SIGNED


LEARNED = Beside(stops=_signed)
