"""What changes the memory of contacts: log one, keep what was promised, hand it to somebody else."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.contacts.cleaning import clean_moment
from employers.facts import MomentFacts
from employers.models import ContactMoment, ContactPerson, Employer
from werkbedrijf.foundation.actors import STAFF, Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused, NotAllowed

NOT_HERE = "Deze contactpersoon staat niet bij deze werkgever."
NOT_OURS = "Kies een collega die nu met werkgevers werkt."
NOT_OWN = "Deze collega mag het niet lezen: het contact is alleen voor de eigen organisatie."


def log_contact(session: Session, actor: Actor, employer: Employer, facts: MomentFacts, *, on: date) -> ContactMoment:
    """Write down what was discussed with an employer. All partners see that it happened, and the detail when shared.

    Raises InputRefused per field.
    """
    if actor.id is None or actor.organisation_id is None:
        raise NotAllowed("Een contact met een werkgever legt een medewerker van een van de partners vast.")
    clean = clean_moment(facts, on)
    person = _person_at(session, employer, clean.contact_person_id)
    reader = None if clean.shared else actor.organisation_id
    moment = ContactMoment(
        employer=employer,
        on=clean.held_on,
        subject_code=clean.subject_code,
        kind=clean.kind,
        kind_code=clean.kind_code,
        contact_person_id=person.id if person else None,
        spoke_with=clean.spoke_with or (person.name if person else ""),
        note=clean.note,
        next_step=clean.next_step,
        next_step_on=clean.next_step_on,
        agreement=clean.agreement,
        agreement_on=clean.agreement_on,
        shared=clean.shared,
        by_id=actor.id,
        organisation_id=actor.organisation_id,
    )
    if clean.next_step:
        moment.next_step_by_id = _owner(session, actor, clean.next_step_by_id, reader, "next_step_by")
    if clean.agreement:
        moment.agreement_by_id = _owner(session, actor, clean.agreement_by_id, reader, "agreement_by")
    session.add(moment)
    record(session, actor, "contact.logged", moment)
    return moment


def finish_next_step(session: Session, actor: Actor, moment: ContactMoment, *, on: date) -> None:
    """What would come next after a contact is done; it no longer waits."""
    if not moment.next_step:
        raise InputRefused({"next_step": "Bij dit contact is geen vervolg afgesproken."})
    moment.next_step_done_on = moment.next_step_done_on or on
    record(session, actor, "contact.next_step_done", moment)


def keep_agreement(session: Session, actor: Actor, moment: ContactMoment, *, on: date) -> None:
    """What was promised at a contact is done; it no longer waits."""
    if not moment.agreement:
        raise InputRefused({"agreement": "Bij dit contact is niets beloofd."})
    moment.agreement_done_on = moment.agreement_done_on or on
    record(session, actor, "contact.agreement_kept", moment)


def _person_at(session: Session, employer: Employer, person_id: int | None) -> ContactPerson | None:
    if person_id is None:
        return None
    person = session.get(ContactPerson, person_id)
    if person is None or person.employer_id != employer.id:
        raise InputRefused({"contact": NOT_HERE})
    return person


def _owner(session: Session, actor: Actor, owner_id: int | None, organisation_id: int | None, field: str) -> int:
    """Who keeps a promise: a colleague of ours who is here, and may read what it is about."""
    if owner_id is None or owner_id == actor.id:
        return int(actor.id or 0)
    owner = session.scalars(
        select(User).where(User.id == owner_id, User.is_active.is_(True), User.role.in_(STAFF))
    ).first()
    if owner is None:
        raise InputRefused({field: NOT_OURS})
    if organisation_id is not None and owner.organisation_id != organisation_id:
        raise InputRefused({field: NOT_OWN})
    return owner.id
