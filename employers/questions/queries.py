"""What can be asked about questions of employers."""

from datetime import date

from sqlalchemy import BindParameter, Select, case, false, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.models import Employer
from employers.questions.models import EmployerQuestion
from employers.questions.terms import Asked
from employers.questions.workflow import QuestionStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import find, gate, visible


@gate(EmployerQuestion)
def questions_known_to(actor: Actor) -> Select[EmployerQuestion]:
    """All of them for staff, the coordinator and the timetable; their own for employers."""
    query = select(EmployerQuestion)
    if actor.is_staff or actor.is_a(Role.COORDINATOR, Role.SYSTEM):
        return query
    if actor.is_a(Role.EMPLOYER):
        return query.where(EmployerQuestion.employer_id.in_(actor.employer_ids))
    return query.where(false())


def find_question(session: Session, actor: Actor, reference: str) -> EmployerQuestion | None:
    """The question with this reference, if this person may know of it."""
    return find(session, actor, EmployerQuestion, reference.strip().upper(), joinedload(EmployerQuestion.employer))


def questions_for(actor: Actor) -> Select[EmployerQuestion]:
    """Every question this person may see: what waits first, by its term; then the newest."""
    beside = (
        joinedload(EmployerQuestion.employer),
        joinedload(EmployerQuestion.owner),
        joinedload(EmployerQuestion.organisation),
    )
    closed = EmployerQuestion.status != QuestionStatus.OPEN
    by_term = case((~closed, EmployerQuestion.due_on))
    waits = (closed, by_term, EmployerQuestion.asked_on.desc(), EmployerQuestion.id.desc())
    return visible(actor, EmployerQuestion).options(*beside).order_by(*waits)


def for_me(actor: Actor) -> Select[EmployerQuestion]:
    """Open questions this person answers: the own ones, and those of the partner that nobody in particular answers."""
    ours = EmployerQuestion.owner_id.is_(None) & (EmployerQuestion.organisation_id == actor.organisation_id)
    return questions_for(actor).where(
        EmployerQuestion.status == QuestionStatus.OPEN, or_(EmployerQuestion.owner_id == actor.id, ours)
    )


def too_late(actor: Actor, day: date | BindParameter[date]) -> Select[EmployerQuestion]:
    """Open questions whose term ended before a day."""
    return questions_for(actor).where(EmployerQuestion.status == QuestionStatus.OPEN, EmployerQuestion.due_on < day)


def lately_answered(actor: Actor, since: date | BindParameter[date]) -> Select[EmployerQuestion]:
    """Answers from a day on, newest first."""
    answered = questions_for(actor).where(EmployerQuestion.answered_on >= since)
    return answered.order_by(None).order_by(EmployerQuestion.answered_on.desc(), EmployerQuestion.id.desc())


def open_questions_for_update() -> Select[EmployerQuestion]:
    """What the clock looks at; nobody else does so meanwhile."""
    waiting = select(EmployerQuestion).where(EmployerQuestion.status == QuestionStatus.OPEN)
    return waiting.order_by(EmployerQuestion.id).with_for_update()


def asked_between(session: Session, first: date, last: date) -> list[Asked]:
    """What the clock says of every question that was asked in these days and not taken back."""
    asked = select(EmployerQuestion.asked_on, EmployerQuestion.due_on, EmployerQuestion.answered_on).where(
        EmployerQuestion.asked_on.between(first, last), EmployerQuestion.status != QuestionStatus.WITHDRAWN
    )
    return [Asked(*row) for row in session.execute(asked)]


def own_employers(session: Session, actor: Actor) -> list[Employer]:
    """The employers this person speaks for."""
    return list(session.scalars(visible(actor, Employer))) if actor.is_a(Role.EMPLOYER) else []
