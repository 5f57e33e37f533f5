"""The page *Waar werven?* as an account manager reads it."""

import pytest

from employers.vacancies.workflow import VacancyStatus
from employers.vocabulary.catalogue import occupations
from matching.advice.pages import people
from matching.core.catalogue import FAMILY_CODES, certificates_to_bits, families_to_bits
from tests.matching.advice.runs import outcome, stored_run
from werkbedrijf.foundation.actors import Role

ONLY_GREEN = families_to_bits(set(FAMILY_CODES) - {"groen"})


@pytest.fixture
def manager(stored):
    stored.region()
    stored.parameters()
    return stored.user(Role.ACCOUNT_MANAGER)


def test_before_the_first_allocation_the_page_says_what_will_come(client, manager):
    page = client.sign_in_as(manager).get("/waar-werven")
    assert page.h1 == "Waar werven?"
    assert "Er is nog geen verdeling gemaakt" in page.text


def test_the_page_tells_which_work_opens_something_and_who_knows_it(client, stored, manager):
    closed = stored.vacancy(family="groen", status=VacancyStatus.CLOSED)
    ids = [stored.profile(level=4, vetoes=ONLY_GREEN).pseudonym for _ in range(12)]
    run = stored_run(stored, outcome(dict.fromkeys(ids, 0)))
    page = client.sign_in_as(manager).get("/waar-werven")
    assert (
        f"In verdeling {run.reference} van maandag 23 november 2026 staan 12 mensen op geen enkele lijst" in page.text
    )
    assert "Een plek als deze opent werk voor 12 mensen die nu op geen lijst staan." in page.text
    assert closed.employer.name in page.text
    (log,) = [link for link in page.links() if "/plekken/nieuw?beroep=" in link]
    form = client.get(log)
    code = log.partition("beroep=")[2]
    assert all(task.title in form.html for task in occupations()[code].tasks)


def test_a_small_group_is_not_told_exactly(client, stored, manager):
    place = stored.vacancy(family="bouw", certificates=certificates_to_bits({"vca"}))
    ids = [stored.profile(level=4).pseudonym for _ in range(4)]
    stored_run(stored, outcome(dict.fromkeys(ids, 0), [place]))
    page = client.sign_in_as(manager).get("/waar-werven")
    assert "staan minder dan 10 mensen op geen enkele lijst" in page.text
    assert "Met VCA (veilig werken), of zonder die eis, passen er minder dan 10 mensen bij." in page.text
    assert "4 mensen" not in page.text
    assert [people(n, 10) for n in (0, 9, 10)] == ["niemand", "minder dan 10 mensen", "10 mensen"]


def test_other_hours_stay_in_the_address(client, stored, manager):
    stored.establishment()
    stored_run(stored, outcome({stored.profile(level=4).pseudonym: 0}))
    page = client.sign_in_as(manager).get("/waar-werven?uren=24")
    assert "vanaf 24 uur per week" in page.text
    assert client.get("/waar-werven?uren=999").status == 200


def test_only_account_managers_recruit(client, stored, manager):
    client.sign_in_as(stored.user(Role.COACH)).get("/waar-werven", status=403)


def test_vandaag_leads_to_it(client, manager):
    assert "/waar-werven" in client.sign_in_as(manager).get("/vandaag").links()
