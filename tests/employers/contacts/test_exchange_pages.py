"""Taking contacts along as a VUM file, and the words of the codes for agreements, in the pages."""

import json

import pytest

from employers.contacts.actions import log_contact
from employers.contacts.exchange.reading import read_answer
from employers.contacts.exchange.shape import Question
from employers.contacts.exchange.sharing import answer_to
from employers.facts import MomentFacts
from tests.making import MONDAY
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role


@pytest.fixture
def known(stored, anna):
    employer = stored.employer("De Zon", kvk="01234567")
    hilde = stored.user(organisation=stored.organisation("Gemeente Hengelo"), name="Hilde Hengelo")
    log_contact(stored.session, stored.actor_of(anna), employer, MomentFacts("Open verhaal"), on=MONDAY)
    private = MomentFacts("Stil verhaal", spoke_with="Kim Geheim", shared=False)
    log_contact(stored.session, stored.actor_of(anna), employer, private, on=MONDAY)
    stored.save()
    return employer, hilde


def test_the_file_is_taken_from_the_contacts_of_an_employer(client, known, stored):
    employer, _ = known
    address = f"/werkgevers/{employer.reference}/contacten"
    assert "Meenemen als VUM-bestand" in client.get(address).text
    page = client.get(f"{address}/vum")
    assert "Er zijn 2 contacten met KvK 01234567" in page.text
    assert "Van 1 contact houdt een partner de inhoud voor zichzelf" in page.text

    answer = client.post(f"{address}/vum", {"since": ""}).answer
    body = json.loads(answer.data)
    assert len(read_answer(body).matches) == 2
    assert b"Kim Geheim" not in answer.data and b"verhaal" not in answer.data
    assert answer.headers["Content-Disposition"] == f"attachment; filename=contactmomenten-{employer.reference}.json"


def test_who_proved_too_long_ago_is_asked_first_and_a_coach_is_refused(client, known, anna, stored):
    employer, _ = known
    address = f"/werkgevers/{employer.reference}/contacten/vum"
    client.sign_in_as(anna, fresh=False)
    assert client.get(address, status=302).answer.headers["Location"].startswith("/bevestigen")
    client.sign_in_as(stored.user(Role.COACH, organisation=anna.organisation))
    client.get(address, status=403)
    assert "Meenemen als VUM-bestand" not in client.get(f"/werkgevers/{employer.reference}/contacten").text


def test_an_employer_without_kvk_is_told_what_to_do(client, stored, anna):
    employer = stored.employer("De Maan", kvk=None)
    stored.save()
    page = client.get(f"/werkgevers/{employer.reference}/contacten/vum", status=403)
    assert "Vul het eerst in" in page.text


def test_a_code_for_agreements_is_offered_only_once_the_region_gave_it_a_word(client, stored, anna, known):
    employer, _ = known
    new = f"/werkgevers/{employer.reference}/afspraken/nieuw"
    assert "landelijke uitwisseling" not in client.get(new).text

    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    page = client.get("/beheer/contactwoorden")
    assert page.text.count("Nog geen woord") == 3
    page = client.post("/beheer/contactwoorden", {"code": "afspraak-2", "word": "schriftelijk"})
    assert "Soort afspraak, code 2: ‘schriftelijk’" in page.text

    client.sign_in_as(anna)
    assert "schriftelijk" in client.get(new).text
    client.post(new, {"kind": "plekken_aanbieden", "subject": "Twee plekken", "exchange_code": "2"})
    session = stored.session
    session.expire_all()
    (match, *_) = answer_to(session, Question("01234567"), on=clock.today()).matches
    assert match.employer.agreement == 2
