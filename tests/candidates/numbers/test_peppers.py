"""The chain of peppers: the same for who looks and who writes, held together by writers and alone by who swaps."""

import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from candidates.numbers.models import PepperChain
from candidates.numbers.peppers import hold_peppers, hold_peppers_alone, keep_chain, look_at_peppers, read_under_peppers
from candidates.numbers.rotation import announce, swap
from tests.conftest import NOW
from werkbedrijf.foundation.keys.digests import bsn_digest
from werkbedrijf.foundation.keys.locks import ring_of
from werkbedrijf.foundation.keys.ring import Kind

BSN = "111222333"


def test_before_the_first_number_the_oldest_pepper_is_in_force_and_looking_writes_nothing(session):
    ring = ring_of(session)
    ring.new(Kind.PEPPER)
    first = ring.all(Kind.PEPPER)[0]

    looked = look_at_peppers(session)

    assert (looked.kids, looked.secrets) == ((first.kid,), (first.secret,))
    assert (looked.next_kid, looked.next_secret) == (None, None)
    assert session.scalar(select(func.count()).select_from(PepperChain)) == 0
    assert hold_peppers(session) == looked
    assert session.scalar(select(func.count()).select_from(PepperChain)) == 1


def test_who_looks_sees_what_is_in_force_at_every_step(session):
    ring = ring_of(session)
    first = hold_peppers(session)
    assert look_at_peppers(session) == first

    later = ring.get(announce(session))
    during = look_at_peppers(session)
    assert (during.kids, during.next_kid, during.next_secret) == (first.kids, later.kid, later.secret)
    assert during.digests(BSN) == (
        bsn_digest(first.secrets, BSN),
        bsn_digest((*first.secrets, later.secret), BSN),
    )
    assert during == hold_peppers(session)

    swap(session)
    after = look_at_peppers(session)
    assert (after.kids, after.secrets) == ((*first.kids, later.kid), (*first.secrets, later.secret))
    assert (after.next_kid, after.next_secret, after.kid) == (None, None, later.kid)
    assert after == hold_peppers(session)


def test_writers_hold_them_together_and_who_swaps_alone(postgresql):
    """On the engine where two write at a time; SQLite has one writer, who is always alone."""
    with postgresql.transaction(at=NOW) as session:
        kids = hold_peppers(session).kids
    one, two = postgresql.session(at=NOW, write=True), postgresql.session(at=NOW, write=True)
    try:
        for session in (one, two):
            session.execute(text("SET LOCAL lock_timeout = '200ms'"))
        assert hold_peppers(one).kids == hold_peppers(two).kids == kids
        with pytest.raises(OperationalError):
            hold_peppers_alone(two)
        two.rollback()
        one.rollback()
        hold_peppers_alone(one)
        two.execute(text("SET LOCAL lock_timeout = '200ms'"))
        with pytest.raises(OperationalError):
            hold_peppers(two)
        two.rollback()
        # Nobody waits for who only looks.
        assert look_at_peppers(two).kids == kids
    finally:
        one.close()
        two.close()


def test_the_chain_is_written_over_what_stands_there_now(session):
    """Not over what this session once read: another may have changed it since."""
    kids = hold_peppers(session).kids
    row = session.get_one(PepperChain, 1)
    session.execute(text("UPDATE pepper_chain SET next_kid = 'van een ander'"))
    assert row.next_kid is None
    keep_chain(session, kids, None)
    assert session.scalar(text("SELECT next_kid FROM pepper_chain")) is None


def test_what_is_looked_up_while_they_are_swapped_is_looked_up_again(session):
    before, seen = hold_peppers(session), []

    def read(peppers):
        seen.append(peppers.kids)
        if len(seen) == 1:
            announce(session)
            swap(session)
        return len(seen)

    assert read_under_peppers(session, read) == (hold_peppers(session), 2)
    assert seen == [before.kids, hold_peppers(session).kids]
    announce(session)
    # A pepper that is only announced changes no digest of today.
    assert read_under_peppers(session, read)[1] == 3


@pytest.mark.parametrize("hold", [hold_peppers, hold_peppers_alone])
def test_who_waited_for_the_first_row_holds_it_as_it_asked(postgresql, hold):
    """Two make the first row at once: the second waits, finds it, and holds it together or alone."""
    one, two, three = (postgresql.session(at=NOW, write=True) for _ in range(3))
    held = []
    second = threading.Thread(target=lambda: held.append(hold(two).kids))
    try:
        kids = hold_peppers(one).kids
        second.start()
        waiting = text(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        while second.is_alive() and not three.scalar(waiting):
            three.rollback()
        one.commit()
        second.join()
        assert held == [kids]
        three.rollback()
        three.execute(text("SET LOCAL lock_timeout = '200ms'"))
        if hold is hold_peppers:
            assert hold_peppers(three).kids == kids
        else:
            with pytest.raises(OperationalError):
                hold_peppers(three)
    finally:
        for session in (one, two, three):
            session.close()
