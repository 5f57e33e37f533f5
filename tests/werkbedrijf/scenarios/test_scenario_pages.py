"""The pages *Wat als?* as an account manager and an alderman read them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from candidates.registration.models import Regeling
from matching.allocation.running import run_at_night
from tests.conftest import NOW
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.scenarios import routes
from werkbedrijf.scenarios.running import run_waiting

SECRET = "only for tests"
GREEN = {"occupation": "Medewerker plantsoen", "many": "3", "seats": "1", "hours": "16"}


@pytest.fixture
def manager(stored, database):
    """An account manager in a region with forty people, one place and one night behind it."""
    stored.region()
    stored.parameters()
    for number in range(40):
        profile = stored.profile(level=4)
        stored.regeling(profile.candidate, Regeling.WAJONG if number % 2 else Regeling.WSW)
    stored.vacancy()
    manager = stored.user(Role.ACCOUNT_MANAGER)
    stored.save()
    assert run_at_night(database, SECRET, at=NOW) == 1
    return manager


def asked(client, **changes):
    return client.post("/wat-als/nieuw", {"base": "VD-0001"} | GREEN | changes)


def test_without_a_run_there_is_nothing_to_ask(client, stored):
    stored.parameters()
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))
    assert "Er is nog geen verdeling" in client.get("/wat-als").text
    assert "Er is nog geen verdeling" in client.get("/wat-als/nieuw").text


def test_a_what_if_shows_both_outcomes_side_by_side(client, manager):
    page = asked(client.sign_in_as(manager))
    assert page.h1.startswith("Wat als? 3 plekken erbij: Medewerker plantsoen")
    assert "15 mensen meer staan op een lijst: 20 in plaats van 5." in page.text
    assert "Niemand staat erdoor op minder lijsten." in page.text
    assert "Vergeleken met verdeling VD-0001 van maandag 23 november 2026." in page.text
    listed = client.get("/wat-als")
    assert manager.name in listed.text
    # The token of a form holds the second in which it was made; what a person reads is the same.
    assert client.get("/wat-als/VD-0002").text == page.text, "shown again exactly"


def test_groups_whose_difference_is_small_are_not_told(client, manager):
    """Fifteen people gain, so at least one of two groups gains fewer than ten: both stay hidden."""
    page = asked(client.sign_in_as(manager))
    rows = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")]
    (wajong,) = [row for row in rows if row.startswith("Alleen Wajong")]
    assert wajong.endswith("niet getoond")
    assert any(row.startswith("Regio") and "+15" in row for row in rows)


def test_a_picture_stands_beside_the_table_where_groups_are_told(client, stored, manager):
    small = ParameterValue(name=Parameter.SMALL_CELL, valid_from=date(2026, 1, 1), value=Decimal(1), source="Proef")
    stored.session.add(small)
    record(stored.session, TIMETABLE, "parameter.made", small)
    page = asked(client.sign_in_as(manager), many="9")
    (image,) = [image.get("src") for image in page.all("img")]
    assert client.flask.get(image).mimetype == "image/svg+xml"
    assert "Alleen Wajong" in client.flask.get(image).text


def test_where_no_group_is_told_there_is_no_picture(client, manager):
    assert not asked(client.sign_in_as(manager)).all("img")
    assert client.flask.get("/wat-als/VD-0002/groepen.svg").status_code == 404


def test_an_alderman_looks_and_does_not_ask(client, stored, manager):
    asked(client.sign_in_as(manager))
    client.sign_in_as(stored.user(Role.ALDERMAN))
    page = client.get("/wat-als/VD-0002")
    assert "Nieuwe wat-als" not in page.text
    assert "Weggooien" not in page.text
    assert not [link for link in page.links() if link.startswith("/plekken/")]
    client.get("/wat-als/nieuw", status=403)


def test_an_alderman_reads_rounded_figures_and_their_difference(client, stored, manager):
    """Forty people, five on a list before and twenty after, of whom fifteen are new."""
    exact = asked(client.sign_in_as(manager)).text
    assert "+15" in exact and "afgerond" not in exact
    page = client.sign_in_as(stored.user(Role.ALDERMAN)).get("/wat-als/VD-0002")
    assert "Ongeveer 20 mensen staan op een lijst, in plaats van minder dan 10." in page.text
    assert "Alle aantallen zijn afgerond op tientallen." in page.text
    assert "Waarom ronde getallen?" in page.text
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in page.all("tr")]
    (region,) = [row for row in rows if row[0] == "Regio"]
    assert region == ["Regio", "40", "–", "20", "niet getoond"]
    assert ["Mensen op een lijst", "minder dan 10", "20", "niet getoond"] in rows
    assert "15" not in " ".join(cell for row in rows for cell in row)
    assert "van 5" not in page.text, "how many are on the list of one place is a count of few people"


def test_the_picture_of_an_alderman_is_drawn_of_rounded_figures(client, stored, manager):
    small = ParameterValue(name=Parameter.SMALL_CELL, valid_from=date(2026, 1, 1), value=Decimal(1), source="Proef")
    stored.session.add(small)
    record(stored.session, TIMETABLE, "parameter.made", small)
    asked(client.sign_in_as(manager), many="9")
    url = "/wat-als/VD-0002/groepen.svg"
    exact = client.flask.get(url).text
    client.sign_in_as(stored.user(Role.ALDERMAN))
    assert client.flask.get(url).text != exact


def test_other_rules_tell_their_price(client, manager):
    page = client.sign_in_as(manager).post("/wat-als/nieuw", {"base": "VD-0001", "k": "2", "seats": "1", "hours": "16"})
    assert "3 mensen minder staan op een lijst: 2 in plaats van 5." in page.text
    assert "Deze verandering heeft ook een prijs: 3 mensen staan na de verandering op minder lijsten" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"occupation": "", "many": ""}, "Kies iets dat anders is"),
        ({"occupation": "", "many": "3"}, "Kies welk werk er bij komt."),
        ({"occupation": "astronaut"}, "Dit beroep staat niet in de lijst."),
        ({"many": ""}, "Vul in hoeveel plekken erbij komen."),
        ({"many": "0"}, "Kies een getal van 1 tot en met 500."),
        ({"many": "veel"}, "Vul een heel getal in."),
        ({"k": "99"}, "Kies een getal van 1 tot en met 25."),
        ({"tau": "20"}, "Kies een deel van 50 tot en met 100 procent."),
        ({"bonus": "5 10 0 0 0"}, "mag nergens stijgen"),
        ({"bonus": "tien"}, "Geef getallen van 0 tot en met 100"),
        ({"bonus": "5"}, "De reeks B heeft ten minste m = 2 getallen nodig"),
        ({"left_out": "P-9999"}, "Deze verdeling kent geen plek P-9999."),
        ({"base": "VD-9999"}, "Vergelijk met"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(client, manager, typed, sentence):
    client.sign_in_as(manager)
    page = client.post("/wat-als/nieuw", {"base": "VD-0001", "title": "Mijn vraag"} | GREEN | typed, status=422)
    assert sentence in page.text
    assert "Mijn vraag" in page.html


def test_a_place_can_stay_out(client, manager):
    page = asked(client.sign_in_as(manager), occupation="", many="", left_out="p-0001", title="Zonder magazijn")
    assert page.h1 == "Wat als? Zonder magazijn"
    assert "Zonder plek P-0001" in page.text
    assert "5 mensen minder staan op een lijst: 0 in plaats van 5." in page.text


def test_what_takes_long_waits_and_tells_how_far_it_is(client, manager, database, monkeypatch):
    monkeypatch.setattr(routes, "AT_ONCE", 0)
    page = asked(client.sign_in_as(manager))
    assert "Wachten tot de berekening begint" in page.text
    assert client.flask.get("/wat-als/VD-0002/stand").get_json()["url"] is None
    assert run_waiting(database, SECRET, at=NOW) == 1
    assert client.flask.get("/wat-als/VD-0002/stand").get_json()["url"] == "/wat-als/VD-0002"
    assert "20 in plaats van 5" in client.get("/wat-als/VD-0002").text


def test_a_quarter_is_asked_over_its_nights(client, manager, database):
    assert run_at_night(database, SECRET, at=NOW + timedelta(days=1)) == 1
    page = asked(client.sign_in_as(manager), base="2026-4")
    assert "over 2 nachten, 23 nov 2026 tot en met 24 nov 2026" in page.text
    assert "Mensen tellen één keer" in page.text


def test_what_went_wrong_is_said(client, manager, database, monkeypatch):
    monkeypatch.setattr(routes, "AT_ONCE", 0)
    asked(client.sign_in_as(manager))
    run_waiting(database, "another secret", at=NOW)
    assert "andere geheime sleutel" in client.get("/wat-als/VD-0002").text


def test_one_throws_away_only_what_one_made(client, stored, manager):
    asked(client.sign_in_as(manager))
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER)).post("/wat-als/VD-0002/weggooien", status=403)
    page = client.sign_in_as(manager).post("/wat-als/VD-0002/weggooien")
    assert "De wat-als is weggegooid." in page.text
    client.get("/wat-als/VD-0002", status=404)


def test_a_run_of_the_region_is_no_what_if(client, manager):
    client.sign_in_as(manager).get("/wat-als/VD-0001", status=404)
