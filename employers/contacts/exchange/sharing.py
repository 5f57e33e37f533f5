"""Which contact moments of ours go out, and what of each: never more than every partner may read.

A file reaches parties outside the region. So a moment whose detail a partner keeps to itself goes out as the other partners
see it: that it happened, about what and how, and by whom; also when who takes the file belongs to that partner.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload

from employers.contacts.exchange.shape import MOST_RESULTS, About, Address, Answer, Match, Person, Question
from employers.contacts.exchange.writing import house_number
from employers.contacts.queries import contacts_of
from employers.models import ContactMoment, ContactPerson, Employer
from employers.record.models import EmployerAgreement
from employers.record.queries import agreements_of
from werkbedrijf.foundation.actors import User


def answer_to(session: Session, question: Question, *, on: date) -> Answer:
    """The answer of this region to a question; empty when it does not know the employer."""
    known = select(Employer).where(Employer.kvk == question.kvk, Employer.merged_into_id.is_(None))
    employer = session.scalars(known).first()
    if employer is None:
        return Answer()
    return answer_about(session, employer, question.since, on=on)


def answer_about(session: Session, employer: Employer, since: date | None, *, on: date) -> Answer:
    """The contact moments with an employer from a day on, newest first; a constant number of questions, however many."""
    query = contacts_of(employer)
    if since is not None:
        query = query.where(ContactMoment.on >= since)
    moments = session.scalars(query.options(joinedload(ContactMoment.contact_person)).limit(MOST_RESULTS + 1)).all()
    about = _about(session, employer, on)
    return Answer.of([_told(moment, about) for moment in moments])


@dataclass(frozen=True, slots=True)
class Going:
    """What a file would hold: how many moments there are, and of how many a partner keeps the detail."""

    moments: int
    kept: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more than one file holds."""
        return self.moments > MOST_RESULTS


def going(session: Session, employer: Employer, since: date | None) -> Going:
    """Count what a file would hold, before somebody takes it."""
    query = select(func.count(), func.sum(case((ContactMoment.shared.is_(True), 0), else_=1))).where(
        ContactMoment.employer_id == employer.id
    )
    if since is not None:
        query = query.where(ContactMoment.on >= since)
    moments, kept = session.execute(query).one()
    return Going(moments, int(kept or 0))


def _told(moment: ContactMoment, about: About) -> Match:
    return Match(
        on=moment.on,
        subject=moment.subject_code,
        kind=moment.code,
        by=_ours(moment.by, moment),
        employer=_with_person(about, _spoken_with(moment)) if moment.shared else about,
    )


def _ours(user: User, moment: ContactMoment) -> Person:
    reach = moment.shared and user.is_active
    return Person(
        name=user.name,
        organisation=moment.organisation.name,
        email=user.email if reach else "",
        phone=(user.phone or "") if reach else "",
    )


def _spoken_with(moment: ContactMoment) -> Person:
    person: ContactPerson | None = moment.contact_person
    if person is None:
        return Person(name=moment.spoke_with)
    reach = person.left_on is None
    return Person(
        name=person.name,
        function=person.function,
        email=person.email if reach else "",
        phone=person.phone if reach else "",
    )


def _with_person(about: About, person: Person) -> About:
    return replace(about, address=replace(about.address, person=person))


def _about(session: Session, employer: Employer, on: date) -> About:
    """The employer on a day. Our branch is a letter and the exchange wants a number, so that field stays empty."""
    agreements = session.scalars(agreements_of(employer))
    return About(
        name=employer.name,
        kvk=employer.kvk or "",
        agreement=_code_of(one for one in agreements if one.runs_on(on)),
        sbb=employer.is_training_company(on),
        address=_address(employer),
    )


def _code_of(running: Iterable[EmployerAgreement]) -> int | None:
    """The code of the agreement that began last, of those that have one."""
    coded = [one for one in running if one.exchange_code is not None]
    newest = max(coded, key=lambda one: (one.starts_on, one.id), default=None)
    return newest.exchange_code if newest else None


def _address(employer: Employer) -> Address:
    where = next(iter(employer.open_establishments), None)
    if where is None:
        return Address()
    number, addition = house_number(where.house_number)
    return Address(where.street, number, addition, where.place, where.postcode)
