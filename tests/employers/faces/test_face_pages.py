"""Answering for a face who is away, in the pages."""

import pytest

from employers.faces.actions import ask_account
from tests.making import MONDAY


@pytest.fixture
def asked(client, stored):
    stored.region()
    stored.parameters()
    anna, bas, carla = (stored.user(name=name) for name in ("Anna Bos", "Bas Kok", "Carla Smit"))
    employer = stored.employer("De Zon", account_manager=anna, substitute=carla)
    request = ask_account(stored.session, stored.actor_of(bas), employer, "Ik spreek hen elke week", on=MONDAY)
    client.sign_in_as(carla)
    return employer, f"/werkgevers/overname/{request.id}", bas


def test_the_substitute_sees_it_on_vandaag_and_answers_after_saying_the_face_is_away(client, stored, asked):
    employer, address, _ = asked
    today = client.get("/vandaag").text
    assert "Bas Kok wil De Zon overnemen" in today
    assert "Als vervanger van Anna Bos: Ik spreek hen elke week" in today
    assert "Geef antwoord" in client.get(f"/werkgevers/{employer.reference}").text
    assert "Jij bent vervanger van Anna Bos" in client.get(address).text
    assert "Nee, Anna Bos blijft het" in client.get(address).text

    refused = client.post(address, {"answer": "nee", "word": "Anna is morgen terug"}, status=422)
    assert "Je antwoordt alleen als Anna Bos er niet is" in refused.text
    assert "Anna is morgen terug" in refused.html

    page = client.post(address, {"answer": "ja", "away": "y"})
    assert "Bas Kok hoort je antwoord" in page.text
    assert "Beslist door Carla Smit" in page.text
    assert "Bas Kok wil De Zon overnemen" not in client.get("/vandaag").text


def test_the_face_itself_is_not_asked_whether_it_is_away(client, stored, asked):
    employer, address, _ = asked
    client.sign_in_as(employer.account_manager)
    page = client.get(address)
    assert "vervanger" not in page.text
    assert "Bas Kok hoort je antwoord" in client.post(address, {"answer": "nee", "word": "Ik blijf het"}).text
