"""Who looked at somebody: on a page of one's own and in a list among others, each once."""

from datetime import UTC, datetime

import pytest

from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.rights.lookers import purpose_in_words, role_in_words
from werkbedrijf.rights.looking import Looked, consultations, gathered
from werkbedrijf.rights.models import Correction


def looked(database, candidate):
    with database.reading(at=NOW) as session:
        return [(one.role, one.purpose) for one in consultations(session, candidate)]


def test_a_list_counts_for_everybody_in_it_and_for_nobody_else(client, stored, database):
    coach, other = stored.user(Role.COACH), stored.user(Role.COACH)
    one, two, elsewhere = stored.candidate(coach=coach), stored.candidate(coach=coach), stored.candidate(coach=other)
    client.sign_in_as(coach).get("/kandidaten")

    assert len(looked(database, one)) == len(looked(database, two)) == 1
    assert looked(database, one)[0][0] == "jobcoach"
    assert looked(database, elsewhere) == []


def test_a_page_of_one_person_counts_once_and_a_change_is_no_look(client, stored, database):
    coach = stored.user(Role.COACH)
    candidate = stored.candidate(coach=coach)
    client.sign_in_as(coach).get(f"/kandidaten/{candidate.reference}")
    assert len(looked(database, candidate)) == 1
    client.post(f"/kandidaten/{candidate.reference}/status", {"stap": "pause"}, follow=False)
    assert len(looked(database, candidate)) == 1


def test_without_a_login_nobody_looked(database, stored):
    candidate = stored.candidate()
    stored.save()
    assert looked(database, candidate) == []


def looks(database, candidate):
    with database.reading(at=NOW) as session:
        return consultations(session, candidate)


def test_of_an_employer_the_firm_is_told_with_a_purpose_of_its_own_and_no_person(client, stored, database):
    stored.region()
    stored.parameters()
    candidate = stored.candidate()
    stored.profile(candidate)
    vacancy = stored.vacancy()
    stored.proposal(vacancy, candidate)
    firm, other = vacancy.employer, stored.employer(name="Bedrijf dat niemand kent")
    user, name = stored.employer_user(firm, other, name="Persoon Zwijgnaam"), firm.name
    client.sign_in_as(user).get("/vandaag")
    client.get("/voordrachten")

    found = looks(database, candidate)

    assert found and {one.organisation for one in found} == {name}
    assert {one.role for one in found} == {"werkgever"}
    assert {one.purpose for one in found} <= {
        "Overzicht: wie is voorgesteld en wie er werkt",
        "Kiezen wie voor een gesprek komt",
    }
    assert "Zwijgnaam" not in str(found)


def test_today_counts_for_who_is_named_on_it_alone_under_a_purpose_of_its_own(client, stored, database):
    coach = stored.user(Role.COACH)
    named, unnamed = stored.candidate(coach=coach), stored.candidate(coach=stored.user(Role.COACH))
    asked = {"what": "Mijn uren kloppen niet", "owner": coach, "asked_on": MONDAY, "due_on": MONDAY, "answer": ""}
    stored._add(Correction(candidate=named, **asked), "correction.asked")
    client.sign_in_as(coach).get("/vandaag")

    assert looked(database, named) == [("jobcoach", "Overzicht van het werk")]
    assert looked(database, unnamed) == []


def test_looks_of_one_day_for_one_purpose_are_one_line_with_how_often():
    def look(hour, minute=0, day=23, organisation="Enschede", purpose="Zoeken"):
        return Looked(datetime(2026, 11, day, hour, minute, tzinfo=UTC), organisation, "jobcoach", purpose)

    lines = gathered([look(15), look(9, 5), look(8), look(8, organisation="Almelo"), look(8, day=22)])

    assert [(line.day.day, line.organisation, line.times, line.often) for line in lines] == [
        (23, "Enschede", 3, "3 keer, van 09:00 tot 16:00"),
        (23, "Almelo", 1, "1 keer, om 09:00"),
        (22, "Enschede", 1, "1 keer, om 09:00"),
    ]
    assert len(gathered([look(8), look(8, purpose="Overzicht")])) == 2
    # A day is one in the Netherlands.
    assert len(gathered([look(22, 59, day=22), look(23, 1, day=22)])) == 2


@pytest.mark.parametrize(
    ("act", "code", "role", "page", "words"),
    [
        ("page.looked_at", "werken", "jobcoach", "dashboards.today", "Overzicht van het werk"),
        ("page.looked_at", "werken", "accountmanager", "employers.show", "Contact met werkgevers houden"),
        ("page.looked_at", "matchen", "jobcoach", "vacancies.show", "Zoeken wie welk werk kan doen"),
        ("candidate.looked_at", "begeleiden", "jobcoach", "K-0001", "Kandidaten begeleiden naar werk"),
        ("traycard.looked_at", "voordragen", "werkgever", "KM-0001", "Kaarten zonder naam bekijken"),
        ("page.looked_at", "plaatsen", "werkgever", "placements.index", "Volgen hoe het werk gaat"),
        ("page.looked_at", "werken", "werkgever", "iets.nieuws", "Meewerken als werkgever"),
        ("candidate.exported", "", "dienstregeling", "K-0001", "Een kopie maken voor de persoon zelf"),
    ],
)
def test_the_purpose_is_that_of_the_kind_of_page_or_act(act, code, role, page, words):
    assert purpose_in_words(act, code, role, page) == words


def test_without_an_account_it_was_the_machine_or_who_operates_it():
    assert role_in_words("candidate.exported", "dienstregeling") == "wie de computer beheert"
    assert role_in_words("page.looked_at", "dienstregeling") == "de computer, volgens het rooster"
    assert role_in_words("page.looked_at", "iemand met de link") == "iemand met de link"
