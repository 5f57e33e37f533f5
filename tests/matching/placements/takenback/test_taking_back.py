"""A start that was a mistake: taken back, it frees seat and person, or the placement is planned again; what stood there stays."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from matching.placements.actions import end_placement, plan_placement, start_placement
from matching.placements.endings.actions import undo_end
from matching.placements.endings.errors import PersonGone
from matching.placements.endings.models import EndMistake
from matching.placements.going_on import go_on
from matching.placements.interruptions.actions import note_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.models import EndReason
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.errors import WentOn
from matching.placements.takenback.models import StartMistake, TakenBack
from matching.placements.takenback.queries import taken_back_of
from matching.placements.workflow import PlacementStatus
from matching.proposals.queries import working_candidates
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from tests.matching.placements.test_placement_actions import facts_for
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow

DAY = timedelta(days=1)
S, M = PlacementStatus, StartMistake
LATER = MONDAY + 40 * DAY
WHOLE = [one for one in M if one.is_whole]


@pytest.fixture
def manager(make):
    return make.actor(Role.ACCOUNT_MANAGER)


@pytest.fixture
def working(make):
    return make.placement()


def last_act(session, placement):
    query = select(AuditEntry).where(AuditEntry.subject_reference == placement.reference)
    return session.scalars(query.order_by(AuditEntry.id.desc())).first()


@pytest.mark.parametrize("because", WHOLE)
def test_a_placement_that_should_never_have_been_frees_seat_and_person(session, manager, working, because):
    row = take_back(session, manager, working, because, on=LATER)

    assert (working.status, working.ended_on, working.end_reason) == (S.CANCELLED, None, None)
    assert (working.vacancy.filled, working.vacancy.held, working.vacancy.status.value) == (0, 0, "open")
    assert working.candidate_id not in session.scalars(working_candidates()).all()
    assert working.proposal.status is ProposalStatus.LAPSED
    assert session.scalars(taken_back_of(working)).all() == [row]
    assert (row.reason, row.whole, row.was, row.taken_back_on) == (because, True, S.RUNNING, LATER)
    assert row.taken_back_by_id == manager.id
    session.commit()


def test_a_start_that_was_noted_too_early_leaves_everything_as_it_was_planned(session, make, manager):
    placement = make.placement(status=S.PLANNED)
    before = (placement.vacancy.filled, placement.vacancy.held, placement.proposal.status, placement.starts_on)
    start_placement(session, manager, placement, on=MONDAY)

    row = take_back(session, manager, placement, M.NOT_YET, on=LATER)

    now = (placement.vacancy.filled, placement.vacancy.held, placement.proposal.status, placement.starts_on)
    assert (placement.status, now) == (S.PLANNED, before)
    assert (row.whole, row.was) == (False, S.RUNNING)
    assert last_act(session, placement).act == "placement.start_taken_back"

    start_placement(session, manager, placement, on=LATER, started_on=LATER)
    take_back(session, manager, placement, M.NOT_YET, on=LATER + DAY)
    assert len(session.scalars(taken_back_of(placement)).all()) == 2
    session.commit()


def test_work_that_is_over_falls_away_too_and_its_end_stays_readable(session, make, manager):
    over = make.placement(status=S.ENDED, ended_on=MONDAY + 10 * DAY)

    row = take_back(session, manager, over, M.TWICE, on=LATER)

    assert (over.status, over.ended_on, over.end_reason) == (S.CANCELLED, None, None)
    assert (row.was, row.ended_on, row.end_reason) == (S.ENDED, MONDAY + 10 * DAY, EndReason.CONTRACT_END)
    assert over.vacancy.filled == 0
    session.commit()


def test_work_that_is_over_does_not_become_planned(session, make, manager):
    over = make.placement(status=S.ENDED)

    with pytest.raises(InputRefused, match="kan niet opnieuw beginnen"):
        take_back(session, manager, over, M.NOT_YET, on=LATER)


@pytest.mark.parametrize("status", [S.PLANNED, S.CANCELLED])
def test_what_never_began_has_no_start_to_take_back(session, make, manager, status):
    with pytest.raises(NotNow):
        take_back(session, manager, make.placement(status=status), M.NEVER, on=LATER)


def test_twice_is_refused_and_the_database_holds_it_too(session, manager, working):
    take_back(session, manager, working, M.NEVER, on=LATER)
    with pytest.raises(NotNow):
        take_back(session, manager, working, M.NEVER, on=LATER)
    session.commit()

    again = TakenBack(placement_id=working.id, reason=M.TWICE, whole=True, was=S.RUNNING, taken_back_on=LATER)
    session.add(again)
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    "wrong",
    [
        {"whole": False, "was": S.ENDED, "ended_on": MONDAY, "end_reason": EndReason.OTHER},
        {"whole": True, "was": S.ENDED, "end_reason": EndReason.OTHER},
        {"whole": True, "was": S.RUNNING, "end_reason": EndReason.OTHER},
    ],
)
def test_the_database_refuses_what_cannot_have_stood_there(session, working, wrong):
    session.commit()
    session.add(TakenBack(placement_id=working.id, reason=M.TWICE, taken_back_on=LATER, **wrong))
    with pytest.raises(IntegrityError):
        session.flush()


def test_somebody_who_was_erased_stays_so(session, manager, working):
    working.candidate.erased_revision = 1
    record(session, manager, "candidate.erased", working.candidate)
    with pytest.raises(PersonGone):
        take_back(session, manager, working, M.NEVER, on=LATER)


def test_the_same_pair_can_be_put_right_at_once(session, make, manager, working):
    take_back(session, manager, working, M.NEVER, on=LATER)

    again = make.proposal(candidate=working.candidate, vacancy=working.vacancy, status=ProposalStatus.ACCEPTED)
    placed = plan_placement(session, manager, again, facts_for(again, starts_on=LATER), on=LATER)
    start_placement(session, manager, placed, on=LATER)

    assert (placed.status, working.vacancy.filled) == (S.RUNNING, 1)
    session.commit()


def test_work_that_went_on_under_another_agreement_is_put_right_from_the_last_on(session, make, manager, working):
    facts = facts_for(working.proposal, starts_on=MONDAY + 10 * DAY)
    after = go_on(session, manager, working, working.kind, facts, on=LATER)

    with pytest.raises(WentOn, match=after.reference):
        take_back(session, manager, working, M.NEVER, on=LATER)

    take_back(session, manager, after, M.NEVER, on=LATER)
    assert (working.status, working.vacancy.filled) == (S.ENDED, 0)
    undo_end(session, manager, working, because=EndMistake.GOES_ON, on=LATER)
    assert (working.status, working.vacancy.filled) == (S.RUNNING, 1)
    session.commit()


def test_later_work_follows_what_was_there_before_the_mistake(session, make, manager):
    first = make.placement(status=S.ENDED, ended_on=MONDAY + 5 * DAY)
    person = first.candidate

    def work(begin):
        proposal = make.proposal(candidate=person, status=ProposalStatus.ACCEPTED)
        placed = plan_placement(session, manager, proposal, facts_for(proposal, starts_on=begin), on=begin)
        start_placement(session, manager, placed, on=begin)
        return placed

    wrong = work(MONDAY + 6 * DAY)
    end_placement(session, manager, wrong, ended_on=MONDAY + 8 * DAY, reason=EndReason.OTHER, on=MONDAY + 8 * DAY)
    later = work(MONDAY + 9 * DAY)
    assert (wrong.follows, later.follows) == (first, wrong)

    take_back(session, manager, wrong, M.TWICE, on=LATER)

    assert (wrong.follows, later.follows) == (None, first)
    session.commit()


def test_what_lay_still_falls_away_with_the_work(session, manager, working):
    days = {"starts_on": MONDAY + DAY, "ends_on": None, "on": MONDAY + DAY}
    pause = note_interruption(session, manager, working, PauseReason.LEAVE, wage_continues=False, **days)

    take_back(session, manager, working, M.NOT_YET, on=LATER)

    assert pause.withdrawn_on == LATER
    session.commit()


def test_mails_about_it_that_wait_are_dropped_and_people_hear_what_happened(session, make, manager, working):
    employer = make.employer_user(working.vacancy.employer)
    session.execute(delete(OutboxMessage))
    at = session.info["at"]

    def waits(key, **facts):
        row = OutboxMessage(key=key, to_address="a@b.example", subject="s", body="b", created_at=at, due_at=at, **facts)
        session.add(row)

    kept = [f"plaatsing:{working.reference}9:einde:1", "voordracht:V-1:x:1", f"plaatsing:{working.reference}:weg:1"]
    for key in (f"plaatsing:{working.reference}:einde:1", f"nazorg:{working.reference}:week-2:1", *kept[:2]):
        waits(key)
    waits(kept[2], sent_at=at)
    session.flush()

    row = take_back(session, manager, working, M.OTHER_PERSON, on=LATER)

    keys = set(session.scalars(select(OutboxMessage.key)))
    told = {f"plaatsing:{working.reference}:terug-{row.id}:{who.id}" for who in (employer, working.candidate.coach)}
    assert keys == {*kept, *told}
    session.commit()


def test_the_trail_says_what_was_done_and_why(session, manager, working):
    take_back(session, manager, working, M.OTHER_PLACE, on=LATER)
    session.flush()

    acts = session.execute(
        select(AuditEntry.act, AuditEntry.reason, AuditEntry.actor_id).where(
            AuditEntry.subject_reference.in_([working.reference, working.proposal.reference])
        )
    ).all()
    assert ("placement.taken_back", M.OTHER_PLACE.words, manager.id) in acts
    assert "proposal.unplaced" in {act for act, _, _ in acts}
