from datetime import date

import pytest

from werkbedrijf.dashboards.searching import found_for
from werkbedrijf.foundation.actors import Role

DAY = date(2026, 11, 23)


@pytest.fixture
def region(make):
    firm = make.employer("Bakkerij De Korenaar", search_name="bakkerij de korenaar", kvk="12345678")
    vacancy = make.vacancy(make.establishment(firm), title="Medewerker broodlijn")
    coach = make.user(Role.COACH)
    mine = make.candidate(coach=coach, first_name="Noor", last_name="Proefstra", search_name="noor proefstra")
    theirs = make.candidate(first_name="Noor", last_name="Testma", search_name="noor testma")
    for candidate in (mine, theirs):
        make.profile(candidate)
    return firm, vacancy, make.actor_of(coach), mine, theirs


def test_one_box_finds_employers_places_and_own_people(session, region):
    firm, vacancy, actor, mine, _ = region

    assert [e.reference for e in found_for(session, actor, "korenar", DAY).employers] == [firm.reference]
    assert [e.reference for e in found_for(session, actor, "12345678", DAY).employers] == [firm.reference]
    assert found_for(session, actor, "brodlijn", DAY).places == [vacancy]
    assert found_for(session, actor, vacancy.reference.lower(), DAY).places == [vacancy]
    assert found_for(session, actor, "noor", DAY).people == [mine]


def test_someone_elses_candidate_is_found_by_reference_only_and_without_a_name(session, region, make):
    _, _, actor, mine, theirs = region

    by_reference = found_for(session, actor, theirs.reference, DAY)
    assert (by_reference.people, by_reference.references) == ([], [theirs])
    assert theirs not in found_for(session, actor, "testma", DAY).people
    assert found_for(session, actor, mine.reference, DAY).references == []


def test_a_letter_alone_finds_nothing(session, region):
    assert found_for(session, region[2], "n", DAY).number == 0


def test_the_page_shows_what_was_found(client, stored):
    stored.region()
    stored.vacancy(stored.establishment(stored.employer("Hotel Het Anker", search_name="hotel het anker")))
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))

    page = client.get("/zoek?q=anker")

    assert page.h1.startswith("1 resultaat voor")
    assert "Hotel Het Anker" in page.text
    assert "Niets gevonden" in client.get("/zoek?q=zzzzzz").text
