"""The pages of fairness, for everybody who may come."""

from datetime import timedelta

import pytest

from matching.proposals.workflow import ProposalStatus
from tests.conftest import MONDAY
from tests.werkbedrijf.fairness.reports import measures, report
from tests.werkbedrijf.fairness.telling import PW, WAJONG, WSW
from werkbedrijf.fairness.waiting import longest_waiting, number_waiting
from werkbedrijf.foundation.actors import Role

LESS = (({PW}, 200, 160), ({WAJONG}, 100, 58), ({WSW}, 60, 45))
STAFF = (Role.COACH, Role.ACCOUNT_MANAGER)


def drawn(client, path):
    answer = client.flask.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    return answer.text


@pytest.fixture
def measured(stored):
    stored.region()
    stored.parameters()
    report(stored, measures(*LESS))
    return stored


@pytest.mark.parametrize("role", STAFF)
def test_staff_read_a_sentence_per_group_the_alarm_and_what_helps(client, measured, role):
    client.sign_in_as(measured.user(role))
    page = client.get("/eerlijk")

    assert (
        "Van elke 100 mensen met een Wajong die een plek aankunnen, kregen er ongeveer 60 een voorstel; regio: ongeveer 74."
        in page.text
    )
    assert "Niets in dit overzicht verandert de volgorde van een lijst." in page.text
    assert "Alarm: mensen met een Wajong" in page.text
    assert "Vervoer regelen" in page.text
    assert "Op de lijsten veranderde niets." in page.text
    assert "VD-0001" in page.text


def test_an_alderman_reads_the_same_without_a_person_in_it(client, measured):
    client.sign_in_as(measured.user(Role.ALDERMAN))
    page = client.get("/eerlijk/regio")

    assert "kregen er ongeveer 60 een voorstel; regio: ongeveer 74." in page.text
    assert "3 tot 6 maanden niet getoond" in page.text
    assert "/kandidaten" not in page.text


@pytest.mark.parametrize("path", ["/eerlijk", "/eerlijk/regio", "/eerlijk/groepen.svg", "/eerlijk/verloop.svg"])
def test_before_the_first_run_the_pages_say_so(client, stored, path):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER))

    client.get(path) if not path.endswith(".svg") else drawn(client, path)


def test_the_picture_tells_every_group_and_the_region(client, measured):
    client.sign_in_as(measured.user(Role.ALDERMAN))
    picture = drawn(client, "/eerlijk/groepen.svg")

    assert all(word in picture for word in ("Participatiewet", "Wajong", "Wsw", "regio 74"))


def test_from_the_second_month_on_there_is_a_line(client, measured):
    client.sign_in_as(measured.user(Role.ALDERMAN))
    assert "Verloop" not in client.get("/eerlijk/regio").text

    report(measured, measures(*LESS), day=MONDAY - timedelta(days=40))
    measured.save()
    assert "Verloop" in client.get("/eerlijk/regio").text
    assert drawn(client, "/eerlijk/verloop.svg").startswith("<svg")


def test_today_tells_an_alderman_of_an_alarm(client, measured):
    client.sign_in_as(measured.user(Role.ALDERMAN))

    assert "Alarm: mensen met een Wajong krijgen minder vaak een voorstel" in client.get("/vandaag").text


def test_who_waits_longest_stands_first_with_what_would_open_a_place(session, make):
    make.parameters()
    make.vacancy()
    coach = make.user(Role.COACH)
    late = make.profile(make.candidate(coach=coach, registered_on=MONDAY - timedelta(days=10))).candidate
    far = make.profile(
        make.candidate(coach=coach, registered_on=MONDAY - timedelta(days=90)), pc4="9712", max_minutes=20
    ).candidate
    bare = make.candidate(coach=coach, registered_on=MONDAY - timedelta(days=400))
    make.profile(make.candidate(registered_on=MONDAY - timedelta(days=900)))
    session.flush()

    found = longest_waiting(session, make.actor_of(coach), on=MONDAY)

    assert [one.candidate for one in found] == [bare, far, late]
    assert [one.suitable for one in found] == [None, 0, 1]
    assert (found[1].way, found[1].opens) == ("Met vervoer", 1)
    assert number_waiting(session, make.actor_of(coach)) == 3


def test_who_has_an_open_voordracht_or_work_does_not_wait_and_an_old_one_counts_as_since(session, make):
    make.parameters()
    coach = make.user(Role.COACH)
    vacancy = make.vacancy(seats=9)
    for status in (ProposalStatus.SENT, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED):
        candidate = make.candidate(coach=coach, registered_on=MONDAY - timedelta(days=100))
        make.proposal(vacancy, candidate, status=status)
    session.flush()

    (waiting,) = longest_waiting(session, make.actor_of(coach), on=MONDAY)
    assert (waiting.candidate, waiting.since, waiting.ever) == (candidate, MONDAY, True)
    assert number_waiting(session, make.actor_of(coach)) == 1


def test_a_coach_sees_three_of_the_own_people_and_the_rest_behind_a_link(client, measured):
    coach = measured.user(Role.COACH)
    for number in range(5):
        measured.candidate(coach=coach, last_name=f"Wachter{number}", registered_on=MONDAY - timedelta(days=number))
    measured.candidate(last_name="Vanieman", registered_on=MONDAY - timedelta(days=900))
    client.sign_in_as(coach)

    page = client.get("/eerlijk").text
    assert [f"Wachter{number}" in page for number in range(5)] == [False, False, True, True, True]
    assert "Toon alle 5 kandidaten" in page
    rest = client.get("/eerlijk/wachten").text
    assert all(f"Wachter{number}" in rest for number in range(5))
    assert "Vanieman" not in page + rest
    assert "Wachter4" in client.get("/vandaag").text


@pytest.mark.parametrize("typed", ["0", "-1", "abc", "99999999", "²", ""])
def test_an_odd_page_number_shows_a_page(client, measured, typed):
    client.sign_in_as(measured.user(Role.COACH))

    client.get(f"/eerlijk/wachten?pagina={typed}")
