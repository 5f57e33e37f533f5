"""What the next colleague needs to know of an employer, short enough for one sheet of paper."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from employers.contacts.promises import Promise
from employers.contacts.queries import contacts_of, promises_of, words_of
from employers.contacts.seen import Seen, all_seen_by
from employers.models import ContactPerson, Employer
from employers.running import AtWork, at_work
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import places_of, vacancies_visible_to
from werkbedrijf.foundation.actors import Actor

MOST_PEOPLE = 4
MOST_PLACES = 6
MOST_PROMISES = 8
MOST_CONTACTS = 3
LONGEST_NOTE = 600
LONGEST_SAID = 220


@dataclass(frozen=True, slots=True)
class Capsule:
    """The sheet: what fits, and how much of it does not."""

    people: list[ContactPerson]
    places: list[Vacancy]
    more_places: int
    at_work: AtWork
    promises: list[Promise]
    more_promises: int
    contacts: list[Seen]
    works_here: str
    next_on: date | None
    day: date


def capsule_of(session: Session, actor: Actor, employer: Employer, day: date) -> Capsule:
    """The sheet of one employer as this person may read it."""
    places = list(session.scalars(places_of(vacancies_visible_to(actor), employer)).unique())
    working = at_work(session, actor, employer, day)
    promises = promises_of(session, actor, employer)
    moments = session.scalars(contacts_of(employer).limit(MOST_CONTACTS)).all()
    coming = [one.due_on for one in promises if one.due_on is not None]
    return Capsule(
        people=[one for one in employer.contacts if one.left_on is None][:MOST_PEOPLE],
        places=places[:MOST_PLACES],
        more_places=max(0, len(places) - MOST_PLACES),
        at_work=AtWork(working.rows[:MOST_PLACES], working.total - len(working.rows[:MOST_PLACES])),
        promises=promises[:MOST_PROMISES],
        more_promises=max(0, len(promises) - MOST_PROMISES),
        contacts=all_seen_by(actor, moments, words_of(session)),
        works_here=employer.note[:LONGEST_NOTE] + ("…" if len(employer.note) > LONGEST_NOTE else ""),
        next_on=min(coming, default=None),
        day=day,
    )
