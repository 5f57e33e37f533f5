"""The doors of a kaartenmapje: colleagues make it, and whoever holds the link learns what the cards say and nothing else."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from candidates.registration.models import Regeling
from candidates.visibility import withdraw_visibility
from matching.trays import actions
from matching.trays.models import Tray, TrayCard, TrayLook, TrayTry
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry

CANARIES = {
    "first_name": "Quirijntje",
    "last_name": "Zwaluwenburg",
    "born_on": date(1987, 3, 14),
    "email": "quirijntje@geheim.example",
    "phone": "06 98765432",
    "gemeente_code": "GM1742",
}
TRACES = ("Quirijntje", "Zwaluwenburg", "1987", "14 maart", "geheim.example", "98765432", "GM1742", "Rijssen")
LAWS = ("wajong", "participatiewet", "doelgroepregister", "wsw", "bsn")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def known_person(stored):
    coach = stored.user(Role.COACH, organisation=stored.organisation("Partner Geheim"))
    candidate = stored.candidate(coach=coach, **CANARIES)
    stored.profile(candidate)
    stored.regeling(candidate, Regeling.WAJONG)
    return candidate


def shared(stored, *more):
    candidate = known_person(stored)
    manager = stored.user(Role.ACCOUNT_MANAGER)
    actor = stored.actor_of(manager)
    vacancy = stored.vacancy(stored.establishment(stored.employer(account_manager_id=manager.id)))
    tray = actions.make_tray(stored.session, actor, vacancy, [candidate, *more], on=MONDAY)
    for card in tray.cards:
        actions.agree_card(stored.session, stored.actor_of(card.candidate.coach), card, on=MONDAY)
    token = actions.share_tray(stored.session, actor, tray, on=MONDAY)
    stored.save()
    return tray, token


def rows(database, table):
    session = database.session(at=NOW)
    try:
        return session.scalars(select(table)).all()
    finally:
        session.close()


def test_a_manager_asks_the_coach_says_yes_and_the_link_is_told_once(client, region, database):
    candidate, manager = known_person(region), region.user(Role.ACCOUNT_MANAGER)
    vacancy = region.vacancy()
    client.sign_in_as(manager)
    door = f"/plekken/{vacancy.reference}/kaartenmapjes"
    page = client.get(door)
    assert candidate.reference in page.text and "Quirijntje" not in page.text
    made = client.post(door, {"people": candidate.reference}, follow=True)
    assert "De eigen jobcoach beslist" in made.text
    (tray,) = rows(database, Tray)
    where = f"/kaartenmapjes/{tray.reference}"

    client.sign_in_as(candidate.coach)
    assert "Mag Quirijntje Zwaluwenburg zonder naam in een kaartenmapje?" in client.get("/vandaag").text
    (card,) = rows(database, TrayCard)
    client.post(f"/kaartenmapjes/kaart/{card.id}/ja", follow=True)

    client.sign_in_as(manager)
    assert "Maak de link van je kaartenmapje" in client.get("/vandaag").text
    told = client.post(f"{where}/link", status=200)
    (link,) = re.findall(r"/kaarten/([\w-]{43})", told.answer.get_data(as_text=True))
    assert link not in client.get(where).answer.get_data(as_text=True)
    assert [tray.token_digest != link for tray in rows(database, Tray)] == [True]


def test_nothing_of_the_person_is_in_a_byte_behind_the_link(client, region, database):
    tray, token = shared(region)
    candidate = tray.cards[0].candidate
    code, organisation, coach = tray.cards[0].code, candidate.organisation.name, candidate.coach.name
    reference = candidate.reference
    pages = [client.get(f"/kaarten/{token}"), client.post(f"/kaarten/{token}")]
    pages.append(client.post(f"/kaarten/{token}/meer", {"kaart": code}))
    assert code in pages[1].text and "Kan vandaag" in pages[1].text
    assert "neemt contact met u op" in pages[2].text
    for page in pages:
        raw = page.answer.get_data(as_text=True) + str(page.answer.headers)
        for trace in (*TRACES, reference, organisation, coach, "Partner Geheim"):
            assert trace not in raw, trace
        assert [law for law in LAWS if law in raw.lower()] == []


def test_a_get_looks_at_nobody_and_a_press_of_the_button_does(client, region, database):
    _, token = shared(region)
    for _ in range(3):
        client.get(f"/kaarten/{token}")
    assert rows(database, TrayLook) == []
    client.post(f"/kaarten/{token}")
    assert len(rows(database, TrayLook)) == 1
    (line,) = [one for one in rows(database, AuditEntry) if one.act == "traycard.looked_at"]
    assert (line.actor_id, line.actor_role, line.origin) == (None, "iemand met de link", "")


def test_the_address_is_a_secret_and_leaves_by_no_road(client, region):
    _, token = shared(region)
    for page in (client.get(f"/kaarten/{token}"), client.post(f"/kaarten/{token}")):
        headers = page.answer.headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]
    # A form on such a page comes without origin; the browser says that it is ours.
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post(f"/kaarten/{token}", headers=own, status=200)
    client.post(f"/kaarten/{token}", headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"}, status=403)
    client.post(f"/kaarten/{token}", headers={"Origin": "null"}, status=403)


def test_every_link_that_does_not_work_gets_the_same_answer(client, region, monkeypatch):
    tray, token = shared(region)

    def answers(link):
        return [client.get(f"/kaarten/{link}", status=404), client.post(f"/kaarten/{link}/meer", status=404)]

    unknown = [page.text for page in answers("a" * 43)]
    assert [page.text for page in answers("x")] == unknown
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW + timedelta(days=16))
    assert [page.text for page in answers(token)] == unknown
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    client.get(f"/kaarten/{token}")
    actions.withdraw_tray(region.session, region.actor_of(tray.made_by), tray, on=MONDAY)
    region.save()
    assert [page.text for page in answers(token)] == unknown


def test_who_tries_many_links_waits_and_no_address_is_kept(client, region, database):
    _, token = shared(region)
    for number in range(20):
        client.get(f"/kaarten/{number:043}", status=404)
    client.get(f"/kaarten/{token}", status=404)
    assert all("127.0.0.1" not in one.origin for one in rows(database, TrayTry))


def test_a_candidate_who_took_the_yes_back_is_no_longer_available(client, region):
    other = region.profile().candidate
    tray, token = shared(region, other)
    first, second = tray.cards
    withdraw_visibility(
        region.session, region.actor_of(first.candidate.coach), first.candidate, who="kandidaat", on=MONDAY
    )
    region.save()
    page = client.post(f"/kaarten/{token}")
    assert page.text.count("Niet meer beschikbaar.") == 1
    assert [box.get("value") for box in page.all("input") if box.get("type") == "checkbox"] == [second.code]
    assert "Kies eerst" in client.post(f"/kaarten/{token}/meer", {"kaart": first.code}, status=422).text


def test_the_coach_reads_when_the_card_was_looked_at(client, region):
    tray, token = shared(region)
    client.post(f"/kaarten/{token}")
    candidate = tray.cards[0].candidate
    page = client.sign_in_as(candidate.coach).get(f"/kaartenmapjes/{tray.reference}")
    assert f"Bekeken door {tray.vacancy.employer.name}" in page.text
    client.sign_in_as(region.user(Role.COACH)).get(f"/kaartenmapjes/{tray.reference}", status=404)


def test_the_employer_itself_reads_the_same_cards_signed_in_and_its_look_has_a_name(client, region, database):
    tray, token = shared(region)
    user = region.employer_user(tray.vacancy.employer)
    client.sign_in_as(user)
    where = f"/kaarten-voor-u/{tray.reference}"
    assert "Bekijk de kaarten" in client.get("/vandaag").text
    door = client.get(where)
    assert "in te loggen" not in door.text and "Kan vandaag" not in door.text
    assert rows(database, TrayLook) == []

    cards = client.post(where)

    def lists(page):
        return [" ".join("".join(one.itertext()).split()) for one in page.all("dl")]

    assert lists(cards) == lists(client.sign_out().post(f"/kaarten/{token}")) != []
    by_name, by_link = [one for one in rows(database, AuditEntry) if one.act == "traycard.looked_at"]
    assert (by_name.actor_id, by_link.actor_id) == (user.id, None)
    for trace in (*TRACES, tray.cards[0].candidate.reference, "Partner Geheim"):
        assert trace not in cards.html, trace


def test_who_is_signed_in_asks_for_more_and_chooses_somebody_first(client, region, database):
    tray, _ = shared(region)
    client.sign_in_as(region.employer_user(tray.vacancy.employer))
    where = f"/kaarten-voor-u/{tray.reference}/meer"
    assert "Kies eerst" in client.post(where, {}, status=422).text
    assert "neemt contact met u op" in client.post(where, {"kaart": tray.cards[0].code}).text
    assert [card.wanted_at for card in rows(database, TrayCard)] == [NOW]


def test_cards_of_somebody_else_past_their_term_or_taken_back_open_for_nobody(client, region, monkeypatch):
    tray, _ = shared(region)
    where, own = f"/kaarten-voor-u/{tray.reference}", region.employer_user(tray.vacancy.employer)
    for user in (region.employer_user(region.employer()), region.user(Role.ACCOUNT_MANAGER), region.user(Role.COACH)):
        client.sign_in_as(user).get(where, status=404)
        client.post(where, status=404)
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW + timedelta(days=16))
    client.sign_in_as(own).get(where, status=404)
    assert "Bekijk de kaarten" not in client.get("/vandaag").text
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    client.sign_in_as(own).get(where)
    actions.withdraw_tray(region.session, region.actor_of(tray.made_by), tray, on=MONDAY)
    region.save()
    client.post(where, status=404)


def test_a_new_link_is_only_made_by_who_knows_of_the_one_that_ends(client, region, database):
    tray, token = shared(region)
    client.sign_in_as(tray.made_by)
    where = f"/kaartenmapjes/{tray.reference}"
    page = client.get(where)
    assert "De link van maandag 23 november 2026 werkt dan meteen niet meer." in page.text
    (mark,) = {one.get("value") for one in page.all("input") if one.get("name") == "ends"}

    warned = client.post(f"{where}/link", {"ends": ""}, status=409)
    assert "Er is al een link, gemaakt op maandag 23 november 2026." in warned.text and "/kaarten/" not in warned.html
    assert "Bekijk de kaarten" in client.sign_out().get(f"/kaarten/{token}").text

    client.sign_in_as(tray.made_by)
    assert re.search(r"/kaarten/[\w-]{43}", client.post(f"{where}/link", {"ends": mark}, status=200).html)
    client.get(f"/kaarten/{token}", status=404)
    client.post(f"{where}/link", {"ends": mark}, status=409)
