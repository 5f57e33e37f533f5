"""An employer keeps its own contact persons: the region sees it at once, and nobody else's can be touched."""

import pytest
from sqlalchemy import select

from employers.models import ContactPerson
from employers.record.models import AgreementKind, EmployerAgreement
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.outbox import OutboxMessage

TYPED = {
    "contact_name": "Noor de Wit",
    "contact_function": "teamleider",
    "contact_phone": "053 123 45 67",
    "contact_email": "noor@bedrijf.example",
    "contact_channel": "e-mail",
}


@pytest.fixture
def firm(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    return stored.employer(account_manager_id=stored.user(Role.ACCOUNT_MANAGER, name="Bo Bellen").id)


def rows(database, table):
    session = database.session(at=NOW)
    try:
        return session.scalars(select(table).order_by(table.id)).all()
    finally:
        session.close()


def test_an_employer_adds_somebody_and_the_region_and_its_face_know(client, stored, database, firm):
    client.sign_in_as(stored.employer_user(firm, name="Eva Eigen"))
    page = client.post(f"/uw-contactpersonen/nieuw/{firm.reference}", TYPED)
    assert "Noor de Wit" in page.text and "Liefst via e-mail" in page.text

    (mail,) = rows(database, OutboxMessage)
    assert mail.subject == f"{firm.name} heeft een contactpersoon bijgewerkt" and "Noor" not in mail.body
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))
    assert "Noor de Wit" in client.get(f"/werkgevers/{firm.reference}").text


def test_a_change_is_written_down_with_who_did_it_and_never_with_the_old_value(client, stored, database, firm):
    contact = stored.contact(firm, name="Piet Post", phone="053 000 00 01")
    client.sign_in_as(stored.employer_user(firm, name="Eva Eigen"))
    where = f"/uw-contactpersonen/{contact.id}"
    assert "Piet Post" in client.get(where).text

    client.post(where, TYPED)

    assert [one.phone for one in rows(database, ContactPerson)] == ["053 123 45 67"]
    page = client.get(where)
    assert "Gewijzigd: naam, functie, telefoon, e-mail en liefst bereikbaar via" in page.text
    assert "Eva Eigen, bij de werkgever" in page.text
    assert "Piet" not in page.text and "053 000 00 01" not in page.text
    client.sign_in_as(firm.account_manager)
    assert "Eva Eigen, bij de werkgever" in client.get(f"/werkgevers/contactpersonen/{contact.id}").text
    (line,) = [one for one in rows(database, AuditEntry) if one.act == "contact_person.changed"]
    assert line.actor_role == "werkgever"


def test_who_saves_on_an_older_version_is_told_and_changes_nothing(client, stored, database, firm):
    contact = stored.contact(firm)
    client.sign_in_as(stored.employer_user(firm))
    where = f"/uw-contactpersonen/{contact.id}"
    client.post(where, TYPED | {"version": "1"})
    client.post(where, TYPED | {"version": "1", "contact_name": "Iemand anders"}, status=412)
    assert [one.name for one in rows(database, ContactPerson)] == ["Noor de Wit"]


def test_what_cannot_be_comes_back_with_a_sentence_and_what_was_typed(client, stored, database, firm):
    client.sign_in_as(stored.employer_user(firm))
    where = f"/uw-contactpersonen/nieuw/{firm.reference}"
    page = client.post(where, TYPED | {"contact_email": "geen adres", "contact_name": ""}, status=422)
    assert "teamleider" in page.html
    assert rows(database, ContactPerson) == []


def test_somebody_who_left_stands_apart_and_can_come_back(client, stored, database, firm):
    contact = stored.contact(firm, name="Piet Post")
    client.sign_in_as(stored.employer_user(firm))
    assert "Piet Post belden wij tot" in client.post(f"/uw-contactpersonen/{contact.id}/weg").text
    assert [one.left_on for one in rows(database, ContactPerson)] == [MONDAY]
    client.post(f"/uw-contactpersonen/{contact.id}/terug")
    assert [one.left_on for one in rows(database, ContactPerson)] == [None]


def test_nobody_but_the_employer_itself_comes_in_here(client, stored, firm):
    contact = stored.contact(firm)
    others = (stored.employer_user(stored.employer()), stored.user(Role.ACCOUNT_MANAGER), stored.user(Role.COACH))
    for user in others:
        client.sign_in_as(user)
        client.get(f"/uw-contactpersonen/{contact.id}", status=404)
        client.post(f"/uw-contactpersonen/{contact.id}", TYPED | {"version": "1"}, status=404)
        client.get(f"/uw-contactpersonen/nieuw/{firm.reference}", status=404)
        client.post(f"/uw-contactpersonen/{contact.id}/weg", status=404)


def test_the_own_page_says_what_is_known_of_social_return_and_that_nothing_is(client, stored, firm):
    client.sign_in_as(stored.employer_user(firm))
    where = f"/werkgevers/{firm.reference}"
    assert "Wij weten van geen SROI-verplichting" in client.get(where).text
    face = firm.account_manager
    duty = EmployerAgreement(
        employer=firm,
        kind=AgreementKind.SROI,
        subject="vijf procent van de opdracht",
        starts_on=MONDAY,
        until=None,
        by_id=face.id,
        organisation_id=face.organisation_id,
        made_on=MONDAY,
    )
    stored._add(duty, "employeragreement.made")
    page = client.get(where)
    assert "U heeft een SROI-verplichting: vijf procent van de opdracht." in page.text
    assert "van geen SROI" not in page.text
