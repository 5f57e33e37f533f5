"""What can be asked about interruptions."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from matching.placements.interruptions.models import Interruption
from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to
from werkbedrijf.foundation.actors import Actor


def find_interruption(session: Session, actor: Actor, reference: str) -> Interruption | None:
    """The interruption with this number, if this person may know of its placement."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    mine = placements_visible_to(actor).order_by(None).with_only_columns(Placement.id)
    asked = select(Interruption).where(Interruption.id == int(reference), Interruption.placement_id.in_(mine))
    return session.scalars(asked.options(joinedload(Interruption.placement))).first()


def interruptions_of(placement: Placement) -> Select[Interruption]:
    """The interruptions of a placement that were not withdrawn, newest first."""
    mine = select(Interruption).where(Interruption.placement_id == placement.id, Interruption.withdrawn_on.is_(None))
    return mine.order_by(Interruption.starts_on.desc(), Interruption.id.desc())


def unpaid() -> ColumnElement[bool]:
    """That the work lies still without wage, so that its hours do not count, and was not withdrawn."""
    return and_(Interruption.withdrawn_on.is_(None), Interruption.wage_continues.is_(False))


def unpaid_on(day: date) -> Select[int]:
    """Ids of placements of which no hours count on a day."""
    return select(Interruption.placement_id).where(
        unpaid(),
        Interruption.starts_on <= day,
        or_(Interruption.ends_on.is_(None), Interruption.ends_on > day),
    )
