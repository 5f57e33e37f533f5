"""The page Verdeling: what stands there, asking for a run and following it, and runs as they were."""

from datetime import timedelta

import pytest

from matching.allocation import running
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

SECRET = "only for tests"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def test_without_a_run_the_page_says_how_to_begin(client, region):
    page = client.sign_in_as(region.user()).get("/verdeling")

    assert page.h1 == "Verdeling"
    assert "Er is nog niet verdeeld" in page.text
    assert "Opnieuw verdelen" in page.text


def test_it_tells_who_is_on_a_list_what_is_full_and_that_it_is_proved(client, region):
    for _ in range(12):
        region.profile()
    place = region.vacancy()
    region.run()

    page = client.sign_in_as(region.user()).get("/verdeling")

    assert "minder dan 10 mensen" in page.text
    assert "van de 12 mensen die ten minste één plek aankunnen" in page.text
    assert "1 van 1 plek" in page.text
    assert "Deze verdeling is aantoonbaar de beste: controle geslaagd." in page.text
    assert "0 dagen" in page.text
    assert "Voor elke open plek zijn er meer mensen" in page.text
    assert place.title not in page.text


def test_a_place_hardly_anybody_can_do_stands_out_with_its_scarcest_ask(client, region):
    for _ in range(20):
        region.profile(certificates=0)
    region.profile(certificates=1)
    place = region.vacancy(certificates=1, title="Bezorger")
    region.run()

    page = client.sign_in_as(region.user()).get("/verdeling")

    assert "Bezorger" in page.text and "Heeft " in page.text and "4 op de 100 mensen" in page.text
    assert f"/plekken/{place.reference}/kandidaten" in page.html


def test_what_changed_since_the_run_before_is_told(client, region):
    people = [region.profile() for _ in range(3)]
    region.vacancy()
    region.run()
    place = region.vacancy(title="Nieuw werk")
    region.proposal(place, people[0].candidate, status=ProposalStatus.ACCEPTED)
    region.run(on=MONDAY + timedelta(days=1))

    page = client.sign_in_as(region.user()).get("/verdeling")

    assert "Vergeleken met VD-0001" in page.text
    assert "Op 1 lijst staan andere mensen" in page.text
    assert "Niet meer op een lijst: minder dan 10 mensen. Van hen zoeken minder dan 10 nu geen werk meer" in page.text


def test_asking_twice_makes_one_run_that_can_be_followed(client, region, database):
    region.profile()
    region.vacancy()
    me = client.sign_in_as(region.user(Role.COACH))

    me.post("/verdeling")
    page = me.post("/verdeling")

    assert "De regio wordt opnieuw verdeeld" in page.text
    assert 'http-equiv="refresh"' in page.html and 'data-progress="/verdeling/voortgang"' in page.html
    assert me.flask.get("/verdeling/voortgang").json["url"] is None
    assert running.run_waiting(database, SECRET, at=NOW) == 1
    assert me.flask.get("/verdeling/voortgang").json["url"] == "/verdeling"
    done = me.get("/verdeling")
    assert "Dit is de eerste verdeling" in done.text
    assert 'http-equiv="refresh"' not in done.html


def test_a_run_that_failed_is_said_and_the_old_one_stays(client, region, database, monkeypatch):
    region.profile()
    region.vacancy()
    region.run()
    me = client.sign_in_as(region.user())
    me.post("/verdeling")
    monkeypatch.setattr(running, "solve_region", lambda *_given, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        running.run_waiting(database, SECRET, at=NOW)

    page = me.get("/verdeling")

    assert "De laatste verdeling is niet gelukt" in page.text and running.WENT_WRONG in page.text
    assert "controle geslaagd" in page.text
    assert running.WENT_WRONG in me.get("/verdeling/VD-0002").text


def test_a_run_is_shown_as_it_was_also_when_places_and_people_changed(client, region):
    coach = region.user(Role.COACH)
    mine, theirs = region.candidate(coach=coach, first_name="Noor"), region.candidate(first_name="Geheime")
    region.profile(mine)
    region.profile(theirs)
    place = region.vacancy(title="Orderpicker")
    region.proposal(place, mine)
    run = region.run()
    place.title = "Heet nu anders"
    region._add(place, "vacancy.changed")

    me = client.sign_in_as(coach)
    page = me.get(f"/verdeling/{run.reference}")
    one = me.get(f"/verdeling/{run.reference}?plek={place.reference}")

    assert "Noor" in page.text and theirs.reference in page.text and "Geheime" not in page.html
    assert "(al voorgesteld)" in page.text and "(2 van 5)" in page.text
    assert run.input_digest in page.text and run.outcome_digest in page.text and run.key_id in page.text
    assert "10 · 5 · 2,5 · 1,2 · 0 punten" in page.text and "80 % van het werk" in page.text
    assert "was al voorgesteld" in one.text and "100 %" in one.text
    assert "%" not in page.text.partition("De lijsten")[2].partition("Instellingen van toen")[0]


def test_a_place_that_was_not_in_it_is_said(client, region):
    region.profile()
    region.vacancy()
    run = region.run()

    page = client.sign_in_as(region.user()).get(f"/verdeling/{run.reference}?plek=P-9999")

    assert "Plek P-9999 deed niet mee" in page.text


def test_the_proof_is_computed_again_on_request(client, region):
    for _ in range(8):
        region.profile()
    region.vacancy()
    run = region.run()
    me = client.sign_in_as(region.user())

    page = me.get(f"/verdeling/{run.reference}/controle")

    assert "controle geslaagd" in page.text and "gelijk aan toen" in page.text


def test_input_that_is_gone_is_said_at_the_proof(client, region):
    region.profile()
    region.vacancy()
    run = region.run()
    run.input = None
    region._add(run, "allocationrun.input_forgotten")

    page = client.sign_in_as(region.user()).get(f"/verdeling/{run.reference}/controle")

    assert "bewaartermijn weggegooid" in page.text
    assert "was de controle geslaagd" in page.text
    assert "nee, na de bewaartermijn weggegooid" in client.get(f"/verdeling/{run.reference}").text


def test_runs_stand_newest_first(client, region):
    region.profile()
    region.vacancy()
    region.run()
    region.run(on=MONDAY + timedelta(days=1))

    page = client.sign_in_as(region.user()).get("/verdeling/eerder")

    assert page.h1 == "2 verdelingen"
    assert page.text.index("VD-0002") < page.text.index("VD-0001")
