"""The work lies still for a while: from and to, once at a time, within the placement, and what hours do meanwhile."""

from datetime import timedelta
from decimal import Decimal

import pytest

from matching.placements.actions import change_terms, end_placement
from matching.placements.interruptions.actions import end_interruption, note_interruption, withdraw_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.interruptions.queries import interruptions_of, unpaid_on
from matching.placements.models import ContractForm, EndReason
from matching.placements.workflow import PlacementStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.workflow import NotNow
from werkbedrijf.garantiebanen.keeping import keep_counts
from werkbedrijf.garantiebanen.queries import count_of

DAY = timedelta(days=1)


@pytest.fixture
def manager(make):
    return make.actor(Role.ACCOUNT_MANAGER)


def lies_still(session, manager, placement, first, until, *, paid=False, on=MONDAY):
    ends_on = MONDAY + until * DAY if until is not None else None
    return note_interruption(
        *(session, manager, placement, PauseReason.NO_WORK),
        wage_continues=paid,
        starts_on=MONDAY + first * DAY,
        ends_on=ends_on,
        on=on,
    )


def unpaid(session, placement, number):
    return placement.id in session.scalars(unpaid_on(MONDAY + number * DAY)).all()


def test_hours_do_not_count_while_no_wage_is_paid_and_do_while_it_is(session, make, manager):
    placement = make.placement()
    lies_still(session, manager, placement, 5, 10)
    lies_still(session, manager, placement, 20, 30, paid=True)

    assert [unpaid(session, placement, number) for number in (4, 5, 9, 10, 25)] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("first", "until", "field", "says"),
    [
        (-1, 5, "starts_on", "begon pas"),
        (5, 5, "ends_on", "voor de eerste dag"),
        (12, 25, "starts_on", "lag al stil"),
        (0, 11, "starts_on", "lag al stil"),
        (0, None, "starts_on", "lag al stil"),
        (900, None, "starts_on", "twee jaar"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(session, make, manager, first, until, field, says):
    placement = make.placement()
    lies_still(session, manager, placement, 10, 20)

    with pytest.raises(InputRefused) as refused:
        lies_still(session, manager, placement, first, until)

    assert list(refused.value.problems) == [field]
    assert says in refused.value.problems[field]


def test_it_may_begin_on_the_day_another_is_over(session, make, manager):
    placement = make.placement()
    lies_still(session, manager, placement, 10, 20)
    lies_still(session, manager, placement, 20, None)
    assert len(session.scalars(interruptions_of(placement)).all()) == 2


def test_the_work_goes_on_again(session, make, manager):
    placement = make.placement()
    row = lies_still(session, manager, placement, 5, None)
    assert unpaid(session, placement, 400)

    end_interruption(session, manager, row, ends_on=MONDAY + 9 * DAY, on=MONDAY + 9 * DAY)

    assert (unpaid(session, placement, 8), unpaid(session, placement, 9)) == (True, False)


def test_what_was_a_mistake_counts_no_more_and_stays(session, make, manager):
    placement = make.placement()
    row = lies_still(session, manager, placement, 5, 9)

    withdraw_interruption(session, manager, row, on=MONDAY)

    assert not unpaid(session, placement, 6)
    assert session.scalars(interruptions_of(placement)).all() == []
    assert row.withdrawn_on == MONDAY
    with pytest.raises(NotNow):
        withdraw_interruption(session, manager, row, on=MONDAY)
    lies_still(session, manager, placement, 5, 9)


def test_the_end_of_the_work_ends_what_lay_still(session, make, manager):
    placement = make.placement()
    running, planned = lies_still(session, manager, placement, 5, 40), lies_still(session, manager, placement, 50, 60)
    end = MONDAY + 20 * DAY

    end_placement(session, manager, placement, ended_on=end, reason=EndReason.OTHER, on=end)

    assert (running.ends_on, planned.withdrawn_on) == (end, end)


def test_of_work_that_is_over_both_days_are_asked_and_lie_within_it(session, make, manager):
    placement = make.placement(status=PlacementStatus.ENDED, ended_on=MONDAY + 10 * DAY)
    for first, until, field in ((5, None, "ends_on"), (5, 11, "ends_on"), (10, 12, "starts_on")):
        with pytest.raises(InputRefused) as refused:
            lies_still(session, manager, placement, first, until)
        assert field in refused.value.problems
    assert lies_still(session, manager, placement, 5, 10)


def test_a_reason_tells_nothing_about_health():
    words = " ".join(reason.words for reason in PauseReason).lower()
    assert not [word for word in ("ziek", "medisch", "opname", "zwanger", "herstel") if word in words]


def test_the_count_leaves_out_work_that_lies_still_without_wage(session, make, manager):
    make.parameters()
    placement = make.placement()
    make.register_entry(placement.candidate)
    lies_still(session, manager, placement, 5, 10)
    change_terms(
        session, manager, placement, form=ContractForm.BBL, hours=Decimal(30), from_on=MONDAY + 12 * DAY, on=MONDAY
    )

    hours = [count_of(session, MONDAY + number * DAY).total.hours for number in (4, 5, 10, 12)]

    assert hours == [Decimal(24), Decimal(0), Decimal(24), Decimal(30)]


def test_what_is_kept_of_somebody_who_is_erased_has_no_unpaid_days(session, make, manager):
    make.parameters()
    placement = make.placement()
    make.register_entry(placement.candidate)
    lies_still(session, manager, placement, 5, 10)

    assert keep_counts(session, placement.candidate, on=MONDAY + 20 * DAY) == 2
