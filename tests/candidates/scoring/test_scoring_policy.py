"""Who may do what with a double scoring, as a table per act."""

import pytest

from candidates.actions import sign_off_candidate
from candidates.scoring import policy
from candidates.scoring.workflow import ScoringStatus
from tests.conftest import MONDAY
from werkbedrijf.foundation.actors import Role

S = ScoringStatus
ACTS = {
    "see": policy.may_see_scoring,
    "pick_up": policy.may_pick_up,
    "score": policy.may_score,
    "withdraw": policy.may_withdraw_scoring,
    "differences": policy.may_see_differences,
    "take_over": policy.may_take_over,
}
# + yes, - no with a reason, . not known to exist; own coach, own manager, who scores, another coach, administrator.
TABLE = {
    (S.ASKED, "see"): "++++.",
    (S.ASKED, "pick_up"): "--++.",
    (S.ASKED, "score"): "----.",
    (S.ASKED, "withdraw"): "+---.",
    (S.ASKED, "differences"): "----.",
    (S.ASKED, "take_over"): "----.",
    (S.BUSY, "see"): "+++..",
    (S.BUSY, "pick_up"): "---..",
    (S.BUSY, "score"): "--+..",
    (S.BUSY, "withdraw"): "+--..",
    (S.BUSY, "differences"): "---..",
    (S.BUSY, "take_over"): "---..",
    (S.DONE, "see"): "+++..",
    (S.DONE, "score"): "---..",
    (S.DONE, "withdraw"): "---..",
    (S.DONE, "differences"): "+++..",
    (S.DONE, "take_over"): "+--..",
    (S.DISCUSSED, "differences"): "+++..",
    (S.DISCUSSED, "take_over"): "---..",
    (S.WITHDRAWN, "see"): "++...",
    (S.WITHDRAWN, "differences"): "--...",
    (S.EXPIRED, "see"): "++...",
    (S.EXPIRED, "pick_up"): "--...",
}


def said(verdict):
    return "+" if verdict else "." if verdict.hidden else "-"


@pytest.mark.parametrize("status", S)
def test_who_may_do_what(session, make, status):
    second = make.user(Role.COACH)
    row = make.scoring(status=status, scorer=second, levels="3")
    coach = row.candidate.coach
    people = [
        make.actor_of(coach),
        make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation),
        make.actor_of(second),
        make.actor(Role.COACH),
        make.actor(Role.ADMINISTRATOR),
    ]

    for (stand, act), expected in TABLE.items():
        if stand == status:
            assert "".join(said(ACTS[act](person, scoring=row)) for person in people) == expected, act


def test_an_invitation_is_for_one_colleague(session, make):
    invited = make.user(Role.COACH)
    row = make.scoring(invited=invited)

    assert policy.may_pick_up(make.actor_of(invited), scoring=row)
    assert policy.may_see_scoring(make.actor(Role.COACH), scoring=row).hidden


def test_a_colleague_of_the_same_partner_does_not_give_the_second_answer(session, make):
    row = make.scoring()
    colleague = make.actor(Role.COACH, organisation=row.candidate.organisation)

    assert policy.may_pick_up(colleague, scoring=row).hidden


def test_only_the_own_coach_asks(session, make):
    candidate = make.candidate()
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=candidate.organisation)

    assert policy.may_ask_scoring(make.actor_of(candidate.coach), candidate=candidate)
    assert candidate.coach.name in policy.may_ask_scoring(manager, candidate=candidate).reason
    assert not policy.may_ask_scoring(make.actor(Role.COACH), candidate=candidate)
    sign_off_candidate(session, make.actor_of(candidate.coach), candidate, on=MONDAY)
    assert not policy.may_ask_scoring(make.actor_of(candidate.coach), candidate=candidate)
