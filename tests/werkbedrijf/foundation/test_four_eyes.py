"""What one person asks, another confirms, in time; never the same person, and never twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.conftest import NOW
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.four_eyes import AskedAlready, Decision, NotOpen, OwnRequest, PendingAct

KIND = "user.role"


@pytest.fixture
def two(make):
    make.parameters()
    return make.actor(Role.ADMINISTRATOR), make.actor(Role.ADMINISTRATOR)


def asked(make, actor, **values):
    subject = values.pop("subject", None) or make.user(Role.COACH)
    return four_eyes.ask(make.session, actor, KIND, subject, **{"reason": "Werkt nu elders"} | values)


def test_another_person_confirms_and_the_trail_has_both(make, two):
    first, second = two
    pending = asked(make, first, details={"role": "auditor"})

    four_eyes.confirm(make.session, second, pending)

    assert (pending.decision, pending.decided_by_id, pending.decided_at) == (Decision.CONFIRMED, second.id, NOW)
    lines = make.session.execute(
        select(AuditEntry.act, AuditEntry.actor_id).where(AuditEntry.subject_reference == pending.reference)
    ).all()
    assert [tuple(line) for line in lines] == [
        ("pending_act.asked", first.id),
        ("pending_act.confirmed", second.id),
    ]


@pytest.mark.parametrize("act", [four_eyes.confirm, four_eyes.decline])
def test_who_asks_does_not_decide(make, two, act):
    pending = asked(make, two[0])

    with pytest.raises(OwnRequest):
        act(make.session, two[0], pending)

    assert pending.decision is None
    assert not four_eyes.may_decide(two[0], pending, at=NOW)
    assert four_eyes.may_decide(two[1], pending, at=NOW)


def test_the_database_itself_refuses_the_asker_as_the_one_who_decided(make, two):
    pending = asked(make, two[0])
    pending.decision, pending.decided_at, pending.decided_by_id = Decision.CONFIRMED, NOW, two[0].id

    with pytest.raises(IntegrityError), make.session.begin_nested():
        make.session.flush()


def test_what_was_decided_stays_decided(make, two):
    pending = asked(make, two[0])
    four_eyes.decline(make.session, two[1], pending)
    make.session.flush()

    for act, actor in ((four_eyes.confirm, two[1]), (four_eyes.withdraw, two[0])):
        with pytest.raises(NotOpen):
            act(make.session, actor, pending)

    assert pending.decision == Decision.DECLINED
    assert not four_eyes.may_decide(two[1], pending, at=NOW)


def test_the_asker_may_take_it_back(make, two):
    pending = asked(make, two[0])

    four_eyes.withdraw(make.session, two[0], pending)

    assert pending.decision == Decision.WITHDRAWN


def test_the_same_is_asked_once_until_it_is_decided(make, two):
    subject = make.user(Role.COACH)
    first = asked(make, two[0], subject=subject)
    with pytest.raises(AskedAlready):
        asked(make, two[1], subject=subject)
    four_eyes.withdraw(make.session, two[0], first)
    make.session.flush()

    again = asked(make, two[1], subject=subject)

    assert four_eyes.open_about(make.session, KIND, subject) is again


def test_after_the_term_nothing_can_be_confirmed_and_it_can_be_asked_anew(make, two):
    subject = make.user(Role.COACH)
    old = asked(make, two[0], subject=subject)
    make.session.info["at"] = old.expires_at

    with pytest.raises(NotOpen):
        four_eyes.confirm(make.session, two[1], old)
    assert four_eyes.open_about(make.session, KIND, subject) is None
    asked(make, two[1], subject=subject)

    assert old.decision == Decision.EXPIRED
    assert old.expires_at == NOW + timedelta(days=14)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_asked_for(make, two, reason):
    with pytest.raises(InputRefused):
        asked(make, two[0], reason=reason)


@pytest.mark.parametrize(
    "typed", ["", "verzoek", "verzoek-", "verzoek-x", "verzoek-²", "gebruiker-1", "verzoek-999999"]
)
def test_a_request_that_is_not_there_is_not_found(make, two, typed):
    assert four_eyes.find_pending(make.session, two[0], typed) is None


def test_a_request_is_found_by_its_reference(make, two):
    pending = asked(make, two[0])

    assert four_eyes.find_pending(make.session, two[0], pending.reference) is pending
    assert make.session.scalars(four_eyes.open_acts(KIND, at=NOW)).all() == [pending]
    assert make.session.scalars(four_eyes.open_acts("other", at=NOW)).all() == []
    assert isinstance(pending, PendingAct)
