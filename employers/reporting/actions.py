"""What an employer tells of a new place, kept as a concept that only colleagues see, and told to the face of the employer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from employers.models import Employer, Establishment
from employers.vacancies.actions import log_vacancy
from employers.vacancies.facts import VacancyFacts
from employers.vacancies.models import Vacancy, VacancyKind
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import Message, link, tell

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


@dataclass(frozen=True, slots=True)
class Reported:
    """The five answers. ``hours`` per week; ``more`` is what somebody has to be able to do, and anything else."""

    work: str
    hours: Decimal | None
    establishment: Establishment | None
    starts_on: date | None
    more: str = ""


def report_place(session: Session, actor: Actor, employer: Employer, told: Reported, *, on: date) -> Vacancy:
    """Keep what the employer said as a concept for its face. Raises InputRefused per question."""
    problems = {}
    if told.hours is None:
        problems["hours"] = "Vul in hoeveel uur per week het ongeveer is. Bespreken kan altijd nog."
    if told.establishment is None or told.establishment.employer_id != employer.id:
        problems["establishment"] = "Kies waar het werk is."
    if not told.work.strip():
        problems["work"] = "Vertel in een paar woorden wat voor werk het is."
    if problems:
        raise InputRefused(problems)
    assert told.establishment is not None and told.hours is not None  # noqa: S101, PT018  # refused above
    facts = VacancyFacts(
        # What kind it becomes is talked over; until then it is work like any other.
        kind=VacancyKind.VACANCY,
        title=told.work,
        hours_min=told.hours,
        hours_max=told.hours,
        starts_on=told.starts_on,
        description=told.more,
    )
    try:
        vacancy = log_vacancy(session, actor, told.establishment, facts, on=on)
    except InputRefused as refused:
        raise InputRefused({_QUESTION.get(name, name): words for name, words in refused.problems.items()}) from refused
    record(session, actor, "vacancy.reported", vacancy)
    for message in _to_the_face(session, employer, vacancy):
        tell(session, message)
    return vacancy


# The question at which an answer is refused, by the name of the fact.
_QUESTION = {"title": "work", "hours_min": "hours", "hours_max": "hours", "description": "more"}


def _to_the_face(session: Session, employer: Employer, vacancy: Vacancy) -> Iterator[Message]:
    face = employer.account_manager
    if face is None or not face.is_active:
        return
    yield Message(
        key=f"plek:{vacancy.reference}:gemeld:{face.id}",
        to_address=face.email,
        subject=f"{employer.name} meldt een nieuwe plek",
        body="\n\n".join(
            [
                f"Beste {face.name},",
                f"{employer.name} meldde zelf de plek {vacancy.title} ({vacancy.reference}), nu nog een concept.",
                f"Bel de werkgever, maak de plek af en zet hem open:\n\n{link(session, f'/plekken/{vacancy.reference}')}",
                CLOSING,
            ]
        )
        + "\n",
    )
