"""What changes an employer, its establishments, its people and its contacts."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from employers.cleaning import clean_contact, clean_employer, clean_establishment
from employers.contacts.actions import finish_next_step, keep_agreement, log_contact
from employers.errors import AlreadyKnown, HasFace
from employers.faces.changing import put_face
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts
from employers.lookalikes import known_by_kvk
from employers.models import ContactPerson, Employer, Establishment
from employers.naming import search_name
from employers.record.keeping import keep_names, keep_sector
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.references import Kind, next_reference

__all__ = [
    "add_contact",
    "add_establishment",
    "change_employer",
    "finish_next_step",
    "keep_agreement",
    "log_contact",
    "register_employer",
    "register_with_first_place",
    "take_account",
]


def register_employer(session: Session, actor: Actor, facts: EmployerFacts, *, on: date) -> Employer:
    """Register an employer once for the whole region; an account manager who does it becomes its contact.

    Raises InputRefused per field, and AlreadyKnown for a KvK number the region has. A name that looks like another is
    the door's question, not a refusal.
    """
    clean = clean_employer(facts)
    _refuse_known_kvk(session, clean.kvk, on)
    employer = Employer(
        reference=next_reference(session, Kind.EMPLOYER),
        registered_on=on,
        sector=clean.sector,
    )
    _say(employer, clean)
    _save_with_kvk(session, employer)
    also = [*keep_names(session, employer, clean.trade_names, on=on), *keep_sector(session, employer, clean, on=on)]
    if actor.is_a(Role.ACCOUNT_MANAGER):
        put_face(session, actor, employer, actor.id, on=on, act="employer.taken")
    record(session, actor, "employer.registered", employer, *also)
    return employer


def register_with_first_place(
    session: Session,
    actor: Actor,
    facts: EmployerFacts,
    establishment: EstablishmentFacts,
    contact: ContactFacts | None,
    *,
    on: date,
) -> Employer:
    """Register an employer together with its first vestiging and, if told, someone to speak with: all or nothing.

    Raises InputRefused with the sentences of all three at once; those about the person start with ``contact_``.
    """
    problems: dict[str, str] = {}
    for prefix, check in (
        ("", lambda: clean_employer(facts)),
        ("", lambda: clean_establishment(establishment, facts.name)),
        ("contact_", lambda: clean_contact(contact) if contact else None),
    ):
        try:
            check()
        except InputRefused as refusal:
            problems |= {prefix + name: sentence for name, sentence in refusal.problems.items()}
    if problems:
        raise InputRefused(problems)
    employer = register_employer(session, actor, facts, on=on)
    add_establishment(session, actor, employer, establishment, on=on)
    if contact:
        add_contact(session, actor, employer, contact, on=on)
    return employer


def change_employer(session: Session, actor: Actor, employer: Employer, facts: EmployerFacts, *, on: date) -> None:
    """Correct what is known of an employer. Refusals as with registering."""
    clean = clean_employer(facts)
    if clean.kvk != (employer.kvk or ""):
        _refuse_known_kvk(session, clean.kvk, on)
    named = keep_names(session, employer, clean.trade_names, on=on)
    sectors = keep_sector(session, employer, clean, on=on)
    _say(employer, clean)
    names = ("trade_names",) if named else ()
    record(session, actor, "employer.changed", employer, *named, *sectors, fields=names)


def add_establishment(
    session: Session, actor: Actor, employer: Employer, facts: EstablishmentFacts, *, on: date
) -> Establishment:
    """Add a vestiging: a place where work is done. Raises InputRefused per field."""
    clean = clean_establishment(facts, employer.name)
    establishment = Establishment(
        reference=next_reference(session, Kind.ESTABLISHMENT),
        employer=employer,
        name=clean.name,
        branch_number=clean.branch_number or None,
        street=clean.street,
        house_number=clean.house_number,
        postcode=clean.postcode,
        place=clean.place,
        gemeente_code=clean.gemeente_code,
    )
    session.add(establishment)
    record(session, actor, "establishment.added", establishment)
    return establishment


def add_contact(session: Session, actor: Actor, employer: Employer, facts: ContactFacts, *, on: date) -> ContactPerson:
    """Add someone to speak with. Raises InputRefused per field."""
    clean = clean_contact(facts)
    contact = ContactPerson(
        employer=employer,
        name=clean.name,
        function=clean.function,
        phone=clean.phone,
        email=clean.email,
        channel=clean.channel,
    )
    session.add(contact)
    record(session, actor, "contact_person.added", contact)
    return contact


def take_account(session: Session, actor: Actor, employer: Employer, *, on: date) -> None:
    """Become the contact of an employer that has none. Raises HasFace, which says whom to ask."""
    face = employer.account_manager
    if face is not None and face.is_active and face.id != actor.id:
        raise HasFace(employer.name, face.name, f" via {face.phone}" if face.phone else " met deze collega")
    put_face(session, actor, employer, actor.id, on=on, act="employer.taken")


def _say(employer: Employer, facts: EmployerFacts) -> None:
    employer.name = facts.name
    employer.search_name = search_name(facts.name)
    employer.kvk = facts.kvk or None
    employer.sbi_section = facts.sbi_section or None
    employer.size = facts.size
    employer.sbb_recognised = facts.sbb_recognised
    employer.sbb_until = facts.sbb_until
    employer.sbb_number = facts.sbb_number
    employer.website = facts.website
    employer.note = facts.note


def _refuse_known_kvk(session: Session, kvk: str, on: date) -> None:
    known = known_by_kvk(session, kvk) if kvk else None
    if known:
        raise AlreadyKnown(known, on)


def _save_with_kvk(session: Session, employer: Employer) -> None:
    """Two colleagues may register the same firm in the same second; the database decides who was first."""
    session.add(employer)
    try:
        session.flush()
    except IntegrityError as problem:
        raise InputRefused(
            {"kvk": "Een collega heeft deze werkgever net geregistreerd. Zoek de werkgever op naam."}
        ) from problem
