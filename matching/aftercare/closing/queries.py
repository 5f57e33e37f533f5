"""What can be asked about closing assessments."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from candidates.queries import in_caseload_of
from employers.training.queries import training_of
from employers.vacancies.models import Vacancy
from matching.aftercare.closing.models import Assessment
from matching.aftercare.closing.workflow import AssessmentStatus
from matching.aftercare.policy import WORKED
from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import gate, visible


@gate(Assessment)
def assessments_visible_to(actor: Actor) -> Select[Assessment]:
    """Assessments of placements this person may know of, the newest version first."""
    mine = placements_visible_to(actor).order_by(None).with_only_columns(Placement.id)
    return (
        select(Assessment)
        .where(Assessment.placement_id.in_(mine))
        .options(
            joinedload(Assessment.placement).joinedload(Placement.vacancy).selectinload(Vacancy.tasks),
            selectinload(Assessment.written_by),
            selectinload(Assessment.witness),
        )
        .order_by(Assessment.number.desc())
    )


def find_assessment(session: Session, actor: Actor, reference: str) -> Assessment | None:
    """The version with this number, if this person may know of its placement."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    return session.scalars(visible(actor, Assessment).where(Assessment.id == int(reference))).first()


def versions_of(session: Session, actor: Actor, placement: Placement) -> Sequence[Assessment]:
    """Every version for a placement, the newest first."""
    return session.scalars(visible(actor, Assessment).where(Assessment.placement_id == placement.id)).all()


def drafts_in_caseload(actor: Actor) -> Select[Assessment]:
    """What waits for the word of somebody whose coach this person is."""
    return (
        visible(actor, Assessment)
        .join(Assessment.candidate)
        .join(Assessment.placement)
        .where(Assessment.status == AssessmentStatus.DRAFT, Placement.status.in_(WORKED), in_caseload_of(actor))
        .options(contains_eager(Assessment.candidate))
        .order_by(None)
        .order_by(Assessment.written_on, Assessment.id)
    )


def tasks_of(session: Session, placement: Placement) -> list[str]:
    """What somebody could learn there, one thing each: what the place says it teaches, or else its tasks."""
    place = training_of(session, placement.vacancy)
    lines = place.goal_lines if place is not None else []
    return list(dict.fromkeys(lines or [task.title for task in placement.vacancy.tasks]))
