"""Who may see, log, change, open and close places."""

import pytest

from employers.vacancies import policy
from employers.vacancies.queries import open_vacancies, vacancies_visible_to
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Role

S = VacancyStatus
ACTS = ("change", "open", "close", "reopen", "confirm", "copy")


def said(verdict):
    return "ja" if verdict else ("verborgen" if verdict.hidden else "nee")


def answers(actor, place):
    return [said(getattr(policy, f"may_{act}_vacancy")(actor, vacancy=place)) for act in ACTS]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (S.DRAFT, ["ja", "ja", "ja", "nee", "nee", "ja"]),
        (S.OPEN, ["ja", "nee", "ja", "nee", "ja", "ja"]),
        (S.FULL, ["ja", "nee", "ja", "nee", "nee", "ja"]),
        (S.CLOSED, ["nee", "nee", "nee", "ja", "nee", "ja"]),
    ],
)
def test_an_account_manager_does_what_the_status_allows(session, make, status, expected):
    assert answers(make.actor(), make.vacancy(status=status)) == expected


@pytest.mark.parametrize("status", list(S))
def test_an_employer_says_of_its_own_open_place_that_it_is_true_and_nothing_else(session, make, status):
    ours, theirs = make.vacancy(status=status), make.vacancy(status=status)
    actor = make.actor_of(make.employer_user(ours.employer))
    assert said(policy.may_confirm_vacancy(actor, vacancy=ours)) == (
        "verborgen" if status is S.DRAFT else "ja" if status is S.OPEN else "nee"
    )
    assert said(policy.may_confirm_vacancy(actor, vacancy=theirs)) == "verborgen"
    assert said(policy.may_copy_vacancy(actor, vacancy=ours)) == ("verborgen" if status is S.DRAFT else "nee")


@pytest.mark.parametrize(
    ("role", "answer"), [(Role.ACCOUNT_MANAGER, "ja"), (Role.COACH, "ja"), (Role.ALDERMAN, "verborgen")]
)
def test_staff_sees_what_happened_to_a_place(session, make, role, answer):
    assert said(policy.may_see_history(make.actor(role), vacancy=make.vacancy())) == answer


def test_going_through_a_draft_is_for_who_may_change_the_place(session, make):
    assert said(policy.may_confirm_draft(make.actor(), vacancy=make.vacancy())) == "ja"
    assert said(policy.may_confirm_draft(make.actor(Role.COACH), vacancy=make.vacancy())) == "nee"


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.COACH, "nee"),
        (Role.EMPLOYER, "verborgen"),
        (Role.ALDERMAN, "verborgen"),
        (Role.ADMINISTRATOR, "verborgen"),
    ],
)
@pytest.mark.parametrize("status", list(S))
def test_nobody_else_changes_a_place(session, make, role, answer, status):
    assert answers(make.actor(role), make.vacancy(status=status)) == [answer] * len(ACTS)


def test_an_incomplete_place_says_what_is_missing(session, make):
    place = make.vacancy(status=S.DRAFT)
    place.tasks[0].share = 10
    verdict = policy.may_open_vacancy(make.actor(), vacancy=place)
    assert verdict.reason == "Deze plek kan nog niet open. De taken zijn samen 50 %. Maak er 100 % van."


def test_a_place_where_people_wait_does_not_close(session, make):
    assert "wachten" in policy.may_close_vacancy(make.actor(), vacancy=make.vacancy(held=1)).reason


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.ACCOUNT_MANAGER, "ja"),
        (Role.COACH, "nee"),
        (Role.EMPLOYER, "verborgen"),
        (Role.ALDERMAN, "verborgen"),
        (Role.ADMINISTRATOR, "verborgen"),
    ],
)
def test_account_managers_log_places(session, make, role, answer):
    employer = make.establishment().employer
    assert said(policy.may_log_vacancy(make.actor(role), employer=employer)) == answer


def test_without_an_establishment_there_is_nowhere_to_work(session, make):
    assert "vestiging" in policy.may_log_vacancy(make.actor(), employer=make.employer()).reason


def test_an_employer_hears_that_the_region_logs_its_places(session, make):
    employer = make.establishment().employer
    speaker = make.actor_of(make.employer_user(employer))
    assert said(policy.may_log_vacancy(speaker, employer=employer)) == "nee"


@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("role", [Role.ACCOUNT_MANAGER, Role.COACH, Role.ALDERMAN, Role.ADMINISTRATOR])
def test_the_list_and_the_door_agree_for_each_role(session, make, role, status):
    actor, place = make.actor(role), make.vacancy(status=status)
    listed = place in session.scalars(vacancies_visible_to(actor)).unique().all()
    assert listed == bool(policy.may_see_vacancy(actor, vacancy=place))


@pytest.mark.parametrize("status", list(S))
def test_the_list_and_the_door_agree_for_employers(session, make, status):
    ours, theirs = make.vacancy(status=status), make.vacancy(status=status)
    actor = make.actor_of(make.employer_user(ours.employer))
    listed = session.scalars(vacancies_visible_to(actor)).unique().all()
    for place in (ours, theirs):
        assert (place in listed) == bool(policy.may_see_vacancy(actor, vacancy=place))
    assert (ours in listed) is (status is not S.DRAFT)


def test_only_open_places_take_voordrachten(session, make):
    places = {status: make.vacancy(status=status) for status in S}
    assert session.scalars(open_vacancies()).unique().all() == [places[S.OPEN]]
