"""Who may see the allocation, ask for one, and change a list: the truth table."""

import pytest

from candidates.models import CandidateStatus
from employers.vacancies.workflow import VacancyStatus
from matching.allocation import policy
from matching.runs.models import AllocationRun, RunKind, RunStatus
from matching.runs.policy import may_choose, may_undo
from werkbedrijf.foundation.actors import Role

STAFF = {Role.ACCOUNT_MANAGER, Role.COACH}


@pytest.mark.parametrize("role", Role)
def test_staff_see_and_ask_and_nobody_else_knows(make, role):
    actor = make.actor(role) if role is not Role.SYSTEM else None
    if actor is None:
        return
    run = AllocationRun(kind=RunKind.NIGHT, status=RunStatus.DONE)

    for verdict in (
        policy.may_see_allocation(actor),
        policy.may_ask(actor),
        policy.may_see_run(actor, run=run),
        policy.may_check(actor, run=run),
    ):
        assert bool(verdict) == (role in STAFF)
        assert verdict.allowed or verdict.hidden


def test_a_what_if_is_no_run_of_the_region(make):
    assert policy.may_see_run(make.actor(), run=AllocationRun(kind=RunKind.WHAT_IF)).hidden


def test_only_a_run_that_is_done_can_be_checked(make):
    verdict = policy.may_check(make.actor(), run=AllocationRun(kind=RunKind.NIGHT, status=RunStatus.BUSY))

    assert not verdict and "niet klaar" in verdict.reason


def test_the_own_coach_changes_a_list_while_the_place_is_open(make):
    coach = make.user(Role.COACH)
    mine, theirs = make.candidate(coach=coach), make.candidate()
    left = make.candidate(status=CandidateStatus.LEFT)
    place, closed = make.vacancy(), make.vacancy(status=VacancyStatus.CLOSED)
    me, manager = make.actor_of(coach), make.actor(organisation=coach.organisation)

    assert may_choose(me, vacancy=place, candidate=mine)
    assert "Vraag" in may_choose(me, vacancy=place, candidate=theirs).reason
    assert "Vraag" in may_choose(manager, vacancy=place, candidate=mine).reason
    assert "gesloten" in may_choose(me, vacancy=closed, candidate=mine).reason
    assert may_choose(me, vacancy=place, candidate=left).hidden
    assert may_choose(make.actor(Role.EMPLOYER), vacancy=place, candidate=mine).hidden


def test_a_choice_can_be_taken_back_also_when_the_place_closed(make):
    coach = make.user(Role.COACH)
    person, closed = make.candidate(coach=coach), make.vacancy(status=VacancyStatus.CLOSED)

    assert may_undo(make.actor_of(coach), vacancy=closed, candidate=person)
    assert not may_undo(make.actor(Role.COACH), vacancy=closed, candidate=person)
