from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from candidates.actions import (
    change_candidate,
    facts_of,
    hand_over,
    name_substitute,
    pause_candidate,
    register_candidate,
    resume_candidate,
    sign_off_candidate,
)
from candidates.errors import NoCoach, SignedOff
from candidates.facts import CandidateFacts
from candidates.models import Candidate, CandidateStatus
from candidates.visibility import agree_sharing, agree_visibility, withdraw_visibility
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.workflow import NotNow

SAM = CandidateFacts(first_name=" Sam ", last_name="van  Dijk-Öz", gemeente_code="153", email="Sam@Voorbeeld.example")
TUESDAY = date(2026, 11, 24)


def test_a_coach_registers_for_the_own_caseload(session, make):
    user = make.user(Role.COACH)
    candidate = register_candidate(session, make.actor_of(user), SAM, on=MONDAY)

    assert (candidate.name, candidate.search_name) == ("Sam van Dijk-Öz", "sam van dijk oz")
    assert (candidate.coach, candidate.organisation) == (user, user.organisation)
    assert candidate.gemeente_code == "GM0153"
    assert candidate.email == "sam@voorbeeld.example"
    assert candidate.registered_on == MONDAY
    assert not candidate.visibility.is_shown(MONDAY)
    session.commit()


def test_an_account_manager_names_a_coach_of_the_own_organisation(session, make):
    coach, stranger = make.user(Role.COACH), make.user(Role.COACH)
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)

    assert register_candidate(session, manager, SAM, on=MONDAY, coach=coach).coach is coach
    for wrong in (None, stranger):
        with pytest.raises(NoCoach):
            register_candidate(session, manager, SAM, on=MONDAY, coach=wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", " "),
        ("last_name", "x" * 101),
        ("last_name", "123"),
        ("gemeente_code", "GM9999"),
        ("born_on", MONDAY),
        ("born_on", date(1900, 1, 1)),
        ("email", "geen adres"),
        ("phone", "bel maar"),
        ("first_name", "Sam 111222333"),
        ("last_name", "Jansen 1112.22.333"),
        ("phone", "111222333"),
        ("phone", "111 222 333"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(field, value):
    with pytest.raises(InputRefused) as refused:
        replace(SAM, **{field: value}).checked(on=MONDAY)
    assert list(refused.value.problems) == [field]


def test_a_mark_of_elsewhere_may_have_figures_among_its_letters():
    assert replace(SAM, last_name="c111222333ab").checked(on=MONDAY).last_name == "c111222333ab"


def test_nothing_is_kept_of_refused_facts(session, make):
    with pytest.raises(InputRefused):
        register_candidate(session, make.actor(Role.COACH), replace(SAM, last_name=""), on=MONDAY)
    assert session.scalars(select(Candidate)).all() == []


def test_a_change_names_the_fields_and_keeps_no_values(session, make):
    candidate, actor = make.candidate(born_on=date(1990, 1, 1)), make.actor(Role.COACH)
    change_candidate(session, actor, candidate, replace(facts_of(candidate), phone="06 12345678"), on=MONDAY)

    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "candidate.changed")).one()
    assert entry.fields == ["phone"]
    assert "12345678" not in str(vars(entry))


def test_who_left_is_not_shown_and_not_changed_until_back(session, make):
    candidate, actor = make.candidate(), make.actor(Role.COACH)
    sign_off_candidate(session, actor, candidate, on=MONDAY)

    assert candidate.status == CandidateStatus.LEFT
    assert not candidate.visibility.is_shown(MONDAY)
    with pytest.raises(SignedOff, match=candidate.reference):
        change_candidate(session, actor, candidate, SAM, on=MONDAY)
    with pytest.raises(SignedOff):
        agree_visibility(session, actor, candidate, who="coach", on=MONDAY)
    with pytest.raises(NotNow):
        pause_candidate(session, actor, candidate, on=MONDAY)
    resume_candidate(session, actor, candidate, on=MONDAY)
    assert candidate.status == CandidateStatus.ACTIVE
    session.commit()


def test_coming_and_going_raises_the_revision_of_the_profile(session, make):
    profile, actor = make.profile(), make.actor(Role.COACH)
    before = profile.pool_revision
    pause_candidate(session, actor, profile.candidate, on=MONDAY)
    assert profile.pool_revision > before
    session.commit()


def test_another_coach_of_the_same_organisation_takes_over(session, make):
    candidate, actor = make.candidate(), make.actor(Role.ACCOUNT_MANAGER)
    colleague = make.user(Role.COACH, organisation=candidate.organisation)
    name_substitute(session, actor, candidate, colleague, on=MONDAY)
    hand_over(session, actor, candidate, colleague, on=MONDAY)

    assert candidate.coach is colleague
    assert candidate.substitute is None
    with pytest.raises(NoCoach):
        hand_over(session, actor, candidate, make.user(Role.COACH), on=MONDAY)
    with pytest.raises(NoCoach):
        name_substitute(session, actor, candidate, make.user(organisation=candidate.organisation), on=MONDAY)
    session.commit()


def test_employers_see_a_profile_once_both_said_yes(session, make):
    candidate, actor = make.candidate(shown_since=None), make.actor(Role.COACH)
    agree_visibility(session, actor, candidate, who="kandidaat", on=MONDAY)
    assert not candidate.visibility.is_shown(TUESDAY)
    agree_visibility(session, actor, candidate, who="coach", on=TUESDAY)
    assert not candidate.visibility.is_shown(MONDAY)
    assert candidate.visibility.is_shown(TUESDAY)

    agree_visibility(session, actor, candidate, who="kandidaat", on=TUESDAY)
    assert candidate.visibility.candidate_agreed_on == MONDAY
    withdraw_visibility(session, actor, candidate, who="kandidaat", on=TUESDAY)
    assert not candidate.visibility.is_shown(TUESDAY)
    assert candidate.visibility.coach_agreed_on == TUESDAY
    session.commit()


def test_sharing_is_agreed_on_a_day_and_only_of_what_exists(session, make):
    candidate, actor = make.candidate(phone="0612345678"), make.actor(Role.COACH)
    agree_sharing(session, actor, candidate, name=True, phone=True, email=False, on=MONDAY)
    assert candidate.visibility.shares_agreed_on == MONDAY

    with pytest.raises(InputRefused, match="e-mailadres"):
        agree_sharing(session, actor, candidate, name=True, phone=True, email=True, on=TUESDAY)
    change_candidate(session, actor, candidate, replace(facts_of(candidate), phone=""), on=TUESDAY)
    assert not candidate.visibility.shares_phone
    agree_sharing(session, actor, candidate, name=False, phone=False, email=False, on=TUESDAY)
    assert candidate.visibility.shares_agreed_on is None
    session.commit()
