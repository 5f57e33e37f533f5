"""Employers that may be one, on their pages and at night."""

import pytest
from sqlalchemy import select

from employers.merging.jobs import find_employer_pairs
from employers.merging.models import EmployerMerge, EmployerPair, PairVerdict
from employers.models import Employer
from tests.making import MONDAY


@pytest.fixture
def twice(client, stored):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(name="Anna", organisation=stored.organisation("Gemeente Enschede")))
    first, second = stored.employer("Bakkerij De Korenaar"), stored.employer("Bakkerij De Korenaer", kvk=None)
    for one in (first, second):
        stored.establishment(one, house_number="12")
    stored.contact(second, name="Noor Voorbeeld")
    return first, second


def look(stored):
    found = find_employer_pairs(stored.session, on=MONDAY)
    stored.session.commit()
    return found


def test_the_night_finds_who_is_there_twice_and_asks_once(client, stored, twice):
    assert (look(stored), look(stored)) == (1, 0)

    page = client.get("/werkgevers/dubbel")
    assert "de namen zijn bijna gelijk (95 van de 100), hetzelfde adres" in page.text
    assert "Misschien dubbel: 1" in client.get("/werkgevers").text
    assert "Bakkerij De Korenaer (W-0002) lijkt op deze werkgever." in client.get("/werkgevers/W-0001").text
    assert "Misschien dubbel: 1 paar werkgevers om te bekijken" in client.get("/vandaag").text

    pair = stored.session.scalars(select(EmployerPair)).one()
    page = client.post(f"/werkgevers/dubbel/{pair.id}/verschillend", {})
    assert "Er zijn geen werkgevers die op elkaar lijken." in page.text
    assert "lijkt op deze werkgever" not in client.get("/werkgevers/W-0001").text
    assert look(stored) == 0


def test_two_are_brought_together_and_taken_apart_again(client, stored, twice):
    look(stored)
    page = client.get("/werkgevers/W-0001/samenvoegen/W-0002")
    assert page.h1 == "Zijn dit dezelfde?"
    assert "Naar Bakkerij De Korenaar gaat: 1 contactpersoon." in page.text
    assert "is dezelfde vestiging als" in page.text

    page = client.post("/werkgevers/W-0001/samenvoegen/W-0002", {"name": "ander"})
    assert "Bakkerij De Korenaer is samengevoegd met" in page.text

    old = client.get("/werkgevers/W-0002", follow=True)
    assert old.h1 == "Bakkerij De Korenaer"
    assert "W-0002 is samengevoegd met Bakkerij De Korenaer. Je bent nu daar." in old.text
    assert "Noor Voorbeeld" in old.text and "Hierin opgegaan" in old.text

    stored.session.rollback()
    done = stored.session.scalars(select(EmployerMerge)).one()
    page = client.post(f"/werkgevers/samenvoegingen/{done.id}/ongedaan", {})
    assert "De samenvoeging is ongedaan gemaakt." in page.text and "staan weer apart" in page.text
    stored.session.rollback()
    names = stored.session.scalars(select(Employer.name).order_by(Employer.id)).all()
    assert names == ["Bakkerij De Korenaar", "Bakkerij De Korenaer"]
    verdict = stored.session.scalars(select(EmployerPair.verdict)).one()
    assert verdict is PairVerdict.OPEN


def test_who_saw_an_older_version_is_told(client, stored, twice):
    typed = {"name": "blijft", "version": "7", "other_version": "7"}
    page = client.post("/werkgevers/W-0001/samenvoegen/W-0002", typed | {"based_on": "iets-ouds"})

    assert page.status == 412
    stored.session.rollback()
    assert stored.session.scalars(select(EmployerMerge)).all() == []


def test_the_other_can_be_searched(client, stored, twice):
    page = client.get("/werkgevers/W-0001/samenvoegen?q=korenaer")

    assert "Bakkerij De Korenaer" in page.text
    assert "Geen andere werkgever" in client.get("/werkgevers/W-0001/samenvoegen?q=zzzzzz").text
