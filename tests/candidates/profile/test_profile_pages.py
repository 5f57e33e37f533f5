import re

import pytest
from sqlalchemy import select

from candidates.profile.facts import facts_of
from candidates.profile.models import LevelChange, Profile
from candidates.profile.steps import STEPS
from matching.core.catalogue import CAPABILITIES, CONDITIONS, GROUPS
from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role

PRACTICAL = {
    "hours_min": "12",
    "hours_max": "25,5",
    "pc4": "7511 AB",
    "mode": "fiets",
    "max_minutes": "45",
    "available_from": "2026-12-01",
    "build_up": "Begint met 12 uur.",
    "times": ["avond", "weekend"],
    "certificates": ["vog"],
    "wish_1": "groen",
    "wish_2": "",
    "wish_3": "logistiek",
    "vetoes": ["horeca"],
}


@pytest.fixture
def coach(stored):
    stored.region()
    return stored.user(Role.COACH)


@pytest.fixture
def door(client, coach, stored):
    candidate = stored.candidate(coach=coach)
    client.sign_in_as(coach)
    return f"/kandidaten/{candidate.reference}/profiel"


def told(database):
    with database.session(at=NOW) as session:
        return facts_of(session.scalars(select(Profile)).one())


def version(page):
    return re.search(r'name="version"[^>]*value="(\d*)"', page.html)[1]


def test_ten_minutes_from_nothing_to_a_whole_profile(client, door, database):
    assert client.get(f"{door}/wijzigen/denken", follow=True).h1 == "Uren, reis en wensen"
    page = client.post(f"{door}/wijzigen", PRACTICAL | {"version": ""})
    assert page.h1 == GROUPS["denken"]
    assert "Opgeslagen om" in page.text
    for group in GROUPS:
        answers = {item.code: "?" if item.code == "lezen" else "3" for item in CAPABILITIES if item.group == group}
        page = client.post(f"{door}/wijzigen/{group}", answers | {"version": version(page)})
    assert page.h1 == "Wat moet er geregeld worden"
    needs = {condition.code: "nee" for condition in CONDITIONS} | {"jobcoach": "nodig", "prikkelarm": "onmisbaar"}
    page = client.post(f"{door}/wijzigen/regelen", needs | {"version": version(page)})
    assert "31 van 32 vragen beantwoord" in page.text

    facts = told(database)
    assert (facts.hours_min, facts.hours_max, facts.pc4) == (12, 25.5, "7511")
    assert (facts.times, facts.certificates) == ({"avond", "weekend"}, {"vog"})
    assert (facts.wishes, facts.vetoes) == (("groen", "logistiek"), {"horeca"})
    assert (facts.needs, facts.essentials) == ({"jobcoach", "prikkelarm"}, {"prikkelarm"})
    assert facts.levels["lezen"] is None
    assert {level for code, level in facts.levels.items() if code != "lezen"} == {3}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"hours_min": "veel"}, "Vul een getal in"),
        ({"hours_max": "8"}, "ten minste het laagste"),
        ({"pc4": "AB"}, "vier cijfers"),
        ({"max_minutes": "2,5"}, "heel getal"),
        ({"mode": ""}, "Kies hoe iemand reist"),
        ({"build_up": "Heeft autisme."}, "Hier staat ‘autisme’"),
        ({"wish_2": "groen"}, "verschillende wensen"),
        ({"vetoes": ["groen"]}, "Kies één van beide"),
    ],
)
def test_what_cannot_stay_is_said_at_its_field(client, door, database, typed, sentence):
    page = client.post(f"{door}/wijzigen", PRACTICAL | typed, status=422)
    assert sentence in page.text
    with database.session(at=NOW) as session:
        assert session.scalars(select(Profile)).all() == []


def test_a_group_without_answers_asks_for_them(client, door, database):
    client.post(f"{door}/wijzigen", PRACTICAL)
    page = client.post(f"{door}/wijzigen/denken", {"version": "1"}, status=422)
    assert "Kies wat het best past" in page.text


def test_a_step_on_an_old_page_is_refused(client, door):
    page = client.post(f"{door}/wijzigen", PRACTICAL)
    answers = {item.code: "2" for item in CAPABILITIES if item.group == "denken"} | {"version": version(page)}
    client.post(f"{door}/wijzigen/denken", answers, status=200)
    client.post(f"{door}/wijzigen/denken", answers, status=412)
    client.post(f"{door}/wijzigen", PRACTICAL, status=412)


def test_one_question_a_screen_saves_as_you_go(client, door, database):
    assert client.get(f"{door}/vragen", follow=True).h1 == "Uren, reis en wensen"
    client.post(f"{door}/wijzigen", PRACTICAL)
    page = client.get(f"{door}/vragen", follow=True)
    assert page.h1 == "Instructies begrijpen en onthouden"
    assert "1 van 32" in page.text
    for sentence in CAPABILITIES[0].examples:
        assert sentence in page.text

    page = client.post(f"{door}/vraag/{CAPABILITIES[0].code}", {"level": "2"})
    assert "2 van 32" in page.text
    assert told(database).levels[CAPABILITIES[0].code] == 2
    assert client.get(f"{door}/vragen", follow=True).h1 == "Aandacht vasthouden"
    page = client.post(f"{door}/vraag/{CAPABILITIES[-1].code}", {"level": "?"})
    assert "laatste vraag" in page.text


def test_a_question_without_an_answer_stays_open(client, door, database):
    client.post(f"{door}/wijzigen", PRACTICAL)
    client.post(f"{door}/vraag/lezen", {"level": ""}, status=422)
    client.post(f"{door}/vraag/lezen", {"level": "7"}, status=422)
    client.get(f"{door}/vraag/toveren", status=404)
    client.get(f"{door}/wijzigen/toveren", status=404)
    assert told(database).levels["lezen"] is None


def test_the_file_shows_quietly_what_changed(client, door, database):
    client.post(f"{door}/wijzigen", PRACTICAL)
    client.post(f"{door}/vraag/lezen", {"level": "2"})
    client.post(f"{door}/vraag/lezen", {"level": "3"})
    page = client.get(door.removesuffix("/profiel"))
    assert ": 2 naar 3, door " in page.text
    assert "onbekend → 2" not in page.text
    with database.session(at=NOW) as session:
        assert len(session.scalars(select(LevelChange)).all()) == 2


def test_best_comes_first_within_a_group(client, door):
    client.post(f"{door}/wijzigen", PRACTICAL)
    client.post(f"{door}/vraag/plannen", {"level": "1"})
    client.post(f"{door}/vraag/nieuw_leren", {"level": "4"})
    text = client.get(door.removesuffix("/profiel")).text
    assert text.index("Nieuw werk leren") < text.index("Werk plannen") < text.index("Instructies begrijpen")


def test_a_profile_can_be_confirmed_with_one_button(client, door):
    client.post(f"{door}/bevestigen", status=404)
    client.post(f"{door}/wijzigen", PRACTICAL)
    assert "klopt nog" in client.post(f"{door}/bevestigen").text


def test_the_steps_are_five_groups_and_what_is_around_them():
    assert list(STEPS) == ["uren", *GROUPS, "regelen"]
