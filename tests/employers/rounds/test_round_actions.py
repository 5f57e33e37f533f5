from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from employers.models import ContactMoment, Employer
from employers.rounds.actions import begin_round, end_round, move_calls
from employers.rounds.calling import leave_call, skip_call, take_call
from employers.rounds.errors import CalledMeanwhile, NotYours
from employers.rounds.facts import Choice, RoundFacts
from employers.rounds.models import CallAttempt, Outcome, RoundCall
from employers.rounds.queries import blocked_among, next_call, progress_in, round_of
from employers.rounds.selection import select_employers
from employers.rounds.workflow import CallStatus, RoundStatus
from employers.vacancies.workflow import VacancyStatus
from tests.conftest import NOW
from tests.employers.rounds.setting import Setting, place
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused


@pytest.fixture
def setting(make):
    return Setting(make)


@pytest.mark.parametrize(
    ("facts", "field"), [({"title": " "}, "title"), ({"callers": []}, "callers"), ({"questions": ["a"]}, "question_2")]
)
def test_what_is_missing_is_said_at_its_field(setting, facts, field):
    told = {"title": "Zorg", "choice": Choice(), "callers": [setting.first.id]} | facts

    with pytest.raises(InputRefused) as refused:
        begin_round(setting.session, setting.first, RoundFacts(**told), on=MONDAY)

    assert field in refused.value.problems


def test_only_account_managers_in_service_call(setting, make):
    coach = make.actor(Role.COACH)

    with pytest.raises(InputRefused, match="accountmanagers"):
        setting.begin(callers=[coach])


def test_a_call_becomes_one_contact_moment_with_the_answers(setting):
    (call, *_) = setting.calls(setting.begin())

    attempt = setting.write(call, answers=["Ja, inpakwerk", "", "Kom dinsdag"], note="", spoke_with="Noor")

    moment = attempt.moment
    assert (moment.employer, moment.by_id, moment.on, moment.spoke_with) == (
        call.employer,
        setting.first.id,
        MONDAY,
        "Noor",
    )
    assert "Belronde Logistiek: gesproken." in moment.note
    assert "waar u mensen voor zoekt? Ja, inpakwerk" in moment.note
    assert (call.status, call.outcome) == (CallStatus.DONE, Outcome.SPOKEN)


def test_the_same_call_is_written_down_once(setting):
    (call, *_) = setting.calls(setting.begin())
    setting.write(call, number=1)

    with pytest.raises(NotYours, match="al vastgelegd"):
        setting.write(call, number=1, take=False)

    assert setting.session.scalar(select(func.count()).select_from(CallAttempt)) == 1
    assert setting.session.scalar(select(func.count()).select_from(ContactMoment)) == 1


def test_two_colleagues_never_call_the_same_employer(setting):
    (call, *_) = setting.calls(setting.begin())
    take_call(setting.session, setting.first, call, on=MONDAY)

    with pytest.raises(NotYours, match="Anna Eerst belt deze werkgever nu"):
        take_call(setting.session, setting.second, call, on=MONDAY)


def test_after_a_while_or_when_left_a_colleague_may_call(setting):
    one, two, _ = setting.calls(setting.begin())
    take_call(setting.session, setting.first, one, on=MONDAY)
    take_call(setting.session, setting.first, two, on=MONDAY)
    leave_call(setting.session, setting.first, two, on=MONDAY)
    take_call(setting.session, setting.second, two, on=MONDAY)
    setting.session.info["at"] = NOW + timedelta(minutes=31)
    take_call(setting.session, setting.second, one, on=MONDAY)

    assert {one.caller_id, two.caller_id} == {setting.second.id}
    with pytest.raises(NotYours):
        setting.write(one, take=False)


def test_a_contact_in_between_stops_the_call_and_says_who_and_what(setting):
    (call, *_) = setting.calls(setting.begin())
    setting.contact(call.employer, note="Zoekt inpakkers")

    with pytest.raises(CalledMeanwhile) as stopped:
        take_call(setting.session, setting.first, call, on=MONDAY)

    assert "Bram Tweede" in stopped.value.sentence
    assert stopped.value.block.moment.note == "Zoekt inpakkers"
    assert blocked_among(setting.session, call.call_round, on=MONDAY) == {call.id}


def test_an_employer_that_became_one_with_another_is_not_called(setting):
    one, two, _ = setting.calls(setting.begin())
    setting.session.execute(
        update(Employer).where(Employer.id == one.employer_id).values(merged_into_id=two.employer_id)
    )

    with pytest.raises(CalledMeanwhile, match="samengevoegd met een andere"):
        take_call(setting.session, setting.first, one, on=MONDAY)

    assert blocked_among(setting.session, one.call_round, on=MONDAY) == {one.id}


def test_a_contact_during_the_call_is_shown_before_it_is_written_down(setting):
    (call, *_) = setting.calls(setting.begin())
    take_call(setting.session, setting.first, call, on=MONDAY)
    moment = setting.contact(call.employer)

    with pytest.raises(CalledMeanwhile):
        setting.write(call, take=False)
    assert call.tries == 0

    setting.write(call, take=False, seen=f"contact-{moment.id}")
    assert call.status is CallStatus.DONE


def test_not_reached_comes_back_tomorrow_and_leaves_after_three_times(setting):
    (call, *_) = setting.calls(setting.begin())
    for day in range(3):
        today = MONDAY + timedelta(days=day)
        assert call.status is CallStatus.WAITING
        setting.write(call, Outcome.UNREACHED, on=today, note="")
        assert call.not_before == MONDAY + timedelta(days=min(day + 1, 2))

    assert (call.status, call.tries) == (CallStatus.UNREACHED, 3)


def test_before_the_agreed_day_nobody_calls(setting):
    (call, *_) = setting.calls(setting.begin())
    setting.write(call, Outcome.CALL_BACK, call_back_on=MONDAY + timedelta(days=3))

    with pytest.raises(NotYours, match="vanaf 26"):
        take_call(setting.session, setting.second, call, on=MONDAY + timedelta(days=2))


def test_calling_back_is_a_promise_that_the_next_call_keeps(setting):
    (call, *_) = setting.calls(setting.begin())
    promise = setting.write(call, Outcome.CALL_BACK, call_back_on=MONDAY + timedelta(days=3)).moment
    assert (promise.next_step_on, promise.next_step_done_on) == (MONDAY + timedelta(days=3), None)

    setting.write(call, on=MONDAY + timedelta(days=3))

    assert promise.next_step_done_on == MONDAY + timedelta(days=3)


def test_who_does_not_want_to_be_called_is_in_no_round_any_more(setting):
    call_round = setting.begin()
    (call, *others) = setting.calls(call_round)
    setting.write(call, Outcome.DO_NOT_CALL, reason="Heeft geen mensen nodig")
    for other in others:
        setting.write(other)

    later = MONDAY + timedelta(days=400)
    selection = select_employers(setting.session, setting.first, Choice(), on=later)
    assert (selection.left_out, len(selection.items)) == ({"wil_niet": 1}, 2)
    assert call.employer.no_calls_reason == "Heeft geen mensen nodig"


def test_a_possible_place_becomes_a_concept_that_says_where_it_came_from(setting):
    (call, *_) = setting.calls(setting.begin())
    setting.write(call, Outcome.PLACE, place=place(title="Inpakker", hours_max=24), answers=["Inpakwerk"])

    assert call.vacancy.status is VacancyStatus.DRAFT
    assert (call.vacancy.title, call.vacancy.establishment.employer) == ("Inpakker", call.employer)
    assert round_of(setting.session, setting.first, call.vacancy) is call.call_round
    # The employer reads the description, and has no use for our number.
    assert call.call_round.reference not in call.vacancy.description
    assert "Inpakwerk" in call.vacancy.description


def test_with_several_establishments_somebody_says_which(setting, make):
    (call, *_) = setting.calls(setting.begin())
    other = make.establishment(call.employer, place="Hengelo", gemeente_code="GM0164")
    setting.session.refresh(call.employer, ["establishments"])
    take_call(setting.session, setting.first, call, on=MONDAY)

    with pytest.raises(InputRefused) as refused, setting.session.begin_nested():
        setting.write(call, Outcome.PLACE, take=False)
    assert "place_establishment" in refused.value.problems
    setting.session.refresh(call)

    setting.write(call, Outcome.PLACE, take=False, place=place(establishment=other.reference))
    assert call.vacancy.establishment is other


@pytest.mark.parametrize(
    ("outcome", "facts", "field"),
    [
        (Outcome.SPOKEN, {"note": ""}, "note"),
        (Outcome.CALL_BACK, {"call_back_on": MONDAY}, "call_back_on"),
        (Outcome.CALL_BACK, {"call_back_on": MONDAY + timedelta(days=400)}, "call_back_on"),
        (Outcome.DO_NOT_CALL, {"reason": " "}, "reason"),
        (Outcome.PLACE, {"place": place(title="")}, "place_title"),
        (Outcome.PLACE, {"place": place(hours_min=None)}, "place_hours_min"),
        (Outcome.PLACE, {"place": place(hours_max=8)}, "place_hours_max"),
        (Outcome.SPOKEN, {"note": "De baas is depressief"}, "note"),
    ],
)
def test_a_call_that_cannot_be_right_is_said_at_its_field(setting, outcome, facts, field):
    (call, *_) = setting.calls(setting.begin())

    with pytest.raises(InputRefused) as refused:
        setting.write(call, outcome, **facts)

    assert field in refused.value.problems
    assert call.tries == 0


def test_the_last_call_ends_the_round(setting):
    call_round = setting.begin()
    one, two, three = setting.calls(call_round)
    setting.write(one)
    skip_call(setting.session, setting.first, two, on=MONDAY)
    assert call_round.status is RoundStatus.RUNNING

    setting.write(three, Outcome.NO_INTEREST)

    assert (call_round.status, call_round.ended_on) == (RoundStatus.ENDED, MONDAY)


def test_an_employer_moves_to_the_list_of_a_colleague_unless_it_is_being_called(setting):
    call_round = setting.begin()
    one, two, three = setting.calls(call_round)
    take_call(setting.session, setting.first, two, on=MONDAY)
    setting.write(three)

    moved = move_calls(setting.session, setting.first, call_round, [one, two, three], setting.second.id, on=MONDAY)

    assert moved == 1
    assert [call.caller_id for call in (one, two, three)] == [setting.second.id, setting.first.id, setting.first.id]


def test_stopping_asks_why(setting):
    with pytest.raises(InputRefused, match="waarom de belronde stopt"):
        end_round(setting.session, setting.first, setting.begin(), reason=" ", on=MONDAY)


def test_next_is_what_was_agreed_for_today_then_the_list(setting):
    call_round = setting.begin()
    one, two, three = setting.calls(call_round)
    setting.write(two, Outcome.CALL_BACK, call_back_on=MONDAY + timedelta(days=1))
    setting.contact(one.employer)

    assert next_call(setting.session, setting.first, call_round, on=MONDAY, at=NOW) is three
    tomorrow = MONDAY + timedelta(days=1)
    assert next_call(setting.session, setting.first, call_round, on=tomorrow, at=NOW) is two
    assert next_call(setting.session, setting.second, call_round, on=MONDAY, at=NOW) is None


def test_progress_counts_called_reached_and_places(setting):
    call_round = setting.begin()
    one, two, _ = setting.calls(call_round)
    setting.write(one, Outcome.PLACE)
    setting.write(two, Outcome.UNREACHED, note="")

    (mine,) = progress_in(setting.session, [call_round])[call_round.id].values()

    assert (mine.total, mine.waiting, mine.called, mine.reached, mine.places) == (3, 2, 2, 1, 1)


def test_an_employer_is_never_in_two_lists(setting):
    setting.begin()
    waiting = select(RoundCall.employer_id, func.count()).where(RoundCall.status == CallStatus.WAITING)

    assert {number for _, number in setting.session.execute(waiting.group_by(RoundCall.employer_id))} == {1}
