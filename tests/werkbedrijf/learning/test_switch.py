"""The switch: refused with every reason, dated and with a reason when it turns, and off again by itself when a rule fails."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.making import MONDAY
from tests.werkbedrijf.learning.learning_rows import DAY, WEIGHTS, attempt, too_few
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.reasons import reasons_of
from werkbedrijf.learning.actions import switch_off, switch_on
from werkbedrijf.learning.errors import LearningRefused
from werkbedrijf.learning.policy import may_see_learning, may_switch_learning
from werkbedrijf.learning.queries import weights_in_force

YEAR = timedelta(days=365)


@pytest.fixture
def administrator(make):
    return make.actor(Role.ADMINISTRATOR)


def test_before_any_attempt_it_cannot_be_switched_on(session, administrator):
    with pytest.raises(LearningRefused, match="nog niet geprobeerd"):
        switch_on(session, administrator, "Besluit", on=MONDAY)
    assert weights_in_force(session, MONDAY) is None


def test_every_rule_that_fails_is_named(session, administrator):
    attempt(session, slope=0.5, shift=0.2)
    with pytest.raises(LearningRefused) as refused:
        switch_on(session, administrator, "Besluit", on=MONDAY)
    assert refused.value.reasons == (
        "‘Kansen die kloppen’ is nog niet gehaald.",
        "‘Elke groep houdt haar aandeel’ is nog niet gehaald.",
    )


def test_a_reason_is_needed(session, administrator):
    attempt(session)
    with pytest.raises(InputRefused, match="waarom"):
        switch_on(session, administrator, "  ", on=MONDAY)


def test_on_and_off_with_who_when_and_why_in_the_trail(session, administrator):
    attempt(session)
    assert weights_in_force(session, MONDAY) is None

    turn = switch_on(session, administrator, "Besluit van 20 november", on=MONDAY)
    assert weights_in_force(session, MONDAY).learned == WEIGHTS
    assert (turn.by_id, turn.set_on) == (administrator.id, MONDAY)

    switch_off(session, administrator, "Eerst navragen", on=MONDAY)
    assert weights_in_force(session, MONDAY) is None
    with pytest.raises(LearningRefused, match="staat al uit"):
        switch_off(session, administrator, "Nog eens", on=MONDAY)
    session.commit()
    switched = select(AuditEntry).where(AuditEntry.act.like("learning.sw%"))
    lines = session.scalars(switched.order_by(AuditEntry.id)).all()
    said = reasons_of(session, lines)
    assert [(line.act, said[line.reason]) for line in lines] == [
        ("learning.switched_on", "Besluit van 20 november"),
        ("learning.switched_off", "Eerst navragen"),
    ]


def test_it_ends_by_itself_after_twelve_months(session, administrator):
    attempt(session)
    switch_on(session, administrator, "Besluit", on=MONDAY)
    assert weights_in_force(session, MONDAY + YEAR - DAY).learned == WEIGHTS
    assert weights_in_force(session, MONDAY + YEAR) is None
    with pytest.raises(LearningRefused, match="ouder dan twaalf maanden"):
        switch_on(session, administrator, "Besluit", on=MONDAY + YEAR)


def test_it_ends_by_itself_when_the_next_attempt_fails_a_rule(session, administrator):
    attempt(session)
    switch_on(session, administrator, "Besluit", on=MONDAY)
    attempt(session, on=MONDAY + 30 * DAY, trace=0.7)
    assert weights_in_force(session, MONDAY + 31 * DAY) is None


def test_too_few_outcomes_are_never_accepted(session):
    row = too_few(session)
    assert (row.accepted, row.valid_until, row.weights) == (False, None, None)


@pytest.mark.parametrize(
    ("role", "sees", "switches"),
    [
        (Role.ACCOUNT_MANAGER, True, False),
        (Role.ALDERMAN, True, False),
        (Role.ADMINISTRATOR, True, True),
        (Role.COACH, False, False),
    ],
)
def test_who_sees_and_who_switches(make, role, sees, switches):
    actor = make.actor(role)
    assert (bool(may_see_learning(actor)), bool(may_switch_learning(actor))) == (sees, switches)
