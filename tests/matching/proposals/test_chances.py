"""What is open to somebody now, and the questions that would open more."""

from employers.vacancies.models import Task
from matching.core.questions import Worth
from matching.core.ranking import Ranked
from matching.proposals.chances import _does, chances_of
from matching.proposals.lines import _interval
from tests.conftest import MONDAY
from werkbedrijf.foundation.actors import Role

KNOWN = "2" * 6 + "?" + "2" * 25  # lezen is not known


def reading(level):
    return [Task(position=1, title="Lijsten lezen", share=100, asks={"lezen": [level, 3], "lopen": [2, 1]})]


def test_the_questions_of_a_person_among_the_open_places(session, make):
    make.parameters()
    profile = make.profile(levels=KNOWN)
    for _ in range(2):
        make.vacancy(tasks=reading(4), title="Lezer")
    fits = make.vacancy(title="Inpakker")

    found = chances_of(session, profile.candidate, on=MONDAY, key=b"k")

    assert [place.reference for place in found.best] == [fits.reference]
    assert (found.open_places, found.worth.now, found.worth.together) == (3, 1, 2)
    assert [(one.name, one.does) for one in found.questions] == [("Lezen", "opent tot 2 plekken")]


def test_the_panel_names_the_questions_and_leads_to_them(client, stored):
    stored.parameters()
    profile = stored.profile(levels=KNOWN)
    stored.vacancy(tasks=reading(4))
    reference = profile.candidate.reference
    client.sign_in_as(profile.candidate.coach)

    page = client.get(f"/kandidaten/{reference}/kansen")

    assert "Deze vraag opent de meeste plekken" in page.text
    assert "opent tot 1 plek" in page.text
    assert f'href="/kandidaten/{reference}/profiel/vraag/lezen"' in page.html
    assert f'data-fragment="/kandidaten/{reference}/kansen"' in client.get(f"/kandidaten/{reference}").html


def test_a_colleague_elsewhere_sees_the_questions_under_the_reference_and_asks_nothing(client, stored):
    stored.parameters()
    profile = stored.profile(levels=KNOWN)
    stored.vacancy(tasks=reading(4))
    reference = profile.candidate.reference
    client.sign_in_as(stored.user(Role.COACH))

    page = client.get(f"/kandidaten/{reference}/kansen")

    assert "Lezen: opent tot 1 plek" in page.text
    assert "/profiel/vraag/" not in page.html
    assert profile.candidate.last_name not in page.html


def test_the_panel_without_a_profile_says_what_to_do(client, stored):
    candidate = stored.candidate()
    client.sign_in_as(candidate.coach)

    assert "nog niet ingevuld wat deze kandidaat kan" in client.get(f"/kandidaten/{candidate.reference}/kansen").text


def test_what_an_answer_does_in_words():
    assert _does(Worth("lezen", opens=6, usual=2, opens_usual=4, rests=1)) == "opent tot 6 plekken"
    assert _does(Worth("lezen", opens=0, usual=2, opens_usual=0, rests=1)) == "geeft zekerheid over 1 plek"
    assert _does(Worth("lezen", opens=0, usual=2, opens_usual=0, rests=0)) == "brengt plekken dichterbij"


def test_the_interval_stands_on_the_list_for_the_coach_and_only_where_questions_are_open(client, stored):
    stored.parameters()
    profile, sure = stored.profile(levels=KNOWN), stored.profile()
    vacancy = stored.vacancy(tasks=reading(2))
    client.sign_in_as(profile.candidate.coach)

    page = client.get(f"/plekken/{vacancy.reference}/kandidaten")

    assert page.text.count("open: kan dit werk voor") == 1
    assert "Nog 1 vraag open: kan dit werk voor 25 tot 100 %." in page.text
    assert sure.candidate.reference in page.text
    assert _interval(Ranked("K", 80, 100, 80, 80, 10, (), suitable=True)) == ""
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))
    assert "open: kan dit werk voor" not in client.get(f"/plekken/{vacancy.reference}/kandidaten").text
