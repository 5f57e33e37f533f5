"""What changes the record of an employer: people, vestigingen, agreements, and whether it wants no calls."""

from datetime import date

from sqlalchemy.orm import Session

from employers.cleaning import clean_contact, clean_establishment
from employers.facts import ContactFacts, EstablishmentFacts
from employers.models import ContactPerson, Employer, Establishment
from employers.record.cleaning import clean_agreement, clean_closing, clean_no_calls
from employers.record.facts import AgreementFacts, ClosingFacts, NoCallsFacts
from employers.record.models import EmployerAgreement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import NotAllowed


def change_contact(session: Session, actor: Actor, contact: ContactPerson, facts: ContactFacts, *, on: date) -> None:
    """Correct what is known of someone to speak with. Raises InputRefused per field."""
    clean = clean_contact(facts)
    contact.name = clean.name
    contact.function = clean.function
    contact.phone = clean.phone
    contact.email = clean.email
    contact.channel = clean.channel
    record(session, actor, "contact_person.changed", contact)


def say_contact_left(session: Session, actor: Actor, contact: ContactPerson, *, on: date) -> None:
    """Someone is no longer the one to speak with; what was said and agreed with this person stays. Again changes nothing."""
    if contact.left_on is None:
        contact.left_on = on
        record(session, actor, "contact_person.left", contact)


def say_contact_is_back(session: Session, actor: Actor, contact: ContactPerson, *, on: date) -> None:
    """Someone can be spoken with again. Again changes nothing."""
    if contact.left_on is not None:
        contact.left_on = None
        record(session, actor, "contact_person.resumed", contact)


def change_establishment(
    session: Session, actor: Actor, establishment: Establishment, facts: EstablishmentFacts, *, on: date
) -> None:
    """Correct what is known of a vestiging. Raises InputRefused per field."""
    clean = clean_establishment(facts, establishment.employer.name)
    establishment.name = clean.name
    establishment.branch_number = clean.branch_number or None
    establishment.street = clean.street
    establishment.house_number = clean.house_number
    establishment.postcode = clean.postcode
    establishment.place = clean.place
    establishment.gemeente_code = clean.gemeente_code
    record(session, actor, "establishment.changed", establishment)


def close_establishment(
    session: Session, actor: Actor, establishment: Establishment, facts: ClosingFacts, *, on: date
) -> None:
    """No work is done at a vestiging from a day on. What is there stays, and nothing new begins there.

    Raises InputRefused per field.
    """
    clean = clean_closing(facts, on)
    establishment.closed_on = clean.closed_on
    establishment.closed_reason = clean.reason
    record(session, actor, "establishment.closed", establishment)


def reopen_establishment(session: Session, actor: Actor, establishment: Establishment, *, on: date) -> None:
    """Work is done at a vestiging again. Again changes nothing."""
    if establishment.closed_on is not None:
        establishment.closed_on, establishment.closed_reason = None, ""
        record(session, actor, "establishment.reopened", establishment)


def agree(session: Session, actor: Actor, employer: Employer, facts: AgreementFacts, *, on: date) -> EmployerAgreement:
    """Write down what a partner agreed with an employer. Raises InputRefused per field."""
    if actor.id is None or actor.organisation_id is None:
        raise NotAllowed("Een afspraak met een werkgever legt een medewerker van een van de partners vast.")
    clean = clean_agreement(facts, employer, on)
    agreement = EmployerAgreement(
        employer=employer, by_id=actor.id, organisation_id=actor.organisation_id, made_on=on, **_told(clean, on)
    )
    session.add(agreement)
    record(session, actor, "employeragreement.made", agreement)
    return agreement


def change_agreement(
    session: Session, actor: Actor, agreement: EmployerAgreement, facts: AgreementFacts, *, on: date
) -> None:
    """Correct an agreement, or say until when it counts. Raises InputRefused per field."""
    clean = clean_agreement(facts, agreement.employer, agreement.made_on)
    for name, value in _told(clean, agreement.starts_on).items():
        setattr(agreement, name, value)
    record(session, actor, "employeragreement.changed", agreement)


def _told(facts: AgreementFacts, starts_on: date) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "subject": facts.subject,
        "starts_on": facts.starts_on or starts_on,
        "until": facts.until,
        "contact_id": facts.contact_id,
        "note": facts.note,
        "exchange_code": facts.exchange_code,
    }


def leave_in_peace(session: Session, actor: Actor, employer: Employer, facts: NoCallsFacts, *, on: date) -> None:
    """An employer asked not to be called. Who calls by list leaves it out. Raises InputRefused per field."""
    clean = clean_no_calls(facts, on)
    if employer.may_be_called(on):
        employer.no_calls_since = on
    employer.no_calls_reason = clean.reason
    employer.no_calls_until = clean.until
    record(session, actor, "employer.left_in_peace", employer)


def allow_calls(session: Session, actor: Actor, employer: Employer, *, on: date) -> None:
    """An employer may be called again. Again changes nothing."""
    if employer.no_calls_since is not None:
        employer.no_calls_since = employer.no_calls_until = None
        employer.no_calls_reason = ""
        record(session, actor, "employer.calls_allowed", employer)
