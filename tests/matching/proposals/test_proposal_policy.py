import pytest

from candidates.models import CandidateStatus
from employers.vacancies.workflow import VacancyStatus
from matching.placements.policy import may_plan
from matching.proposals.messages import coaches_of
from matching.proposals.policy import (
    may_accept,
    may_decline,
    may_invite,
    may_propose,
    may_propose_for,
    may_see_contact,
    may_see_proposal,
    may_see_ranking,
    may_see_story,
    may_withdraw,
)
from matching.proposals.queries import proposals_visible_to
from matching.proposals.workflow import HIDDEN_FROM_EMPLOYERS, PROPOSAL, ProposalStatus
from tests.making import MAKER
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record

S = ProposalStatus


class Cast:
    """Everybody around one voordracht, by what they are to it."""

    def __init__(self, make, status=S.SENT):
        owner = make.user(Role.ACCOUNT_MANAGER)
        vacancy = make.vacancy(make.establishment(make.employer(account_manager=owner)), seats=5)
        candidate = make.candidate()
        candidate.substitute = make.user(Role.COACH, organisation=candidate.organisation)
        self.proposal = make.proposal(vacancy, candidate, status=status)
        self.people = {
            "coach": make.actor_of(candidate.coach),
            "substitute": make.actor_of(candidate.substitute),
            "other coach": make.actor(Role.COACH),
            "manager of the person": make.actor(Role.ACCOUNT_MANAGER, organisation=candidate.organisation),
            "manager of the place": make.actor_of(owner),
            "other manager": make.actor(Role.ACCOUNT_MANAGER),
            "employer": make.actor_of(make.employer_user(vacancy.employer)),
            "other employer": make.actor_of(make.employer_user(make.employer())),
            "alderman": make.actor(Role.ALDERMAN),
            "administrator": make.actor(Role.ADMINISTRATOR),
        }

    def who(self, question, **objects):
        """Names of those who get a yes."""
        return {name for name, actor in self.people.items() if question(actor, **objects)}

    def who_may(self, question):
        return self.who(question, proposal=self.proposal)


STAFF = {"coach", "substitute", "manager of the person", "manager of the place"}


def test_who_sees_a_voordracht_that_waits(session, make):
    cast = Cast(make)

    assert cast.who_may(may_see_proposal) == STAFF | {"employer"}
    assert cast.who_may(may_see_story) == STAFF
    for name in ("other coach", "other manager", "other employer", "alderman", "administrator"):
        assert may_see_proposal(cast.people[name], proposal=cast.proposal).hidden


@pytest.mark.parametrize("status", S)
def test_the_list_and_the_door_agree(session, make, status):
    cast = Cast(make, status)
    neighbour = make.proposal()

    for name, actor in cast.people.items():
        listed = session.scalars(proposals_visible_to(actor)).all()
        for proposal in (cast.proposal, neighbour):
            assert (proposal in listed) == bool(may_see_proposal(actor, proposal=proposal)), name


@pytest.mark.parametrize("field", ["candidate_agreed_on", "coach_agreed_on"])
@pytest.mark.parametrize("status", [S.SENT, S.INVITED, S.ACCEPTED])
def test_an_employer_loses_sight_of_who_took_back_the_yes_before_the_answer(session, make, status, field):
    cast = Cast(make, status)
    setattr(cast.proposal.candidate.visibility, field, None)
    session.flush()

    employer = cast.people["employer"]
    seen = bool(may_see_proposal(employer, proposal=cast.proposal))
    assert seen == (status == S.ACCEPTED)
    assert (cast.proposal in session.scalars(proposals_visible_to(employer)).all()) == seen


@pytest.mark.parametrize(
    ("question", "act"), [(may_invite, "invite"), (may_accept, "accept"), (may_decline, "decline")]
)
@pytest.mark.parametrize("status", S)
def test_who_answers_and_when(session, make, question, act, status):
    cast = Cast(make, status)
    answers = {"employer", "manager of the person", "manager of the place"}

    allowed = cast.who_may(question)

    assert allowed == (answers if PROPOSAL.may(act, status) else set())


@pytest.mark.parametrize("status", S)
def test_who_withdraws_and_when(session, make, status):
    cast = Cast(make, status)

    assert cast.who_may(may_withdraw) == (STAFF if PROPOSAL.may("withdraw", status) else set())


@pytest.mark.parametrize("status", S)
def test_who_plans_and_when(session, make, status):
    cast = Cast(make, status)

    assert cast.who_may(may_plan) == (STAFF if status == S.ACCEPTED else set())


@pytest.mark.parametrize("status", S)
def test_contact_details_appear_with_an_invitation_and_go_with_the_end(session, make, status):
    cast = Cast(make, status)

    seen = may_see_contact(cast.people["employer"], proposal=cast.proposal)

    # Here nobody works yet where the voordracht was placed; tests/matching/placements/test_contact_ends.py has the work.
    assert bool(seen) == (status in {S.INVITED, S.ACCEPTED})
    assert seen.hidden == (status in HIDDEN_FROM_EMPLOYERS)


def test_only_the_own_coach_puts_someone_forward_and_others_hear_whom_to_ask(session, make):
    cast = Cast(make)
    candidate, vacancy = cast.proposal.candidate, make.vacancy()

    assert cast.who(may_propose, vacancy=vacancy, candidate=candidate) == {"coach", "substitute"}
    assert cast.who(may_propose_for, vacancy=vacancy) == {"coach", "substitute", "other coach"}
    for name in ("other coach", "manager of the person"):
        refusal = may_propose(cast.people[name], vacancy=vacancy, candidate=candidate)
        assert candidate.coach.name in refusal.reason
        assert candidate.name not in refusal.reason
    for name in ("employer", "alderman", "administrator"):
        assert may_propose(cast.people[name], vacancy=vacancy, candidate=candidate).hidden


def test_of_someone_who_left_elsewhere_nobody_hears_whose_candidate_it_was(make):
    candidate = make.candidate(status=CandidateStatus.LEFT)

    assert may_propose(make.actor(Role.COACH), vacancy=make.vacancy(), candidate=candidate).hidden


def test_only_who_still_coaches_for_the_partner_is_told(session, make):
    proposal = make.proposal()
    candidate = proposal.candidate
    assert coaches_of(proposal) == [candidate.coach]

    candidate.coach.organisation = make.organisation()
    record(session, MAKER, "user.changed", candidate.coach)
    session.flush()

    assert coaches_of(proposal) == []


@pytest.mark.parametrize("status", VacancyStatus)
def test_putting_forward_is_for_open_places(session, make, status):
    candidate = make.candidate()
    coach = make.actor_of(candidate.coach)
    vacancy = make.vacancy(status=status)

    assert bool(may_propose(coach, vacancy=vacancy, candidate=candidate)) == (status == VacancyStatus.OPEN)


def test_the_reason_says_what_to_do_when_the_profile_is_not_visible(session, make):
    candidate = make.candidate(shown_since=None)

    refusal = may_propose(make.actor_of(candidate.coach), vacancy=make.vacancy(), candidate=candidate)

    assert "samen met de kandidaat" in refusal.reason


def test_a_ranking_is_for_staff(session, make):
    cast = Cast(make)

    allowed = cast.who(may_see_ranking, vacancy=cast.proposal.vacancy)

    assert allowed == STAFF | {"other coach", "other manager"}
