"""The number on pages: asked only where it may be, back as three digits, and the same answer whether another knows it."""

import pytest
from sqlalchemy import select, update

from candidates.models import Candidate
from candidates.numbers.models import CandidateNumber
from tests.conftest import NOW
from werkbedrijf.foundation.actors import Organisation, Role

BSN, OTHER = "111222333", "123456782"
NEW = {"first_name": "Sam", "last_name": "Verzonnen", "gemeente_code": "GM0153"}


@pytest.fixture
def coach(stored):
    stored.region()
    stored.parameters()
    return stored.user(Role.COACH, organisation=stored.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10"))


def take_in(client, bsn, status=200, **more):
    return client.post("/kandidaten/nieuw", NEW | {"bsn": bsn} | more, status=status)


def kept(database):
    with database.session(at=NOW) as session:
        return [row.bsn for row in session.scalars(select(CandidateNumber).order_by(CandidateNumber.id))]


def test_a_partner_without_a_ground_is_not_asked_for_a_number(client, stored, database):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.COACH))

    assert "Burgerservicenummer" not in client.get("/kandidaten/nieuw").text
    assert "waar dit formulier niet om vraagt" in take_in(client, BSN, status=422).text
    assert kept(database) == []


def test_the_file_shows_the_last_three_digits_and_nothing_else(client, coach, database):
    client.sign_in_as(coach)
    take_in(client, BSN)
    page = client.get("/kandidaten/K-0001")
    change = client.get("/kandidaten/K-0001/gegevens")

    assert "••••••333" in page.text and "eindigt op 333" in change.text
    for html in (page.html, change.html, client.get("/kandidaten").html):
        assert BSN not in html and "222333" not in html
    assert kept(database) == [BSN]


@pytest.mark.parametrize("typed", ["111222334", "11122233" * 60, "1112\u200b22333"])
def test_a_wrong_number_is_refused_and_does_not_come_back_on_the_page(client, coach, database, typed):
    client.sign_in_as(coach)
    page = take_in(client, typed, status=422)

    assert "geen burgerservicenummer. Het heeft negen cijfers" in page.text and typed not in page.html
    assert "Verzonnen" in page.html
    assert kept(database) == []


def test_known_at_another_partner_looks_the_same_as_unknown(client, stored, coach, database):
    client.sign_in_as(coach)
    take_in(client, BSN)
    away = stored.user(Role.COACH, organisation=stored.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10"))
    stored.save()
    client.sign_in_as(away)
    known, unknown = take_in(client, BSN), take_in(client, OTHER)

    assert known.text.replace("K-0002", "K-x") == unknown.text.replace("K-0003", "K-x")
    assert kept(database) == [BSN, BSN, OTHER]


def test_the_own_partner_is_led_to_its_file(client, coach, database):
    client.sign_in_as(coach)
    take_in(client, BSN)
    page = take_in(client, BSN, status=422)

    assert "kent deze persoon al, als K-0001" in page.text
    with database.session(at=NOW) as session:
        assert len(session.scalars(select(Candidate)).all()) == 1


def test_a_number_can_be_changed_and_taken_away(client, coach, database):
    client.sign_in_as(coach)
    take_in(client, BSN)
    door = "/kandidaten/K-0001/gegevens"
    client.post(door, NEW | {"bsn": OTHER, "version": "1"})
    assert kept(database) == [OTHER]
    with database.session(at=NOW) as session:
        version = session.scalar(select(Candidate.version))
    client.post(door, NEW | {"bsn_away": "y", "version": str(version)})
    assert kept(database) == []


def test_the_administrator_names_a_ground_and_can_stop(client, stored, coach, database):
    with database.session(at=NOW) as session:
        stored.save()
        session.execute(update(Organisation.__table__).values(uses_bsn=False, bsn_ground=""))
        session.commit()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    door = f"/beheer/organisaties/{coach.organisation.reference}/burgerservicenummer"

    assert "Noem de wet" in client.post(door, {"ground": "ja"}, status=422).text
    client.post(door, {"ground": "Wabb artikel 10, Participatiewet"})
    with database.session(at=NOW) as session:
        assert session.get(Organisation, coach.organisation_id).uses_bsn
    assert "Wabb artikel 10" in client.get(door).html
    client.post(door, {"doe": "stop"})
    with database.session(at=NOW) as session:
        assert not session.get(Organisation, coach.organisation_id).uses_bsn


def test_the_queue_goes_from_two_partners_to_the_coordinator(client, stored, coach):
    away = stored.user(Role.COACH, organisation=stored.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10"))
    ours = stored.user(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    theirs = stored.user(Role.ACCOUNT_MANAGER, organisation=away.organisation)
    chief = stored.user(Role.COORDINATOR)
    for who, name in ((coach, "Verzonnen"), (away, "Bedacht")):
        client.sign_in_as(who)
        take_in(client, BSN, last_name=name, born_on="01-02-1990")

    client.sign_in_as(chief)
    page = client.get("/dubbelen")
    assert "K-0001, geboren in 1990" in page.text and "K-0002" in page.text
    assert "Verzonnen" not in page.html and "Bedacht" not in page.html and "01-02" not in page.html
    client.post("/dubbelen/D-0002/besluit", {"besluit": "zelfde_persoon"}, status=403)
    for who, own, other in ((ours, "K-0001", "K-0002"), (theirs, "K-0002", "K-0001")):
        client.sign_in_as(who)
        page = client.get("/dubbelen")
        assert own in page.text and other not in page.html and "een andere partner" in page.text
        client.post("/dubbelen/D-0002/akkoord", {})
    client.sign_in_as(chief)
    assert "Sam Bedacht" in client.get("/dubbelen").text
    assert "dezelfde persoon" in client.post("/dubbelen/D-0002/besluit", {"besluit": "zelfde_persoon"}).text
