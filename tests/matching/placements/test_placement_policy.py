import pytest

from matching.placements.policy import (
    may_agree_end,
    may_cancel,
    may_change_hours,
    may_end,
    may_see_placement,
    may_start,
)
from matching.placements.queries import placements_visible_to
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.actors import Role

S = PlacementStatus
MANAGERS = {"manager of the person", "manager of the place"}


def cast_around(make, status):
    owner = make.user(Role.ACCOUNT_MANAGER)
    vacancy = make.vacancy(make.establishment(make.employer(account_manager=owner)))
    placement = make.placement(make.proposal(vacancy, status=ProposalStatus.ACCEPTED), status=status)
    candidate = placement.candidate
    people = {
        "coach": make.actor_of(candidate.coach),
        "other coach": make.actor(Role.COACH, organisation=candidate.organisation),
        "manager of the person": make.actor(Role.ACCOUNT_MANAGER, organisation=candidate.organisation),
        "manager of the place": make.actor_of(owner),
        "other manager": make.actor(Role.ACCOUNT_MANAGER),
        "employer": make.actor_of(make.employer_user(vacancy.employer)),
        "other employer": make.actor_of(make.employer_user(make.employer())),
        "alderman": make.actor(Role.ALDERMAN),
        "administrator": make.actor(Role.ADMINISTRATOR),
    }
    return placement, people


def who(question, people, placement):
    return {name for name, actor in people.items() if question(actor, placement=placement)}


@pytest.mark.parametrize("status", S)
def test_who_sees_a_placement_and_the_list_agrees_with_the_door(session, make, status):
    placement, people = cast_around(make, status)
    neighbour = make.placement()

    assert who(may_see_placement, people, placement) == MANAGERS | {"coach", "employer"}
    for name, actor in people.items():
        listed = session.scalars(placements_visible_to(actor)).all()
        for one in (placement, neighbour):
            assert (one in listed) == bool(may_see_placement(actor, placement=one)), name


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        (may_start, {S.PLANNED}),
        (may_cancel, {S.PLANNED}),
        (may_end, {S.RUNNING}),
        (may_agree_end, {S.PLANNED, S.RUNNING}),
        (may_change_hours, {S.PLANNED, S.RUNNING, S.ENDED}),
    ],
)
@pytest.mark.parametrize("status", S)
def test_who_keeps_a_placement_up_to_date_and_when(session, make, question, fits, status):
    placement, people = cast_around(make, status)

    assert who(question, people, placement) == (MANAGERS if status in fits else set())


def test_a_coach_hears_whom_to_ask(session, make):
    placement, people = cast_around(make, S.RUNNING)

    assert placement.vacancy.employer.account_manager.name in may_end(people["coach"], placement=placement).reason
