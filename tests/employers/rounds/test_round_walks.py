"""Any walk through a belronde keeps its promises: what was called is what was written down, and nobody is called too soon."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from employers.models import ContactMoment
from employers.rounds.calling import skip_call
from employers.rounds.models import CallAttempt, Outcome
from employers.rounds.queries import next_call
from employers.rounds.workflow import CallStatus
from tests.employers.rounds.setting import Setting
from tests.making import MONDAY

REST = 30
STEP = st.tuples(
    st.sampled_from(["call", "colleague", "skip", *["call"] * 3]),
    st.integers(0, 2),
    st.sampled_from(list(Outcome)),
    st.integers(0, 20),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=12))
def test_outcomes_and_contacts_are_one_to_one_and_nobody_is_offered_too_soon(make, steps):
    session = make.session
    with session.begin_nested() as walk:
        setting, day, others = Setting(make), MONDAY, {}
        call_round = setting.begin()
        for kind, which, outcome, wait in steps:
            day += timedelta(days=wait)
            call = setting.calls(call_round)[which]
            offered = next_call(session, setting.first, call_round, on=day, at=session.info["at"])
            _may_be_offered(session, offered, others, day)
            if kind == "colleague":
                others[call.employer_id] = setting.contact(call.employer, days_ago=(MONDAY - day).days).on
            elif kind == "skip" and call.status is CallStatus.WAITING:
                skip_call(session, setting.first, call, on=day)
            elif offered is not None:
                setting.write(offered, outcome, on=day)
        _one_to_one(session, others)
        walk.rollback()
    session.expunge_all()


def _may_be_offered(session, offered, others, day):
    if offered is None:
        return
    assert offered.status is CallStatus.WAITING
    assert offered.not_before is None or offered.not_before <= day
    last = others.get(offered.employer_id)
    assert last is None or last <= day - timedelta(days=REST) or offered.outcome is Outcome.CALL_BACK


def _one_to_one(session, others):
    attempts = session.scalars(select(CallAttempt)).all()
    by_colleagues = [one for one in session.scalars(select(ContactMoment)) if one.note == "Koffie gedronken"]
    moments = {one.id for one in session.scalars(select(ContactMoment))} - {one.id for one in by_colleagues}
    assert {one.moment_id for one in attempts} == moments
    assert len(attempts) == len(moments)
    for call in {one.call for one in attempts}:
        numbers = [one.number for one in attempts if one.call is call]
        assert sorted(numbers) == list(range(1, call.tries + 1))
        assert (call.vacancy is not None) == (call.outcome is Outcome.PLACE)
