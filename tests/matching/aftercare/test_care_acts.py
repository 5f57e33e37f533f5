"""Contacts, granted hours and days that were missed: what is kept, what is refused, and who may."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from matching.aftercare import policy
from matching.aftercare.actions import GrantFacts, VisitFacts, change_grant, change_visit, grant_hours, log_visit
from matching.aftercare.answers import Going, Granted, Missed, Way
from matching.aftercare.jobs import remind_of_care
from matching.aftercare.missed.actions import report_day
from matching.aftercare.plan import MomentKind, Stand
from matching.aftercare.queries import agreed_hours_of, care_of
from matching.aftercare.warning import Rule
from matching.placements.actions import agree_end, change_hours, end_placement
from matching.placements.models import EndReason
from matching.placements.workflow import PlacementStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import OrganisationKind, Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def placement(make):
    return make.placement(ends_on=MONDAY + 26 * WEEK)


def coach_of(make, placement):
    return make.actor_of(placement.candidate.coach)


def visited(make, placement, *, on=MONDAY, **facts):
    told = VisitFacts(
        **{"on": on, "way": Way.PHONE, "minutes": 30, "person": Going.WELL, "employer": Going.WELL} | facts
    )
    return log_visit(make.session, coach_of(make, placement), placement, told, on=on)


def care(make, placement, on=MONDAY):
    (found,) = care_of(make.session, [placement], on)
    return found


def stands(make, placement, on):
    return {one.moment.kind: one.stand for one in care(make, placement, on).moments}


def test_a_plan_is_there_as_soon_as_the_work_is_planned_and_moves_with_it(make):
    planned = make.placement(status=PlacementStatus.PLANNED, ends_on=MONDAY + 26 * WEEK)
    manager = make.actor_of(make.user(Role.ACCOUNT_MANAGER, organisation=planned.candidate.organisation))

    before = [one.moment for one in care(make, planned).moments]
    agree_end(make.session, manager, planned, MONDAY + 10 * WEEK, on=MONDAY)
    after = [one.moment for one in care(make, planned).moments]

    assert [one.kind for one in before] == [MomentKind.FIRST, MomentKind.SETTLED, MomentKind.BEFORE_END]
    assert [one.kind for one in after] == [MomentKind.FIRST, MomentKind.BEFORE_END]
    assert after[-1].due_on < before[-1].due_on


def test_work_that_ended_or_never_began_has_no_moments_left(make, placement):
    off = make.placement(status=PlacementStatus.CANCELLED)
    end_placement(
        make.session,
        coach_of(make, placement),
        placement,
        ended_on=MONDAY + DAY,
        reason=EndReason.BY_PERSON,
        on=MONDAY + DAY,
    )

    assert care(make, placement, MONDAY + 3 * WEEK).moments == ()
    assert care(make, off).moments == ()


def test_a_contact_ticks_off_the_moments_it_was_for_and_nothing_else(make, placement):
    on = MONDAY + 2 * WEEK
    visit = visited(make, placement, on=on, moments=(MomentKind.FIRST.value, "iets_anders"))

    assert visit.moments == ["begin"]
    assert stands(make, placement, on)[MomentKind.FIRST] is Stand.DONE
    change = VisitFacts(on=on, way=Way.VISIT, minutes=60, moments=())
    change_visit(make.session, coach_of(make, placement), visit, change, on=on)
    assert stands(make, placement, on)[MomentKind.FIRST] is Stand.DUE


def test_what_was_said_about_an_end_does_not_tick_off_the_next_end(make, placement):
    on = MONDAY + 21 * WEEK
    (end,) = [one.moment for one in care(make, placement, on).moments if one.moment.kind is MomentKind.BEFORE_END]
    visited(make, placement, on=on, moments=(end.key,))
    agree_end(make.session, coach_of(make, placement), placement, MONDAY + 52 * WEEK, on=on)

    assert stands(make, placement, on)[MomentKind.BEFORE_END] is Stand.COMING


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": None}, "on"),
        ({"on": MONDAY + DAY}, "on"),
        ({"on": MONDAY - 32 * DAY}, "on"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 961}, "minutes"),
        ({"note": "x" * 2001}, "note"),
        ({"note": "Is depressief"}, "note"),
        ({"agreement": "Bellen"}, "next_on"),
        ({"next_on": MONDAY + WEEK}, "agreement"),
        ({"next_on": MONDAY, "agreement": "Bellen"}, "next_on"),
        ({"next_on": MONDAY + 800 * DAY, "agreement": "Bellen"}, "next_on"),
        ({"next_on": MONDAY + DAY, "agreement": "Praten over de medicatie"}, "agreement"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_at_its_field(make, placement, facts, field):
    told = VisitFacts(**{"on": MONDAY, "way": Way.PHONE} | facts)

    with pytest.raises(InputRefused) as refused:
        log_visit(make.session, coach_of(make, placement), placement, told, on=MONDAY)

    assert set(refused.value.problems) == {field}


def test_what_a_coach_writes_is_not_to_be_read_in_the_database(make, placement):
    visit = visited(make, placement, note="Loopt prima", agreement="Bellen met Sanne", next_on=MONDAY + WEEK)
    make.session.flush()

    assert visit.note == "Loopt prima"
    for cell in (visit.note_sealed, visit.agreement_sealed):
        assert cell and b"prima" not in cell and b"Sanne" not in cell


def granted(hours=10, since=MONDAY, until=MONDAY + 26 * WEEK, decided_on=MONDAY):
    return GrantFacts(since, until, Decimal(hours) if hours is not None else None, Granted.GEMEENTE, decided_on)


def test_hours_are_written_off_what_was_granted_and_little_left_is_a_moment(make, placement):
    grant_hours(make.session, coach_of(make, placement), placement, granted(), on=MONDAY)
    for _ in range(4):
        visited(make, placement, minutes=120)

    told = care(make, placement)

    assert (told.balance.left, told.balance.percent_spent, told.balance.low_since) == (Decimal(2), 80, MONDAY)
    assert stands(make, placement, MONDAY)[MomentKind.HOURS_LOW] is Stand.DUE
    assert [one.rule for one in told.reasons] == [Rule.BUDGET]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"hours": None}, "hours"),
        ({"hours": 0}, "hours"),
        ({"until": MONDAY - DAY}, "until"),
        ({"decided_on": MONDAY + DAY}, "decided_on"),
        ({"since": None}, "since"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(make, placement, facts, field):
    with pytest.raises(InputRefused) as refused:
        grant_hours(make.session, coach_of(make, placement), placement, granted(**facts), on=MONDAY)

    assert set(refused.value.problems) == {field}


def test_two_decisions_do_not_hold_on_one_day_and_one_can_be_put_right(make, placement):
    actor = coach_of(make, placement)
    budget = grant_hours(make.session, actor, placement, granted(until=MONDAY + 4 * WEEK), on=MONDAY)

    with pytest.raises(InputRefused, match="geldt al een besluit"):
        grant_hours(make.session, actor, placement, granted(since=MONDAY + 4 * WEEK), on=MONDAY)
    change_grant(make.session, actor, budget, granted(12, until=MONDAY + 4 * WEEK), on=MONDAY)
    grant_hours(make.session, actor, placement, granted(since=MONDAY + 4 * WEEK + DAY), on=MONDAY)

    assert [one.grant.hours for one in care(make, placement).balances] == [12, 10]


def missed(make, placement):
    actor, told = coach_of(make, placement), {"day": MONDAY, "hours": Decimal(6), "on": MONDAY}
    return report_day(make.session, actor, placement, Missed.WHOLE, **told)


def test_agreed_hours_follow_the_periods(make, placement):
    change_hours(make.session, coach_of(make, placement), placement, Decimal(12), from_on=MONDAY + WEEK, on=MONDAY)

    assert agreed_hours_of(placement.terms, MONDAY - WEEK, MONDAY + 2 * WEEK - DAY) == 24 + 12


def test_a_reminder_goes_once_however_often_the_job_runs_and_again_when_the_day_moves(make, placement):
    def told():
        return sorted(row.key for row in make.session.query(OutboxMessage).filter(OutboxMessage.key.like("nazorg:%")))

    day = MONDAY + WEEK
    assert [remind_of_care(make.session, on=day), remind_of_care(make.session, on=day)] == [1, 1]
    assert len(told()) == 1
    remind_of_care(make.session, on=day + DAY)
    assert len(told()) == 1
    end = MONDAY + 20 * WEEK
    assert remind_of_care(make.session, on=end - 42 * DAY) == 0
    agree_end(make.session, coach_of(make, placement), placement, end, on=day)
    remind_of_care(make.session, on=end - 46 * DAY)
    assert len(told()) == 2


def test_an_agreement_is_said_the_day_before(make, placement):
    visited(make, placement, agreement="Bellen", next_on=MONDAY + 3 * WEEK)

    assert remind_of_care(make.session, on=MONDAY + 3 * WEEK - DAY) == 1
    assert remind_of_care(make.session, on=MONDAY + 3 * WEEK) == 0


def test_care_asks_as_much_for_one_placement_as_for_five(make):
    rows = [make.placement() for _ in range(5)]
    for one in rows:
        visited(make, one)
        missed(make, one)

    def asked(of):
        counted, engine = [], make.session.get_bind()

        def note(*args):
            counted.append(args[2])

        make.session.flush()
        event.listen(engine, "before_cursor_execute", note)
        try:
            care_of(make.session, of, MONDAY)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(counted)

    assert asked(rows[:1]) == asked(rows) == 3


def test_who_may_read_and_write(make, placement):
    partner = placement.candidate.organisation
    elsewhere = make.organisation("UWV Elders", OrganisationKind.UWV)
    people = {
        "coach": coach_of(make, placement),
        "colleague": make.actor_of(make.user(Role.COACH, organisation=partner)),
        "manager": make.actor_of(make.user(Role.ACCOUNT_MANAGER, organisation=partner)),
        "foreign": make.actor_of(make.user(Role.ACCOUNT_MANAGER, organisation=elsewhere)),
        "employer": make.actor_of(make.employer_user(placement.vacancy.employer)),
        "other": make.actor_of(make.employer_user(make.employer())),
        "alderman": make.actor_of(make.user(Role.ALDERMAN, organisation=partner)),
        "coordinator": make.actor_of(make.user(Role.COORDINATOR, organisation=partner)),
    }
    visit, day = visited(make, placement), missed(make, placement)

    def may(question, **about):
        return {name for name, actor in people.items() if question(actor, **about)}

    assert may(policy.may_see_care, placement=placement) == {"coach", "manager"}
    assert may(policy.may_log_visit, placement=placement) == {"coach", "manager"}
    assert may(policy.may_change_visit, visit=visit) == {"coach"}
    assert may(policy.may_grant_hours, placement=placement) == {"manager"}
    assert may(policy.may_report_day, working=placement) == {"coach", "manager", "employer"}
    # What the coach said is taken back by the region, not by the employer.
    assert may(policy.may_withdraw_day, missed=day) == {"coach", "manager"}
