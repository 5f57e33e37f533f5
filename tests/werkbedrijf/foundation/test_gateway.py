"""The one gate to rows that belong to somebody: one per table, and foreign and missing are the same answer."""

import pytest

from candidates.models import Candidate, CandidateStatus
from werkbedrijf.foundation import gateway
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.gateway import FOREIGN, find, gate, gated, visible


@pytest.fixture
def gates(monkeypatch):
    monkeypatch.setattr(gateway, "_GATES", {})


class Thing:
    """A table nobody has a gate for."""


def test_a_table_has_one_gate(gates):
    def everything(_actor):
        return "alles"

    assert gate(Thing)(everything) is everything
    assert gate(Thing)(everything) is everything
    with pytest.raises(ProgrammingError, match=r"^Thing has two gates$"):
        gate(Thing)(lambda _actor: "iets anders")
    assert gated() == {Thing}
    assert visible(None, Thing) == "alles"


def test_who_may_not_know_gets_the_answer_of_what_is_not_there_and_it_is_kept_for_the_trail(session, make):
    # Staff may know of everybody in the region by reference; who left is known to the own organisation alone.
    own = make.candidate()
    other = make.candidate(coach=make.user(Role.COACH), status=CandidateStatus.LEFT)
    actor = make.actor_of(own.coach)

    assert find(session, actor, Candidate, own.reference) is own
    assert FOREIGN not in session.info
    assert find(session, actor, Candidate, other.reference) is None
    assert session.info[FOREIGN] is other
    assert find(session, actor, Candidate, "K-9999") is None
    assert session.info[FOREIGN] is None
