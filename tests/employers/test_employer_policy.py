"""Who may see and change employers."""

import pytest

from employers import policy
from employers.queries import employers_visible_to
from werkbedrijf.foundation.actors import TIMETABLE, Role

AM, COACH, EMPLOYER, ALDERMAN, ADMIN = (
    Role.ACCOUNT_MANAGER,
    Role.COACH,
    Role.EMPLOYER,
    Role.ALDERMAN,
    Role.ADMINISTRATOR,
)


def said(verdict):
    return "ja" if verdict else ("verborgen" if verdict.hidden else "nee")


@pytest.mark.parametrize(
    ("role", "listing", "register", "see", "change", "log", "take"),
    [
        (AM, "ja", "ja", "ja", "ja", "ja", "ja"),
        (COACH, "ja", "nee", "ja", "nee", "ja", "nee"),
        (EMPLOYER, "nee", "nee", "verborgen", "verborgen", "verborgen", "verborgen"),
        (ALDERMAN, "nee", "nee", "verborgen", "verborgen", "verborgen", "verborgen"),
        (ADMIN, "nee", "nee", "verborgen", "verborgen", "verborgen", "verborgen"),
    ],
)
def test_each_role_may_do_its_part(session, make, role, listing, register, see, change, log, take):
    actor, employer = make.actor(role), make.employer()
    assert [said(question(actor)) for question in (policy.may_see_employers, policy.may_register_employer)] == [
        listing,
        register,
    ]
    questions = (policy.may_see_employer, policy.may_change_employer, policy.may_log_contact, policy.may_take_account)
    assert [said(question(actor, employer=employer)) for question in questions] == [see, change, log, take]


def test_an_employer_may_see_itself_and_no_more(session, make):
    employer = make.employer()
    speaker = make.actor_of(make.employer_user(employer))
    assert said(policy.may_see_employer(speaker, employer=employer)) == "ja"
    for question in (policy.may_change_employer, policy.may_log_contact, policy.may_take_account):
        assert said(question(speaker, employer=employer)) == "nee"


def test_who_is_the_face_or_finds_one_hears_why_not(session, make):
    anna = make.user(name="Anna Bos")
    employer = make.employer(account_manager=anna)
    assert policy.may_take_account(make.actor(), employer=employer).reason.startswith("Anna Bos is het aanspreekpunt")
    assert policy.may_take_account(make.actor_of(anna), employer=employer).reason.startswith("Je bent")


@pytest.mark.parametrize("role", [AM, COACH, ALDERMAN, ADMIN])
def test_the_list_and_the_door_agree_for_each_role(session, make, role):
    actor, employer = make.actor(role), make.employer()
    listed = employer in session.scalars(employers_visible_to(actor)).all()
    assert listed == bool(policy.may_see_employer(actor, employer=employer))


def test_the_list_and_the_door_agree_for_employers_and_the_timetable(session, make):
    ours, theirs = make.employer(), make.employer()
    for actor in (make.actor_of(make.employer_user(ours)), TIMETABLE):
        listed = session.scalars(employers_visible_to(actor)).all()
        for employer in (ours, theirs):
            assert (employer in listed) == bool(policy.may_see_employer(actor, employer=employer))
