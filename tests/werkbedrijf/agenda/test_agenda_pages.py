import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from employers.contacts.actions import log_contact
from employers.facts import MomentFacts
from tests.making import MONDAY
from werkbedrijf.agenda.throttle import MOST
from werkbedrijf.foundation import clock


@pytest.fixture
def face(client, stored):
    stored.region()
    stored.parameters()
    user = stored.user()
    employer = stored.employer("Bakkerij Korenaar", account_manager=user)
    facts = MomentFacts("Gebeld", next_step="Langsgaan", next_step_on=clock.today())
    user.moment = log_contact(stored.session, stored.actor_of(user), employer, facts, on=MONDAY)
    client.sign_in_as(user)
    return user


def made(client):
    page = client.post("/agenda/link")
    return re.search(r"/agenda/[\w-]{43}\.ics", page.html)[0]


def test_somebody_makes_a_link_and_a_phone_reads_it_without_signing_in(client, face):
    address = made(client)
    assert address not in client.get("/agenda").html, "it is shown once"
    client.sign_out()
    answer = client.flask.get(address)

    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    (event,) = Calendar.from_ical(answer.data).events
    assert str(event["summary"]) == "Vervolg bij Bakkerij Korenaar"


def test_a_new_link_ends_the_old_one_and_off_is_off(client, face):
    first = made(client)
    second = made(client)
    assert first != second
    assert client.flask.get(first).status_code == 404
    assert client.flask.get(second).status_code == 200
    client.post("/agenda/link/weg")
    assert client.flask.get(second).status_code == 404


def test_who_asks_too_often_has_to_wait(client, face):
    address = made(client)
    assert {client.flask.get(address).status_code for _ in range(MOST)} == {200}
    refused = client.flask.get(address)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600


def test_a_next_step_goes_into_the_calendar_by_itself(client, face):
    answer = client.flask.get(f"/vervolg/{face.moment.id}/agenda.ics")
    (event,) = Calendar.from_ical(answer.data).events
    assert event.decoded("dtstart") == face.moment.next_step_on


def test_the_step_offers_the_calendar_where_it_stands_and_a_step_without_a_day_does_not(client, stored, face):
    employer = face.moment.employer
    address = f"/vervolg/{face.moment.id}/agenda.ics"
    assert address in client.get(f"/werkgevers/{employer.reference}").html
    facts = MomentFacts("Gebeld", next_step="Ooit langsgaan")
    without_day = log_contact(stored.session, stored.actor_of(face), employer, facts, on=MONDAY)
    stored.session.commit()
    page = client.get(f"/werkgevers/{employer.reference}").html
    assert "Ooit langsgaan" in page and address in page and f"/vervolg/{without_day.id}/" not in page


def test_who_is_done_reads_what_comes_next(client, stored, face):
    other = stored.user()
    facts = MomentFacts("Gebeld", next_step="Langsgaan", next_step_on=clock.today() + timedelta(days=40))
    log_contact(stored.session, stored.actor_of(other), face.moment.employer, facts, on=MONDAY)
    client.sign_in_as(other)
    page = client.get("/vandaag")
    assert "Alles is gedaan. Volgende:" in page.text and "Vervolg bij Bakkerij Korenaar" in page.text
