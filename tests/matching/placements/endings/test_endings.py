"""An end that was noted wrongly: put right, or taken back so that the work runs on; and what stood there stays readable."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from matching.placements.actions import change_terms, end_placement, plan_placement
from matching.placements.endings.actions import correct_end, undo_end
from matching.placements.endings.errors import EndStands, PersonGone, SeatTaken, WorkedAfterwards
from matching.placements.endings.models import EndMistake, ReplacedEnd
from matching.placements.endings.queries import replaced_ends_of
from matching.placements.interruptions.actions import note_interruption, withdraw_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.models import EndReason, ReplacedTerms
from matching.placements.queries import terms_of
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from tests.matching.placements.test_placement_actions import facts_for
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.workflow import NotNow

DAY = timedelta(days=1)
S = PlacementStatus
ENDED = MONDAY + 20 * DAY
LATER = MONDAY + 40 * DAY
MISTAKE = EndMistake.MISTAKE


@pytest.fixture
def manager(make):
    return make.actor(Role.ACCOUNT_MANAGER)


@pytest.fixture
def over(make):
    return make.placement(status=S.ENDED, ended_on=ENDED)


def told(session, placement):
    return [(t.starts_on, t.ends_on, t.hours_per_week) for t in session.scalars(terms_of(placement))]


def put_right(session, actor, placement, ended_on=ENDED, reason=EndReason.CONTRACT_END, on=LATER):
    correct_end(session, actor, placement, ended_on=ended_on, reason=reason, because=MISTAKE, on=on)


def take_back(session, actor, placement, because=EndMistake.GOES_ON, on=LATER):
    undo_end(session, actor, placement, because=because, on=on)


def next_work(session, make, manager, person, starts_on):
    proposal = make.proposal(candidate=person, status=ProposalStatus.ACCEPTED)
    return plan_placement(session, manager, proposal, facts_for(proposal, starts_on=starts_on), on=ENDED)


@pytest.mark.parametrize("days", [-10, 10])
def test_another_last_day_moves_the_hours_along_and_keeps_what_stood_there(session, manager, over, days):
    put_right(session, manager, over, ENDED + days * DAY, EndReason.BY_PERSON)

    assert (over.status, over.ended_on, over.end_reason) == (S.ENDED, ENDED + days * DAY, EndReason.BY_PERSON)
    assert told(session, over) == [(MONDAY, ENDED + days * DAY, Decimal(24))]
    (before,) = session.scalars(replaced_ends_of(over))
    assert (before.ended_on, before.end_reason, before.reason) == (ENDED, EndReason.CONTRACT_END, MISTAKE)
    assert (before.replaced_on, before.replaced_by_id, before.undone) == (LATER, manager.id, False)
    assert over.vacancy.filled == 0
    session.commit()


def test_an_end_that_is_taken_back_fills_the_seat_and_runs_on(session, make, manager, over):
    other = make.proposal(candidate=over.candidate)

    take_back(session, manager, over)

    assert (over.status, over.ended_on, over.end_reason) == (S.RUNNING, None, None)
    assert told(session, over) == [(MONDAY, None, Decimal(24))]
    assert over.vacancy.filled == 1
    assert other.status == ProposalStatus.LAPSED
    (before,) = session.scalars(replaced_ends_of(over))
    assert (before.undone, before.reason) == (True, EndMistake.GOES_ON)
    session.commit()


def test_hours_that_were_planned_for_later_come_back_with_the_work(session, make, manager):
    placement = make.placement()
    change_terms(session, manager, placement, hours=Decimal(30), from_on=ENDED + 5 * DAY, on=MONDAY)
    end_placement(session, manager, placement, ended_on=ENDED, reason=EndReason.OTHER, on=ENDED)

    put_right(session, manager, placement, ENDED + 10 * DAY)
    assert told(session, placement) == [
        (MONDAY, ENDED + 5 * DAY, Decimal(24)),
        (ENDED + 5 * DAY, ENDED + 10 * DAY, Decimal(30)),
    ]
    take_back(session, manager, placement)
    assert told(session, placement)[-1] == (ENDED + 5 * DAY, None, Decimal(30))
    assert len(session.scalars(select(ReplacedTerms)).all()) == 1
    assert len(session.scalars(select(ReplacedEnd)).all()) == 2
    session.commit()


def test_interruptions_that_the_end_closed_open_again_and_others_stay(session, make, manager):
    placement = make.placement()

    def still(first, until):
        days = {"starts_on": MONDAY + first * DAY, "ends_on": until and MONDAY + until * DAY, "on": MONDAY}
        return note_interruption(session, manager, placement, PauseReason.LEAVE, wage_continues=False, **days)

    early, wrong, cut, after = still(1, 2), still(4, 5), still(15, 25), still(28, None)
    withdraw_interruption(session, manager, wrong, on=MONDAY)
    end_placement(session, manager, placement, ended_on=ENDED, reason=EndReason.OTHER, on=ENDED)
    assert (cut.ends_on, after.withdrawn_on) == (ENDED, ENDED)

    take_back(session, manager, placement)

    assert (cut.ends_on, after.ends_on, after.withdrawn_on) == (MONDAY + 25 * DAY, None, None)
    assert (early.ends_on, wrong.withdrawn_on) == (MONDAY + 2 * DAY, MONDAY)
    session.commit()


def test_nobody_comes_to_work_twice(session, make, manager, over):
    following = next_work(session, make, manager, over.candidate, ENDED + 5 * DAY)

    with pytest.raises(WorkedAfterwards, match=following.reference):
        take_back(session, manager, over)
    with pytest.raises(InputRefused, match=following.reference):
        put_right(session, manager, over, ENDED + 6 * DAY)
    put_right(session, manager, over, ENDED + 5 * DAY)
    assert following.follows is over


def test_later_work_follows_or_no_longer_follows_the_day_that_is_right(session, make, manager, over):
    following = next_work(session, make, manager, over.candidate, ENDED + 30 * DAY)
    assert following.follows is over

    put_right(session, manager, over, ENDED - 10 * DAY)
    assert following.follows is None
    put_right(session, manager, over, ENDED)
    assert following.follows is over
    session.commit()


def test_a_seat_that_was_taken_is_not_given_twice(session, make, manager, over):
    make.placement(make.proposal(vacancy=over.vacancy, status=ProposalStatus.ACCEPTED))
    filled = over.vacancy.filled

    with pytest.raises(SeatTaken, match="door iemand anders bezet"):
        take_back(session, manager, over)
    assert over.vacancy.filled == filled


def test_what_cannot_be_says_why(session, make, manager, over):
    with pytest.raises(EndStands):
        put_right(session, manager, over)
    with pytest.raises(InputRefused, match="Annuleer"):
        put_right(session, manager, over, MONDAY)
    with pytest.raises(InputRefused, match="moet nog komen"):
        put_right(session, manager, over, LATER + 2 * DAY)
    running = make.placement()
    with pytest.raises(NotNow):
        put_right(session, manager, running)
    with pytest.raises(NotNow):
        take_back(session, manager, running)


def test_nothing_changes_about_somebody_who_was_erased(session, manager, over):
    over.candidate.erased_revision = 1
    record(session, manager, "candidate.erased", over.candidate)
    for act in (put_right, take_back):
        with pytest.raises(PersonGone):
            act(session, manager, over)
