"""What can be asked about ends that were put right."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from matching.placements.endings.models import ReplacedEnd
from matching.placements.models import Placement, ReplacedTerms
from matching.placements.reasons import TermsReason
from matching.placements.workflow import PlacementStatus


def replaced_ends_of(placement: Placement) -> Select[ReplacedEnd]:
    """What was registered about the end of a placement and holds no more, newest first, with who put it right."""
    asked = select(ReplacedEnd).where(ReplacedEnd.placement_id == placement.id)
    newest = asked.order_by(ReplacedEnd.replaced_on.desc(), ReplacedEnd.id.desc())
    return newest.options(joinedload(ReplacedEnd.replaced_by))


def work_after(session: Session, placement: Placement) -> Placement | None:
    """The first other work of this person that begins after this work began and is not cancelled, or None."""
    asked = select(Placement).where(
        Placement.candidate_id == placement.candidate_id,
        Placement.id != placement.id,
        Placement.status != PlacementStatus.CANCELLED,
        Placement.starts_on >= placement.starts_on,
    )
    return session.scalars(asked.order_by(Placement.starts_on, Placement.id).limit(1)).first()


def ended_away(session: Session, placement: Placement) -> list[ReplacedTerms]:
    """Terms that were planned for days after the end, and fell away by it; the last told about a day, oldest day first."""
    asked = select(ReplacedTerms).where(
        ReplacedTerms.placement_id == placement.id,
        ReplacedTerms.reason == TermsReason.ENDED,
        ReplacedTerms.starts_on >= placement.ended_on,
    )
    told = {row.starts_on: row for row in session.scalars(asked.order_by(ReplacedTerms.id))}
    return [told[day] for day in sorted(told)]
