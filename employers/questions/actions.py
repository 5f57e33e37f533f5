"""What changes a question: asked, answered, taken back, and what the clock does with it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.contacts.actions import log_contact
from employers.facts import MomentFacts
from employers.models import ContactKind, Employer
from employers.questions import messages
from employers.questions.models import EmployerQuestion
from employers.questions.owners import owner_now
from employers.questions.terms import after_working_days
from employers.questions.workflow import QUESTION
from werkbedrijf.foundation.actors import Actor, Role, User, speaks_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference

MOST_WORDS = 1000


def ask(session: Session, actor: Actor, employer: Employer, text: str, *, on: date) -> EmployerQuestion:
    """A question of an employer; whoever answers is told at once. Raises InputRefused for ``text``."""
    words = _checked("text", text, "Schrijf op wat de vraag is.")
    owner = owner_now(session, employer, otherwise=actor.organisation_id)
    question = EmployerQuestion(
        reference=next_reference(session, Kind.QUESTION),
        employer=employer,
        asked_by_id=actor.id,
        asked_at=session.info["at"],
        asked_on=on,
        text=words,
        due_on=after_working_days(on, whole_number_on(session, Parameter.QUESTION_DAYS, on)),
        owner_id=owner.user_id,
        organisation_id=owner.organisation_id,
        status=QUESTION.start,
    )
    session.add(question)
    record(session, actor, "question.asked", question)
    session.flush()
    session.refresh(question, ["owner", "organisation"])
    for message in messages.asked(session, question):
        tell(session, message)
    return question


def answer(
    session: Session,
    actor: Actor,
    question: EmployerQuestion,
    text: str,
    *,
    contact: ContactKind | None = None,
    on: date,
) -> None:
    """Answer it; the employer reads the text. ``contact`` says that it was in a contact, which is then logged as well.

    Raises InputRefused for ``text``, and NotNow when somebody else answered it.
    """
    words = _checked("text", text, "Schrijf op wat het antwoord is. De werkgever leest dit.")
    question.move("answer")
    question.answer = words
    question.answered_on = on
    question.answered_by_id = actor.id
    if contact is not None:
        note = f"Vraag {question.reference} beantwoord: {words}"
        question.moment_id = log_contact(session, actor, question.employer, MomentFacts(note, kind=contact), on=on).id
    record(session, actor, "question.answered", question)
    for message in messages.answered(session, question, _asked_for(session, question)):
        tell(session, message)


def withdraw(session: Session, actor: Actor, question: EmployerQuestion, *, on: date) -> None:
    """It need not be answered any more."""
    question.move("withdraw")
    record(session, actor, "question.withdrawn", question)


def hand_to_present_owner(session: Session, actor: Actor, question: EmployerQuestion, *, on: date) -> bool:
    """Another face, or one who left: whoever answers now has it, and is told. False when nothing changed."""
    owner = owner_now(session, question.employer, otherwise=question.organisation_id)
    if (owner.user_id, owner.organisation_id) == (question.owner_id, question.organisation_id):
        return False
    question.owner_id, question.organisation_id = owner.user_id, owner.organisation_id
    record(session, actor, "question.handed_over", question)
    session.refresh(question, ["owner", "organisation"])
    for message in messages.asked(session, question, new_owner=True):
        tell(session, message)
    return True


def remind(session: Session, actor: Actor, question: EmployerQuestion, *, on: date) -> None:
    """The term is nearly over, and there is no answer; once."""
    question.reminded_on = on
    record(session, actor, "question.reminded", question)
    for message in messages.reminder(session, question):
        tell(session, message)


def escalate(session: Session, actor: Actor, question: EmployerQuestion, *, on: date) -> None:
    """The term is over, and there is no answer: the coordinators know it from now on; once."""
    question.escalated_on = on
    record(session, actor, "question.escalated", question)
    for message in messages.escalation(session, question):
        tell(session, message)


def _asked_for(session: Session, question: EmployerQuestion) -> list[User]:
    """Who asked it at the employer; when a colleague wrote it down, everybody there who can sign in."""
    if question.asked_by.role == Role.EMPLOYER:
        return [question.asked_by] if question.asked_by.is_active else []
    theirs = select(speaks_for.c.user_id).where(speaks_for.c.employer_id == question.employer_id)
    return list(session.scalars(select(User).where(User.id.in_(theirs), User.is_active).order_by(User.id)))


def _checked(field: str, text: str, when_empty: str) -> str:
    words = text.strip()
    if not words:
        raise InputRefused({field: when_empty})
    if len(words) > MOST_WORDS:
        raise InputRefused({field: f"Gebruik ten hoogste {MOST_WORDS} tekens."})
    refuse_health(field, words, of_work=True)
    return words
