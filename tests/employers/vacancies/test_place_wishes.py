"""An employer asks to change a place of its own, or closes it; its face answers, and both read why."""

import re

import pytest
from sqlalchemy import select

from employers.vacancies.models import Vacancy
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.workflow import WishStatus
from employers.vacancies.workflow import VacancyStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.notices import Notice


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


class Here:
    """A place, who offers it, and its face."""

    def __init__(self, stored):
        stored.region()
        stored.parameters()
        self.face = stored.user(Role.ACCOUNT_MANAGER, name="Noor Visser")
        self.firm = stored.establishment(stored.employer("Bakkerij Het Broodje", account_manager=self.face))
        self.place = stored.vacancy(self.firm, title="Inpakker", seats=2)
        self.desk = stored.employer_user(self.firm.employer)
        self.url = f"/plekken/{self.place.reference}"

    def told(self, **changes):
        place = self.place
        return {
            "title": place.title,
            "seats": str(place.seats),
            "hours_min": "16",
            "hours_max": "32",
            "starts_on": "",
            "closes_on": "",
            "description": "",
            "note": "",
        } | changes


@pytest.fixture
def here(stored):
    return Here(stored)


def wish_of(stored):
    stored.session.expire_all()
    return stored.session.scalars(select(PlaceWish).order_by(PlaceWish.id.desc())).first()


def ask(client, here, **changes):
    client.sign_in_as(here.desk)
    client.get(f"{here.url}/wijziging/vragen")
    return client.post(f"{here.url}/wijziging/vragen", here.told(**changes))


def test_what_an_employer_asks_stands_beside_how_it_is_and_changes_nothing_by_itself(client, stored, here):
    page = ask(client, here, seats="3", hours_max="28", closes_on="2026-12-31")

    assert "Uw vraag is gesteld." in page.text
    assert wish_of(stored).wanted == {"seats": 3, "hours_max": "28", "closes_on": "2026-12-31"}
    assert stored.session.get_one(Vacancy, here.place.id).seats == 2
    client.sign_in_as(here.face)
    assert "Bakkerij Het Broodje vraagt een wijziging: Inpakker" in client.get("/vandaag").text
    assert "Bakkerij Het Broodje vraagt een wijziging" in client.get(here.url).text
    beside = " ".join(client.get(f"{here.url}/wijziging").text.split())
    assert re.search(r"Aantal plekken\s+2 plekken\s+3 plekken", beside)
    assert "geen datum" in beside
    assert "donderdag 31 december 2026" in beside


def test_the_face_takes_it_over_and_only_what_was_asked_changes(client, stored, here):
    ask(client, here, seats="3", note="Ook op zaterdag")
    # Meanwhile somebody changed something else; that stays.
    place = stored.session.get_one(Vacancy, here.place.id)
    place.description = "Intussen aangevuld"
    stored._add(place, "vacancy.changed")
    stored.save()
    client.sign_in_as(here.face)

    page = client.get(f"{here.url}/wijziging")
    client.post(f"{here.url}/wijziging/overnemen")

    assert "De plek is gewijzigd nadat de werkgever dit vroeg." in page.text
    assert "Ook op zaterdag" in page.text
    stored.session.expire_all()
    place = stored.session.get_one(Vacancy, here.place.id)
    assert (place.seats, place.description, place.confirmed_on) == (3, "Intussen aangevuld", MONDAY)
    assert wish_of(stored).status is WishStatus.TAKEN_OVER
    told = stored.session.scalars(select(Notice).where(Notice.user_id == here.desk.id)).one()
    assert told.subject == "Uw plek Inpakker is gewijzigd"
    assert told.path == here.url


def test_a_refusal_needs_a_reason_and_the_employer_reads_it(client, stored, here):
    ask(client, here, hours_max="40")
    client.sign_in_as(here.face)
    client.get(f"{here.url}/wijziging")

    silent = client.post(f"{here.url}/wijziging/afwijzen", {"word": " "}, status=422)
    client.post(f"{here.url}/wijziging/afwijzen", {"word": "Veertig uur past niet bij deze taken."})

    assert "Schrijf op waarom niet" in silent.text or "Vul dit in" in silent.text
    assert stored.session.get_one(Vacancy, here.place.id).hours_max == 32
    client.sign_in_as(here.desk)
    assert "Veertig uur past niet bij deze taken." in client.get(here.url).text
    told = stored.session.scalars(select(Notice).where(Notice.user_id == here.desk.id)).one()
    assert "Veertig uur past niet bij deze taken." in told.text


def test_what_cannot_be_is_said_and_the_wish_keeps_waiting(client, stored, here):
    ask(client, here, seats="1")
    place = stored.session.get_one(Vacancy, here.place.id)
    place.filled = 2
    stored._add(place, "vacancy.changed")
    stored.save()
    client.sign_in_as(here.face)
    client.get(f"{here.url}/wijziging")

    page = client.post(f"{here.url}/wijziging/overnemen", status=422)

    assert "Er zijn al 2 plekken vervuld" in page.text
    assert wish_of(stored).status is WishStatus.ASKED


def test_one_waits_at_a_time_and_can_be_taken_back(client, stored, here):
    ask(client, here, seats="3")
    client.get(f"{here.url}/wijziging/vragen", status=302)
    assert "Trek deze vraag dan eerst in." in client.get(f"{here.url}/wijziging").text

    client.post(f"{here.url}/wijziging/intrekken")
    assert wish_of(stored).status is WishStatus.WITHDRAWN
    client.post(f"{here.url}/wijziging/intrekken", status=403)
    ask(client, here, seats="4")
    assert wish_of(stored).wanted == {"seats": 4}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Er is niets anders dan nu."),
        ({"hours_max": "8"}, "Het meeste aantal uren is niet lager dan het minste"),
        ({"closes_on": "2026-01-01"}, "Deze dag is al voorbij."),
        ({"seats": "0"}, "Vul een aantal plekken in van 1 tot"),
    ],
)
def test_what_is_nothing_or_impossible_is_refused_at_its_field(client, stored, here, changes, sentence):
    page = ask(client, here, **changes)
    assert page.status == 422
    assert sentence in page.text
    assert wish_of(stored) is None


def test_nobody_else_asks_answers_or_sees_it(client, stored, here):
    ask(client, here, seats="3")
    client.sign_in_as(stored.employer_user(stored.employer()))
    for path in ("wijziging", "wijziging/vragen"):
        client.get(f"{here.url}/{path}", status=404)
    client.sign_in_as(stored.user(Role.COACH))
    client.get(f"{here.url}/wijziging", status=403)
    client.sign_in_as(here.desk)
    client.get(f"{here.url}/wijziging")
    client.post(f"{here.url}/wijziging/overnemen", status=403)
    assert wish_of(stored).status is WishStatus.ASKED


def test_an_employer_closes_its_own_place_with_a_reason_and_its_face_hears_of_it(client, stored, here):
    client.sign_in_as(here.desk)
    client.get(here.url)

    silent = client.post(f"{here.url}/sluiten", {"reden": ""}, status=422)
    closed = client.post(f"{here.url}/sluiten", {"reden": "De opdracht ging niet door"})

    assert "Schrijf op waarom de plek sluit." in silent.text
    assert "De plek is gesloten. Uw aanspreekpunt krijgt bericht." in closed.text
    place = stored.session.get_one(Vacancy, here.place.id)
    stored.session.refresh(place)
    assert place.status is VacancyStatus.CLOSED
    told = stored.session.scalars(select(Notice).where(Notice.user_id == here.face.id)).one()
    assert told.subject == "Bakkerij Het Broodje heeft een plek gesloten"
    client.sign_in_as(here.face)
    history = client.get(f"{here.url}/verloop").text
    assert "Gesloten (De opdracht ging niet door)" in history
    assert "de werkgever" in history
    assert stored.session.scalars(select(AuditEntry).where(AuditEntry.act == "vacancy.closed")).one()


def test_a_place_with_somebody_waiting_is_not_closed_over_their_head(client, stored, here):
    stored.proposal(here.place)
    stored.save()
    client.sign_in_as(here.desk)
    assert "Geef eerst antwoord, dan kunt u de plek sluiten." in client.get(here.url).text
    page = client.post(f"{here.url}/sluiten", {"reden": "Geen werk"}, status=403)
    assert "Geef eerst antwoord" in page.text
