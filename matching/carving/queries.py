"""What can be asked about dividing work differently."""

from datetime import date

from sqlalchemy import ColumnElement, Select, false, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from candidates.profile.models import Profile
from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import open_vacancies
from matching.carving.models import CarvedTask, Carving
from matching.carving.workflow import RUNNING, CarvingStatus
from matching.proposals.models import Proposal
from matching.proposals.queries import promised_candidates, working_candidates
from matching.proposals.workflow import OPEN
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate


@gate(Carving)
def carvings_visible_to(actor: Actor) -> Select[Carving]:
    """Proposals this person may see: agrees with ``may_see_carving``. Newest first, with what a list shows."""
    return (
        select(Carving)
        .where(_seen_by(actor))
        .options(joinedload(Carving.employer), joinedload(Carving.establishment), joinedload(Carving.made_by))
        .order_by(Carving.id.desc())
    )


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.EMPLOYER):
        return Carving.employer_id.in_(actor.employer_ids) & (Carving.status != CarvingStatus.DRAFT)
    return true() if actor.is_staff else false()


def find_carving(session: Session, actor: Actor, reference: str) -> Carving | None:
    """The proposal with this reference, if this person may know of it."""
    tasks = selectinload(Carving.tasks).joinedload(CarvedTask.source).selectinload(Vacancy.tasks)
    return find(session, actor, Carving, reference, tasks, joinedload(Carving.vacancy))


def running_carvings(actor: Actor) -> Select[Carving]:
    """Proposals that wait for a next step, and that this person may see."""
    return carvings_visible_to(actor).where(Carving.status.in_(RUNNING))


def carvings_at(actor: Actor, employer: Employer) -> Select[Carving]:
    """Every proposal at one employer that this person may see."""
    return carvings_visible_to(actor).where(Carving.employer_id == employer.id)


def still_to_lower(carving: Carving) -> Select[CarvedTask]:
    """Tasks at the places of this proposal that went to another new place and still stand at the old one."""
    return (
        select(CarvedTask)
        .join(CarvedTask.carving)
        .where(
            Carving.status == CarvingStatus.PLACED,
            Carving.id != carving.id,
            CarvedTask.source_id.in_([task.source_id for task in carving.tasks]),
            CarvedTask.lowered_on.is_(None),
        )
        .order_by(CarvedTask.id)
    )


def open_places_of(employer: Employer) -> Select[Vacancy]:
    """The open places of one employer, with their tasks and establishment."""
    return open_vacancies().where(Vacancy.employer_id == employer.id)


def not_waiting(session: Session, on: date) -> frozenset[int]:
    """Ids of candidates who do not wait for a first proposal: they work, are promised, are put forward, or come later."""
    put_forward = select(Proposal.candidate_id).where(Proposal.status.in_(OPEN))
    later = select(Profile.candidate_id).where(Profile.available_from > on)
    queries = (working_candidates(), promised_candidates(), put_forward, later)
    return frozenset(candidate for query in queries for candidate in session.scalars(query))
