import pytest
from sqlalchemy import select

from candidates import policy
from candidates.models import Candidate, CandidateStatus
from candidates.queries import candidates_visible_to, find_candidate, pool_visible_to
from tests.making import MAKER
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import record

OUTSIDE = (Role.EMPLOYER, Role.ALDERMAN, Role.ADMINISTRATOR)

# Who, and what they may: the whole file, the profile, to change, to switch visibility.
TABLE = {
    "own coach": (True, True, True, True),
    "substitute": (True, True, True, True),
    "coach of the same organisation": (False, True, False, False),
    "coach elsewhere": (False, True, False, False),
    "account manager of the organisation": (True, True, True, False),
    "account manager elsewhere": (False, True, False, False),
    "employer": (False, False, False, False),
    "alderman": (False, False, False, False),
    "administrator": (False, False, False, False),
}


@pytest.fixture
def people(make):
    """Everybody of the table, and a candidate; the neighbour has one too."""
    coach, elsewhere = make.user(Role.COACH), make.user(Role.COACH)
    substitute = make.user(Role.COACH, organisation=coach.organisation)
    candidate = make.candidate(coach=coach, substitute=substitute)
    make.profile(candidate)
    make.profile(make.candidate(coach=elsewhere))
    actors = {
        "own coach": make.actor_of(coach),
        "substitute": make.actor_of(substitute),
        "coach of the same organisation": make.actor(Role.COACH, organisation=coach.organisation),
        "coach elsewhere": make.actor_of(elsewhere),
        "account manager of the organisation": make.actor(organisation=coach.organisation),
        "account manager elsewhere": make.actor(organisation=elsewhere.organisation),
        "employer": make.actor_of(make.employer_user(make.employer())),
        "alderman": make.actor(Role.ALDERMAN, organisation=coach.organisation),
        "administrator": make.actor(Role.ADMINISTRATOR, organisation=coach.organisation),
    }
    return candidate, actors


@pytest.mark.parametrize("who", TABLE)
def test_who_may_what_of_a_candidate(people, who):
    candidate, actors = people
    verdicts = [
        may(actors[who], candidate=candidate)
        for may in (
            policy.may_see_file,
            policy.may_see_profile,
            policy.may_change_profile,
            policy.may_change_visibility,
        )
    ]
    assert tuple(map(bool, verdicts)) == TABLE[who]
    for may in (policy.may_change_candidate, policy.may_move_candidate, policy.may_hand_over):
        assert bool(may(actors[who], candidate=candidate)) == TABLE[who][2]
    assert bool(policy.may_see_registration(actors[who], candidate=candidate)) == TABLE[who][0]


@pytest.mark.parametrize("who", ["employer", "alderman", "administrator"])
def test_others_do_not_even_learn_that_someone_exists(people, session, who):
    candidate, actors = people
    assert all(
        may(actors[who], candidate=candidate).hidden
        for may in (policy.may_see_file, policy.may_see_profile, policy.may_change_profile, policy.may_move_candidate)
    )
    assert policy.may_list_candidates(actors[who]).hidden
    assert find_candidate(session, actors[who], candidate.reference) is None


@pytest.mark.parametrize("who", TABLE)
def test_the_list_and_the_door_agree(people, session, who):
    _, actors = people
    files = session.scalars(candidates_visible_to(actors[who])).all()
    pool = session.scalars(pool_visible_to(actors[who])).all()
    for candidate in session.scalars(select(Candidate)):
        assert (candidate in files) == bool(policy.may_see_file(actors[who], candidate=candidate))
        assert (candidate in pool) == bool(policy.may_see_profile(actors[who], candidate=candidate))


def test_the_file_of_who_left_can_be_seen_and_moved_but_not_changed(people):
    candidate, actors = people
    candidate.status = CandidateStatus.LEFT
    coach = actors["own coach"]
    assert policy.may_see_file(coach, candidate=candidate)
    assert policy.may_move_candidate(coach, candidate=candidate)
    for may in (policy.may_change_candidate, policy.may_change_profile, policy.may_change_visibility):
        assert "uitgeschreven" in may(coach, candidate=candidate).reason
    for may in (policy.may_see_profile, policy.may_change_profile, policy.may_move_candidate):
        assert may(actors["coach elsewhere"], candidate=candidate).hidden


def test_the_timetable_and_commands_find_anyone(people, session):
    candidate, _ = people
    assert find_candidate(session, TIMETABLE, f" {candidate.reference.lower()} ") is candidate


def test_whoever_goes_to_another_partner_leaves_the_files_behind(session, make):
    coach = make.user(Role.COACH)
    candidate = make.candidate(coach=coach)
    make.profile(candidate)
    assert policy.may_see_file(make.actor_of(coach), candidate=candidate)

    coach.organisation = make.organisation()
    record(session, MAKER, "user.changed", coach)
    session.flush()

    moved = make.actor_of(coach)
    assert policy.may_see_file(moved, candidate=candidate).hidden
    assert policy.may_see_profile(moved, candidate=candidate)
    assert session.scalars(candidates_visible_to(moved)).all() == []
