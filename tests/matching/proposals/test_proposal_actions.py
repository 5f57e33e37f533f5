from datetime import timedelta

import pytest
from sqlalchemy import select

from candidates.models import CandidateStatus
from candidates.profile.queries import profile_of
from employers.vacancies.workflow import VacancyStatus
from matching.proposals import jobs
from matching.proposals.actions import accept, decline, invite, propose, withdraw
from matching.proposals.errors import AllSeatsHeld, AlreadyProposed, NotAvailable, NotShown, PlaceNotOpen
from matching.proposals.models import DeclineReason, Proposal
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow

SHOWN = {"score": 87, "tasks": ["Inpakken"]}


@pytest.fixture(autouse=True)
def parameters(request):
    if "make" in request.fixturenames:
        request.getfixturevalue("make").parameters()


def put_forward(make, vacancy=None, candidate=None):
    candidate = candidate or make.candidate()
    if not profile_of(make.session, candidate):
        make.profile(candidate)
    coach = make.actor_of(candidate.coach)
    return propose(make.session, coach, vacancy or make.vacancy(), candidate, on=MONDAY, explanation=SHOWN)


def acts(session):
    return [entry.act for entry in session.scalars(select(AuditEntry).where(AuditEntry.act.like("proposal.%")))]


def mails(session):
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_who_is_proposed_holds_a_seat_for_two_weeks_and_keeps_the_explanation(session, make):
    vacancy = make.vacancy(seats=2)

    proposal = put_forward(make, vacancy)

    session.commit()
    assert (vacancy.held, vacancy.seats_left) == (1, 1)
    assert proposal.held_until == MONDAY + timedelta(days=14)
    stored = session.scalars(select(Proposal.explanation)).one()
    assert {name: stored[name] for name in SHOWN} == SHOWN
    assert acts(session) == ["proposal.sent"]


def test_every_user_of_the_employer_is_told_with_a_link_and_nothing_about_the_person(session, make):
    vacancy = make.vacancy()
    ours = [make.employer_user(vacancy.employer), make.employer_user(vacancy.employer)]
    make.employer_user(make.employer())
    candidate = make.candidate(first_name="Quirine", last_name="Zilverberg")

    proposal = put_forward(make, vacancy, candidate)

    session.commit()
    told = mails(session)
    assert {mail.to_address for mail in told} == {user.email for user in ours}
    for mail in told:
        assert f"/voordrachten/{proposal.reference}" in mail.body
        for word in ("Quirine", "Zilverberg", candidate.reference, candidate.coach.organisation.name):
            assert word not in mail.subject + mail.body


def test_an_employer_without_users_is_called_by_the_account_manager(session, make):
    manager = make.user(Role.ACCOUNT_MANAGER)
    vacancy = make.vacancy(make.establishment(make.employer(account_manager=manager)))

    put_forward(make, vacancy)

    session.commit()
    assert [mail.to_address for mail in mails(session)] == [manager.email]


def test_who_is_not_shown_is_not_proposed(session, make):
    with pytest.raises(NotShown, match=r"K-0001 is nog niet zichtbaar.*coach"):
        put_forward(make, candidate=make.candidate(shown_since=None))

    assert session.scalars(select(Proposal)).all() == []


def test_who_becomes_visible_tomorrow_is_not_proposed_today(session, make):
    with pytest.raises(NotShown):
        put_forward(make, candidate=make.candidate(shown_since=MONDAY + timedelta(days=1)))


def test_who_is_paused_is_not_proposed(session, make):
    with pytest.raises(NotAvailable, match="niet in beeld"):
        put_forward(make, candidate=make.candidate(status=CandidateStatus.PAUSED))


@pytest.mark.parametrize("status", [VacancyStatus.DRAFT, VacancyStatus.FULL, VacancyStatus.CLOSED])
def test_nobody_is_proposed_for_a_place_that_is_not_open(session, make, status):
    with pytest.raises(PlaceNotOpen, match=status.value):
        put_forward(make, make.vacancy(status=status))


def test_a_seat_is_never_promised_twice_and_the_refusal_says_until_when(session, make):
    vacancy = make.vacancy(seats=1)
    put_forward(make, vacancy)

    with pytest.raises(AllSeatsHeld, match="tot en met 7 dec 2026"):
        put_forward(make, vacancy)

    assert vacancy.held == 1


def test_nobody_is_proposed_twice_for_one_place(session, make):
    vacancy, candidate = make.vacancy(seats=3), make.candidate()
    put_forward(make, vacancy, candidate)

    with pytest.raises(AlreadyProposed, match=vacancy.reference):
        put_forward(make, vacancy, candidate)


def test_after_a_no_someone_can_be_proposed_for_the_same_place_again(session, make):
    vacancy, candidate = make.vacancy(), make.candidate()
    make.proposal(vacancy, candidate, status=ProposalStatus.DECLINED)

    assert put_forward(make, vacancy, candidate).status == ProposalStatus.SENT


def test_an_invitation_holds_the_seat_longer_and_tells_the_coach(session, make):
    proposal = make.proposal()
    employer = make.actor_of(make.employer_user(proposal.vacancy.employer))

    invite(session, employer, proposal, on=MONDAY + timedelta(days=2))

    session.commit()
    assert proposal.held_until == MONDAY + timedelta(days=30)
    assert mails(session)[-1].to_address == proposal.candidate.coach.email


def test_an_answer_noted_by_an_account_manager_is_recorded_as_such(session, make):
    proposal = make.proposal()

    invite(session, make.actor(Role.ACCOUNT_MANAGER), proposal, on=MONDAY)

    session.commit()
    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "proposal.invited")).one()
    assert "genoteerd door een accountmanager" in entry.reason


def test_a_yes_ends_every_other_voordracht_and_frees_its_seat(session, make):
    candidate = make.candidate()
    chosen, other = make.proposal(candidate=candidate), make.proposal(candidate=candidate)
    neighbour = make.proposal()
    there = make.employer_user(other.vacancy.employer)

    accept(session, make.actor_of(make.employer_user(chosen.vacancy.employer)), chosen, on=MONDAY)

    session.commit()
    assert (chosen.status, chosen.held_until, chosen.vacancy.held) == (ProposalStatus.ACCEPTED, None, 1)
    assert (other.status, other.vacancy.held) == (ProposalStatus.LAPSED, 0)
    assert (neighbour.status, neighbour.vacancy.held) == (ProposalStatus.SENT, 1)
    told = [mail for mail in mails(session) if mail.to_address == there.email]
    assert "niet meer beschikbaar" in told[-1].subject
    assert candidate.reference not in told[-1].body


def test_who_is_accepted_is_not_proposed_elsewhere(session, make):
    candidate = make.candidate()
    make.proposal(candidate=candidate, status=ProposalStatus.ACCEPTED)

    with pytest.raises(NotAvailable, match="al aangenomen"):
        put_forward(make, candidate=candidate)


def test_a_no_frees_the_seat_and_tells_the_coach_why(session, make):
    proposal = make.proposal()

    decline(session, make.actor(Role.EMPLOYER), proposal, reason=DeclineReason.HOURS, note="Liever 24 uur", on=MONDAY)

    session.commit()
    assert (proposal.status, proposal.vacancy.held, proposal.ended_on) == (ProposalStatus.DECLINED, 0, MONDAY)
    assert "de uren of dagen passen niet" in mails(session)[-1].body


@pytest.mark.parametrize(
    ("reason", "note", "says"),
    [
        (DeclineReason.OTHER, " ", "Vertel in een paar woorden"),
        (DeclineReason.TASKS, "Lijkt mij iemand met autisme", "autisme"),
        (DeclineReason.TASKS, "Geen Wajong hier", "Wajong"),
    ],
)
def test_a_no_without_words_or_about_health_is_asked_again(session, make, reason, note, says):
    proposal = make.proposal()

    with pytest.raises(InputRefused, match=says):
        decline(session, make.actor(Role.EMPLOYER), proposal, reason=reason, note=note, on=MONDAY)

    assert proposal.status == ProposalStatus.SENT


def test_taking_back_frees_the_seat_and_tells_the_employer_no_reason(session, make):
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)
    user = make.employer_user(proposal.vacancy.employer)

    withdraw(session, make.actor(Role.COACH), proposal, reason="Kiest voor een opleiding", on=MONDAY)

    session.commit()
    assert (proposal.status, proposal.vacancy.held) == (ProposalStatus.WITHDRAWN, 0)
    assert "opleiding" not in [m for m in mails(session) if m.to_address == user.email][-1].body


def test_what_has_ended_does_not_end_again(session, make):
    proposal = make.proposal(status=ProposalStatus.DECLINED)

    with pytest.raises(NotNow):
        accept(session, make.actor(Role.EMPLOYER), proposal, on=MONDAY)

    assert proposal.vacancy.held == 0


def test_a_hold_past_its_term_is_freed_once(session, make):
    proposal, younger = make.proposal(), make.proposal(status=ProposalStatus.INVITED)
    last_day = proposal.held_until

    assert jobs.expire_holds(session, on=last_day) == []
    assert jobs.expire_holds(session, on=last_day + timedelta(days=1)) == [proposal]
    session.commit()
    before = len(mails(session))
    assert jobs.expire_holds(session, on=last_day + timedelta(days=1)) == []

    session.commit()
    assert (proposal.status, proposal.vacancy.held) == (ProposalStatus.EXPIRED, 0)
    assert (younger.status, younger.vacancy.held) == (ProposalStatus.INVITED, 1)
    assert len(mails(session)) == before
    assert acts(session).count("proposal.expired") == 1


def test_an_employer_is_reminded_once_per_term(session, make):
    proposal = make.proposal()
    make.employer_user(proposal.vacancy.employer)
    day = proposal.held_until - timedelta(days=2)

    assert jobs.remind(session, on=day) == 1
    jobs.remind(session, on=day + timedelta(days=1))

    session.commit()
    assert [mail.subject for mail in mails(session)] == ["Wilt u antwoorden over de kandidaat voor Orderpicker?"]


def test_every_profile_no_longer_shown_is_taken_off_the_lists(session, make):
    hidden, shown = make.proposal(), make.proposal()
    hidden.candidate.visibility.candidate_agreed_on = None

    assert jobs.lapse_hidden(session, on=MONDAY) == [hidden]
    assert jobs.lapse_hidden(session, on=MONDAY) == []

    session.commit()
    assert (hidden.status, hidden.vacancy.held, shown.status) == (ProposalStatus.LAPSED, 0, ProposalStatus.SENT)
