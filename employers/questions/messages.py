"""What we tell about a question: its number and a page. What was asked is read there."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from employers.questions.models import EmployerQuestion
from employers.questions.owners import coordinators, who_answer
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.notices import Topic
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def asked(session: Session, question: EmployerQuestion, *, new_owner: bool = False) -> Iterator[Message]:
    """To who answers: there is a question. Once per person, also when it comes back to somebody."""
    for user in who_answer(session, question.owner, question.organisation_id):
        yield _message(
            session,
            question,
            "gesteld",
            user,
            f"{question.employer.name} wacht op antwoord" if new_owner else f"{question.employer.name} stelt een vraag",
            f"{question.employer.name} stelde vraag {question.reference}. Antwoord uiterlijk op {long_day(question.due_on)}.",
        )


def reminder(session: Session, question: EmployerQuestion) -> Iterator[Message]:
    """To who answers: the term is nearly over."""
    for user in who_answer(session, question.owner, question.organisation_id):
        yield _message(
            session,
            question,
            "herinnering",
            user,
            f"{question.employer.name} wacht nog op je antwoord",
            f"Vraag {question.reference} van {question.employer.name} staat nog open. Antwoord uiterlijk op {long_day(question.due_on)}.",
        )


def escalation(session: Session, question: EmployerQuestion) -> Iterator[Message]:
    """To the coordinators: nobody answered in time."""
    owner = question.owner.name if question.owner else question.organisation.name
    for user in coordinators(session):
        yield _message(
            session,
            question,
            "te-laat",
            user,
            f"{question.employer.name} kreeg geen antwoord op tijd",
            f"Vraag {question.reference} van {question.employer.name} had op {long_day(question.due_on)} een antwoord moeten "
            f"hebben van {owner}. Bespreek samen wie nu antwoordt.",
        )


def answered(session: Session, question: EmployerQuestion, users: list[User]) -> Iterator[Message]:
    """To the employer: the answer is there."""
    for user in users:
        yield _message(
            session,
            question,
            "antwoord",
            user,
            "U heeft antwoord op uw vraag",
            f"Uw vraag {question.reference} is beantwoord. U leest het antwoord na het inloggen:",
        )


def _message(
    session: Session, question: EmployerQuestion, what: str, user: User, subject: str, *paragraphs: str
) -> Message:
    where = link(session, f"/vragen/{question.reference}")
    body = "\n\n".join([f"Beste {user.name},", *paragraphs, where, CLOSING]) + "\n"
    key = f"vraag:{question.reference}:{what}:{user.id}"
    return Message(key, user.email, subject, body, Topic.QUESTIONS)
