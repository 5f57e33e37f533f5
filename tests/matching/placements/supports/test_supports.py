"""Help that runs with a placement: one line per kind and period, inside the work, read by whom it concerns."""

from datetime import timedelta

import pytest

from matching.placements.models import ContractForm
from matching.placements.supports.actions import add_support, stop_support
from matching.placements.supports.models import SupportKind
from matching.placements.supports.queries import supports_of
from tests.making import MONDAY
from werkbedrijf.foundation.errors import InputRefused

WEEK = timedelta(weeks=1)
K = SupportKind


def noted(make, placement, kind=K.COACH, since=None, until=None):
    return add_support(
        make.session, make.actor_of(placement.candidate.coach), placement, kind, since=since, until=until, on=MONDAY
    )


def test_help_runs_from_the_first_working_day_as_long_as_the_work(make):
    placement = make.placement(ends_on=MONDAY + 4 * WEEK)

    support = noted(make, placement)

    assert (support.since, support.last_day) == (MONDAY, MONDAY + 4 * WEEK - timedelta(days=1))
    assert support.runs_on(MONDAY) and not support.runs_on(MONDAY - timedelta(days=1))
    assert not support.runs_on(MONDAY + 4 * WEEK)


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (MONDAY - WEEK, None, "since"),
        (MONDAY + 5 * WEEK, None, "since"),
        (MONDAY + WEEK, MONDAY, "until"),
        (None, MONDAY + 5 * WEEK, "until"),
    ],
)
def test_help_outside_the_work_is_refused_at_its_field(make, since, until, field):
    placement = make.placement(ends_on=MONDAY + 4 * WEEK)

    with pytest.raises(InputRefused) as refused:
        noted(make, placement, since=since, until=until)

    assert set(refused.value.problems) == {field}


def test_the_same_help_twice_at_a_time_is_refused_and_again_later_is_not(make):
    placement = make.placement()
    first = noted(make, placement, until=MONDAY + WEEK)

    with pytest.raises(InputRefused, match="Dit staat er al"):
        noted(make, placement, since=MONDAY + WEEK)
    noted(make, placement, kind=K.WAGE)
    later = noted(make, placement, since=MONDAY + WEEK + timedelta(days=1))

    assert first.last_day < later.since


def test_help_stops_on_a_day_inside_the_work(make):
    support = noted(make, make.placement(ends_on=MONDAY + 4 * WEEK))
    actor = make.actor_of(support.candidate.coach)

    with pytest.raises(InputRefused, match="Vul de laatste dag in"):
        stop_support(make.session, actor, support, until=None, on=MONDAY)
    with pytest.raises(InputRefused, match="Het werk duurt tot en met"):
        stop_support(make.session, actor, support, until=MONDAY + 9 * WEEK, on=MONDAY)
    stop_support(make.session, actor, support, until=MONDAY + WEEK, on=MONDAY)

    assert support.last_day == MONDAY + WEEK


def test_who_borrows_somebody_reads_nothing_of_the_contract(make):
    lender = make.employer()
    placement = make.placement(contract_form=ContractForm.POSTED, formal_employer=lender)
    for kind in K:
        noted(make, placement, kind=kind)
    session, borrower = make.session, placement.vacancy.employer

    def kinds(*employers):
        actor = make.actor_of(make.employer_user(*employers))
        return {one.kind for one in supports_of(session, actor, [placement]).get(placement.id, [])}

    assert kinds(lender) == set(K)
    assert kinds(borrower) == {one for one in K if not one.is_of_contract} == set(K) - {K.WAGE, K.TAX, K.ILLNESS}


def test_no_word_names_a_law_or_an_instrument_of_one_group():
    told = " ".join(one.words for one in K).lower()

    assert not [law for law in ("wajong", "wsw", "participatie", "dispensatie", "subsidie", "lkv") if law in told]
