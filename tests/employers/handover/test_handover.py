"""Handing over: nothing is left without a new owner, and nothing is lost on the way."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from employers.contacts.actions import keep_agreement, log_contact
from employers.contacts.queries import promises_owned_by
from employers.facts import MomentFacts
from employers.handover.actions import Given, NotAllGiven, begin, drop, finish, give
from employers.handover.queries import busy_hand_over, find_holder, held_by, receivers, without_owner
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused

BOTH = MomentFacts("x", agreement="Rooster sturen", next_step="Terugbellen", next_step_on=MONDAY)


@pytest.fixture
def leaving(session, make):
    home = make.organisation("Gemeente Hengelo")
    anna, bas = make.user(name="Anna Bos", organisation=home), make.user(name="Bas Kok", organisation=home)
    employer = make.employer("De Zon", account_manager=anna)
    log_contact(session, make.actor_of(anna), employer, BOTH, on=MONDAY)
    return anna, bas, employer


def test_a_hand_over_is_not_finished_while_a_promise_has_no_new_owner(session, make, leaving):
    anna, bas, employer = leaving
    actor = make.actor_of(anna)
    row = begin(session, actor, anna, leaves_on=MONDAY + timedelta(days=30), on=MONDAY)
    with pytest.raises(NotAllGiven, match="voor 1 werkgever en 2 beloftes"):
        finish(session, actor, row, on=MONDAY)

    (bundle,) = held_by(session, [anna])
    first, second = bundle.promises
    give(session, actor, bundle, Given(face=bas, promises={first.key: bas}), on=MONDAY)
    with pytest.raises(NotAllGiven, match="voor 1 belofte"):
        finish(session, actor, row, on=MONDAY)

    (bundle,) = held_by(session, [anna])
    give(session, actor, bundle, Given(promises={second.key: bas}), on=MONDAY)
    finish(session, actor, row, on=MONDAY)
    assert (row.finished, employer.account_manager) == (True, bas)
    assert [one.what for one in promises_owned_by(session, [bas.id])] == ["Rooster sturen", "Terugbellen"]
    session.commit()


def test_who_is_handing_over_gets_nothing_new_until_it_is_dropped(session, make, leaving):
    anna, bas, _ = leaving
    row = begin(session, make.actor_of(bas), bas, leaves_on=None, on=MONDAY)
    assert begin(session, make.actor_of(bas), bas, leaves_on=None, on=MONDAY) is row
    (bundle,) = held_by(session, [anna])
    with pytest.raises(InputRefused, match="niet zelf vertrekt"):
        give(session, make.actor_of(anna), bundle, Given(face=bas), on=MONDAY)
    drop(session, make.actor_of(bas), row, on=MONDAY)
    assert busy_hand_over(session, bas.id) is None
    assert bas in receivers(session, anna.organisation_id)


def test_a_promise_of_one_partner_goes_to_a_colleague_who_may_read_it(session, make, leaving):
    anna, _, employer = leaving
    told = MomentFacts("x", next_step="Intern", shared=False)
    moment = log_contact(session, make.actor_of(anna), employer, told, on=MONDAY)
    stranger, actor = make.user(), make.actor_of(anna)
    (bundle,) = held_by(session, [anna])
    with pytest.raises(InputRefused) as refusal:
        give(session, actor, bundle, Given(promises={f"vervolg-{moment.id}": stranger}), on=MONDAY)
    assert list(refusal.value.problems) == [f"vervolg-{moment.id}"]


def test_a_face_is_an_account_manager_and_a_done_promise_is_not_given(session, make, leaving):
    anna, bas, employer = leaving
    coach = make.user(Role.COACH, organisation=anna.organisation)
    (bundle,) = held_by(session, [anna])
    with pytest.raises(InputRefused, match="Een aanspreekpunt is een accountmanager"):
        give(session, make.actor_of(anna), bundle, Given(face=coach), on=MONDAY)
    done = bundle.promises[0]
    keep_agreement(session, make.actor_of(anna), done.moment, on=MONDAY)
    (bundle,) = held_by(session, [anna])
    with pytest.raises(InputRefused, match="intussen gedaan"):
        give(session, make.actor_of(anna), bundle, Given(promises={done.key: bas}), on=MONDAY)
    assert employer.account_manager is anna


def test_work_of_who_is_gone_waits_for_the_colleagues_and_only_for_them(session, make, leaving):
    anna, bas, employer = leaving
    stranger = make.actor()
    assert find_holder(session, make.actor_of(bas), anna.reference) is None
    anna.is_active = False
    session.flush()
    (bundle,) = without_owner(session, make.actor_of(bas))
    assert (bundle.employer, bundle.is_face, len(bundle.promises)) == (employer, True, 2)
    assert without_owner(session, stranger) == []
    assert find_holder(session, stranger, anna.reference) is None
    assert find_holder(session, make.actor_of(bas), anna.reference) is anna

    bas.is_active = False
    session.flush()
    assert len(without_owner(session, stranger)) == 1, "when nobody of the partner is left, the region takes over"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moments=st.lists(st.tuples(st.booleans(), st.booleans()), max_size=5), picks=st.lists(st.integers(0, 2)))
def test_whatever_is_given_in_whatever_order_no_promise_is_lost_or_doubled(session, make, moments, picks):
    home = make.organisation()
    anna, *others = (make.user(organisation=home) for _ in range(4))
    employer, actor = make.employer(account_manager=anna), make.actor_of(anna)
    for agreed, follows in moments:
        told = MomentFacts("x", agreement="a" if agreed else "", next_step="b" if follows else "")
        log_contact(session, actor, employer, told, on=MONDAY)
    everybody = [anna.id, *(one.id for one in others)]
    before = {one.key for one in promises_owned_by(session, everybody)}
    row = begin(session, actor, anna, leaves_on=None, on=MONDAY)
    for pick in picks:
        for bundle in held_by(session, [anna]):
            some = {one.key: others[pick] for one in bundle.promises[:1]}
            give(session, actor, bundle, Given(face=others[pick], promises=some), on=MONDAY)
        after = [one.key for one in promises_owned_by(session, everybody)]
        assert (set(after), len(after)) == (before, len(before))
    left = held_by(session, [anna])
    if left:
        with pytest.raises(NotAllGiven):
            finish(session, actor, row, on=MONDAY)
    else:
        finish(session, actor, row, on=MONDAY)
        assert promises_owned_by(session, [anna.id]) == []
    assert row.finished == (not left)
