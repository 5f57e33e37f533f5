"""Why a pair fits, what would make it possible, and what one change opens: the pages and who may see them."""

from decimal import Decimal

import pytest

from matching.core.catalogue import families_to_bits
from matching.possibilities import policy
from matching.possibilities.pair import opened_to, pair_of
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def test_a_pair_that_fits_says_why(client, region):
    coach = region.user(Role.COACH)
    person = region.profile(region.candidate(coach=coach, first_name="Noor", last_name="Vermeer"))
    vacancy = region.vacancy()

    page = client.sign_in_as(coach).get(f"/plekken/{vacancy.reference}/kandidaten/{person.candidate.reference}")

    assert page.h1 == "Waarom past dit?"
    assert "Noor Vermeer" in page.text
    assert "er staat niets in de weg" in page.text
    assert "manieren" not in page.text


def test_a_pair_that_does_not_fit_says_what_would_make_it_possible_and_who_arranges_it(client, region):
    coach = region.user(Role.COACH)
    person = region.profile(region.candidate(coach=coach), hours_min=Decimal(4), hours_max=Decimal(8))
    vacancy = region.vacancy(hours_min=Decimal(16), hours_max=Decimal(24))

    page = client.sign_in_as(coach).get(f"/plekken/{vacancy.reference}/kandidaten/{person.candidate.reference}")

    assert page.h1 == "Wat zou dit mogelijk maken?"
    assert "De plek vraagt ten minste 16 uur; deze persoon werkt ten hoogste 8 uur." in page.text
    assert "16 uur per week werken (nu ten hoogste 8 uur)" in page.text
    assert "kandidaat of werkgever" in page.text


def test_an_own_choice_is_left_to_the_person(client, region):
    coach = region.user(Role.COACH)
    vacancy = region.vacancy()
    person = region.profile(region.candidate(coach=coach), vetoes=families_to_bits([vacancy.family]))

    page = client.sign_in_as(coach).get(f"/plekken/{vacancy.reference}/kandidaten/{person.candidate.reference}")

    assert "Dat is een eigen keuze. Alleen de kandidaat kan die veranderen." in page.text
    assert "Manier" not in page.text


def test_a_colleague_elsewhere_reads_no_name(client, region):
    person = region.profile(region.candidate(first_name="Geheime", last_name="Naam"))
    vacancy, colleague = region.vacancy(), region.user(Role.COACH)

    page = client.sign_in_as(colleague).get(f"/plekken/{vacancy.reference}/kandidaten/{person.candidate.reference}")

    assert "Geheime" not in page.html
    assert person.candidate.reference in page.text


def test_without_a_profile_the_page_says_what_to_do(client, region):
    coach = region.user(Role.COACH)
    candidate, vacancy = region.candidate(coach=coach), region.vacancy()
    client.sign_in_as(coach)

    assert "nog niet ingevuld" in client.get(f"/plekken/{vacancy.reference}/kandidaten/{candidate.reference}").text
    assert "nog niet ingevuld" in client.get(f"/kandidaten/{candidate.reference}/mogelijk").text


def test_what_opens_places_names_the_change_the_number_and_the_places(client, region):
    coach = region.user(Role.COACH)
    person = region.profile(region.candidate(coach=coach), hours_min=Decimal(4), hours_max=Decimal(8))
    for _ in range(4):
        region.vacancy(hours_min=Decimal(16), hours_max=Decimal(24))

    page = client.sign_in_as(coach).get(f"/kandidaten/{person.candidate.reference}/mogelijk")

    assert "Met meer uren, of een opbouw van de uren: 4 plekken erbij" in page.text
    assert page.html.count(f'/kandidaten/{person.candidate.reference}">Orderpicker') == 3


def test_an_opened_place_is_really_possible_with_that_one_change(session, make):
    make.region()
    make.parameters()
    person = make.profile(hours_min=Decimal(4), hours_max=Decimal(8))
    vacancy = make.vacancy(hours_min=Decimal(16), hours_max=Decimal(24))

    (opened,) = opened_to(session, person.candidate, on=MONDAY)
    pair = pair_of(session, vacancy, person.candidate, on=MONDAY)

    assert opened.examples == (vacancy,)
    assert len(pair.always) == 1
    assert pair.choices == ()


def test_what_every_way_asks_is_told_once_and_the_rest_is_a_choice(session, make):
    make.region()
    make.parameters()
    person = make.profile(level=1, hours_min=Decimal(4), hours_max=Decimal(8))
    vacancy = make.vacancy(hours_min=Decimal(16), hours_max=Decimal(24))

    pair = pair_of(session, vacancy, person.candidate, on=MONDAY)

    assert [step.what for step in pair.always] == ["16 uur per week werken (nu ten hoogste 8 uur)"]
    assert len(pair.choices) > 1
    assert not any(step in pair.always for way in pair.choices for step in way)


def test_the_explanation_on_paper_is_as_it_was_shown_and_names_whom_to_ask(client, region):
    coach = region.user(Role.COACH)
    person = region.profile(region.candidate(coach=coach, first_name="Noor"))
    proposal = region.proposal(region.vacancy(), person.candidate)

    page = client.sign_in_as(coach).get(f"/voordrachten/{proposal.reference}/uitleg")

    assert page.h1 == "Uitleg bij je voordracht"
    assert "Dit kun je nu al:" in page.text
    assert coach.name in page.text
    assert "De wet waaronder je valt" in page.text


def test_only_colleagues_look(session, make):
    make.region()
    person = make.profile()
    vacancy = make.vacancy()
    for role, may in ((Role.COACH, True), (Role.ACCOUNT_MANAGER, True), (Role.ALDERMAN, False), (Role.EMPLOYER, False)):
        actor = make.actor(role)
        assert bool(policy.may_see_pair(actor, vacancy=vacancy, candidate=person.candidate)) is may
        assert bool(policy.may_see_openings(actor, candidate=person.candidate)) is may
