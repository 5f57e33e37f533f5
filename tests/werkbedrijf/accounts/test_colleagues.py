"""The people of an employer invite each other and leave; the face hears each, and nobody keeps a way in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.outbox import OutboxMessage


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def firm(stored):
    stored.region()
    stored.parameters()
    return stored.employer(account_manager=stored.user(Role.ACCOUNT_MANAGER))


def told(database):
    with database.reading(at=NOW) as session:
        return [(row.key, row.to_address, row.subject) for row in session.scalars(select(OutboxMessage))]


def named(database, email):
    with database.reading(at=NOW) as session:
        user = session.scalars(select(User).where(User.email == email)).one()
        return user.reference, user.is_active, user.role


def test_a_colleague_is_invited_and_the_invitation_taken_back(client, stored, database, firm):
    client.sign_in_as(stored.employer_user(firm))
    door = f"/werkgevers/{firm.reference}/collegas"
    page = client.post(door, {"name": "Nora Nieuw", "email": "Nora@firma.example", "phone": ""}, follow=True)
    assert "Nora Nieuw krijgt een bericht" in page.text and "uitgenodigd" in page.text
    reference, active, role = named(database, "nora@firma.example")
    assert active and role is Role.EMPLOYER
    to = [address for _, address, _ in told(database)]
    assert "nora@firma.example" in to and firm.account_manager.email in to

    client.post(f"{door}/{reference}/stoppen", follow=True)
    assert named(database, "nora@firma.example")[1] is False
    assert "Nora Nieuw" not in client.get(door).text.replace("De uitnodiging van Nora Nieuw is ingetrokken.", "")


def test_who_leaves_is_out_at_once_and_the_last_one_is_told_to_the_face(client, stored, database, firm):
    mine = stored.employer_user(firm)
    client.sign_in_as(mine)
    door = f"/werkgevers/{firm.reference}/collegas"
    assert "U bent de laatste met toegang" in client.get(door).text
    client.post(f"{door}/{mine.reference}/stoppen", follow=True)
    assert "Log in" in client.get("/vandaag", follow=True).text
    assert f"Niemand van {firm.name} kan nog inloggen" in [subject for *_, subject in told(database)]


def test_somebody_of_two_employers_keeps_the_other(client, stored, database, firm):
    other = stored.employer()
    both = stored.employer_user(firm, other)
    client.sign_in_as(stored.employer_user(firm))
    client.post(f"/werkgevers/{firm.reference}/collegas/{both.reference}/stoppen", follow=True)
    assert named(database, both.email)[1] is True
    client.sign_in_as(stored.employer_user(other))
    assert both.name in client.get(f"/werkgevers/{other.reference}/collegas").text


def test_nobody_reaches_the_people_of_another_employer(client, stored, firm):
    stranger, theirs = stored.employer_user(stored.employer()), stored.employer_user(firm)
    client.sign_in_as(stranger)
    client.get(f"/werkgevers/{firm.reference}/collegas", status=404)
    client.post(f"/werkgevers/{firm.reference}/collegas/{theirs.reference}/stoppen", status=404)
    client.sign_in_as(theirs)
    client.post(f"/werkgevers/{firm.reference}/collegas/{stranger.reference}/stoppen", status=404)
    client.sign_in_as(firm.account_manager)
    assert theirs.name in client.get(f"/werkgevers/{firm.reference}/collegas").text
    client.post(f"/werkgevers/{firm.reference}/collegas/{theirs.reference}/stoppen", status=403)


def test_more_than_ten_a_day_have_to_wait(client, stored, firm, monkeypatch):
    client.sign_in_as(stored.employer_user(firm))
    door = f"/werkgevers/{firm.reference}/collegas"
    for number in range(10):
        client.post(door, {"name": "Iemand", "email": f"n{number}@firma.example", "phone": ""})
    one_more = {"name": "Iemand", "email": "teveel@firma.example", "phone": ""}
    assert "Probeer het morgen weer" in client.post(door, one_more, status=422).text
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW + timedelta(minutes=5))
    client.post(door, one_more, status=422)
