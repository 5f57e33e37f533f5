"""Registering employers, their establishments, people and contacts."""

from datetime import date

import pytest
from sqlalchemy import select

from employers.actions import (
    add_contact,
    add_establishment,
    change_employer,
    finish_next_step,
    log_contact,
    register_employer,
    take_account,
)
from employers.errors import AlreadyKnown, HasFace
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts, MomentFacts
from employers.models import ContactKind, ContactMoment, Employer, Sector
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused, NotAllowed


def acts(session):
    return [entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_who_registers_an_employer_becomes_its_contact(session, make):
    anna = make.user(name="Anna")
    employer = register_employer(
        session, make.actor_of(anna), EmployerFacts("Bakkerij De Korenaar B.V.", kvk="08 123 456"), on=MONDAY
    )

    assert (employer.reference, employer.kvk, employer.search_name) == ("W-0001", "08123456", "bakkerij de korenaar")
    assert employer.account_manager is anna
    assert acts(session)[-1] == "employer.registered"


def test_a_known_kvk_number_is_refused_with_whom_to_call(session, make):
    anna = make.user(name="Anna Bos", organisation=make.organisation("Gemeente Hengelo"))
    known = make.employer("Bakkerij De Korenaar", kvk="08123456", account_manager=anna)
    log_contact(session, make.actor_of(anna), known, MomentFacts("Over leerwerkplekken"), on=date(2026, 11, 11))

    with pytest.raises(AlreadyKnown) as refusal:
        register_employer(session, make.actor(), EmployerFacts("De Korenaar", kvk="08123456"), on=MONDAY)

    assert refusal.value.problems["kvk"] == (
        "Bakkerij De Korenaar staat al in de regio. "
        "Aanspreekpunt: Anna Bos, Gemeente Hengelo, laatste contact 12 dagen geleden."
    )
    assert refusal.value.known.reference == known.reference
    assert session.scalars(select(Employer)).all() == [known]


def test_what_cannot_be_right_is_refused_per_field(session, make):
    with pytest.raises(InputRefused) as refusal:
        register_employer(session, make.actor(), EmployerFacts(" ", kvk="12", website="geen adres"), on=MONDAY)

    assert set(refusal.value.problems) == {"name", "kvk", "website"}


def test_changing_an_employer_keeps_its_own_kvk_and_refuses_that_of_another(session, make):
    ours, theirs = make.employer("Ons", kvk="11111111"), make.employer("Hun", kvk="22222222")

    change_employer(
        session, make.actor(), ours, EmployerFacts("Ons Groen BV", kvk="11111111", sector=Sector.GOVERNMENT), on=MONDAY
    )
    assert (ours.search_name, ours.sector) == ("ons groen", Sector.GOVERNMENT)

    with pytest.raises(AlreadyKnown, match="Hun staat al in de regio"):
        change_employer(session, make.actor(), ours, EmployerFacts("Ons", kvk=theirs.kvk), on=MONDAY)


def test_the_gemeente_of_an_establishment_follows_from_its_place(session, make):
    employer = make.employer("De Korenaar")
    place = add_establishment(session, make.actor(), employer, EstablishmentFacts("7511 aa", "Enschede"), on=MONDAY)

    assert (place.gemeente_code, place.postcode, place.name) == ("GM0153", "7511AA", "De Korenaar")
    assert employer.establishments == [place]


def test_a_place_that_is_no_gemeente_asks_for_the_gemeente(session, make):
    with pytest.raises(InputRefused, match="Kies de gemeente"):
        add_establishment(session, make.actor(), make.employer(), EstablishmentFacts("7532AA", "Glanerbrug"), on=MONDAY)
    told = EstablishmentFacts("7532AA", "Glanerbrug", gemeente_code="GM0153")
    assert add_establishment(session, make.actor(), make.employer(), told, on=MONDAY).gemeente_code == "GM0153"


def test_a_contact_person_can_be_reached_somehow(session, make):
    employer = make.employer()
    with pytest.raises(InputRefused, match="telefoonnummer of een e-mailadres"):
        add_contact(session, make.actor(), employer, ContactFacts("Kim"), on=MONDAY)

    kim = add_contact(session, make.actor(), employer, ContactFacts("Kim", phone="053 123 45 67"), on=MONDAY)
    assert employer.contacts == [kim]


def test_every_partner_logs_its_contacts_with_a_promise(session, make):
    actor, employer = make.actor(Role.COACH), make.employer()
    told = MomentFacts("Rondleiding gehad", ContactKind.VISIT, next_step="Offerte sturen", next_step_on=MONDAY)
    moment = log_contact(session, actor, employer, told, on=MONDAY)
    assert (moment.on, moment.by_id, moment.organisation_id) == (MONDAY, actor.id, actor.organisation_id)

    finish_next_step(session, actor, moment, on=MONDAY)
    assert moment.next_step_done_on == MONDAY
    assert acts(session)[-2:] == ["contact.logged", "contact.next_step_done"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (MomentFacts("  "), "note"),
        (MomentFacts("x", held_on=date(2026, 11, 24)), "held_on"),
        (MomentFacts("x", next_step="bellen", next_step_on=date(2026, 11, 1)), "next_step_on"),
        (MomentFacts("x", next_step_on=MONDAY), "next_step"),
    ],
)
def test_a_contact_that_cannot_be_right_is_refused(session, make, told, field):
    with pytest.raises(InputRefused) as refusal:
        log_contact(session, make.actor(), make.employer(), told, on=MONDAY)
    assert list(refusal.value.problems) == [field]
    assert session.scalars(select(ContactMoment)).all() == []


def test_an_employer_logs_no_contacts(session, make):
    employer = make.employer()
    speaker = make.actor_of(make.employer_user(employer))
    with pytest.raises(NotAllowed):
        log_contact(session, speaker, employer, MomentFacts("Hallo"), on=MONDAY)


def test_only_an_employer_without_a_contact_can_be_taken(session, make):
    anna, employer = make.user(name="Anna", phone="053 111 22 33"), make.employer("De Korenaar")
    take_account(session, make.actor_of(anna), employer, on=MONDAY)
    assert employer.account_manager is anna

    with pytest.raises(HasFace, match=r"Anna is al aanspreekpunt van De Korenaar.*053 111 22 33"):
        take_account(session, make.actor(), employer, on=MONDAY)


def test_an_employer_whose_contact_left_can_be_taken(session, make):
    gone, bas = make.user(), make.user()
    gone.is_active = False
    employer = make.employer(account_manager=gone)
    take_account(session, make.actor_of(bas), employer, on=MONDAY)
    assert employer.account_manager is bas
