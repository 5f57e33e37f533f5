"""A start is taken back while the night proposes its days as social return: nothing waits for days on which nobody worked."""

import threading
from datetime import date

import pytest
from sqlalchemy import select

from matching.placements.models import Placement
from matching.placements.takenback import beside
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.models import StartMistake
from tests.conftest import NOW
from tests.racing import prepared, somebody_waits
from tests.werkbedrijf.sroi.making import new_contract
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.sroi.claims.beside import CLAIMED
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.placed import propose_all
from werkbedrijf.sroi.claims.workflow import ClaimStatus

LATER = date(2027, 3, 10)


@pytest.fixture(autouse=True)
def rooms(monkeypatch):
    monkeypatch.setattr(beside, "_rooms", {"social_return": CLAIMED})


@pytest.fixture
def placed(postgresql):
    """A placement that a contract counts with, and who may take its start back."""

    def build(make):
        placement, manager = make.placement(), make.user(Role.ACCOUNT_MANAGER)
        make.register_entry(placement.candidate, starts_on=date(2026, 1, 1))
        new_contract(make, contractor=placement.formal_employer, ends_on=date(2028, 1, 1))
        make.session.flush()
        return placement.id, manager.id

    return prepared(postgresql, build)


def night(session):
    propose_all(session, on=LATER)


def taking_back(placed):
    def act(session):
        placement, manager = session.get_one(Placement, placed[0]), session.get_one(User, placed[1])
        take_back(session, actor_for(session, manager), placement, StartMistake.NEVER, on=LATER)

    return act


def one_during_the_other(database, first, second):
    """The second begins when the first did everything and saved nothing yet."""
    problems = []

    def run():
        try:
            with database.transaction(at=NOW) as session:
                second(session)
        except BaseException as problem:
            problems.append(problem)
            raise

    thread = threading.Thread(target=run)
    with database.transaction(at=NOW) as session:
        first(session)
        session.flush()
        thread.start()
        # It waits for the first, or it does not and is done.
        while thread.is_alive() and not somebody_waits(database):
            thread.join(0.01)
    thread.join(30)
    assert problems == []


def test_a_claim_made_while_a_start_is_taken_back_is_refused(postgresql, placed):
    one_during_the_other(postgresql, night, taking_back(placed))

    with postgresql.transaction(at=NOW) as session:
        assert [one.status for one in session.scalars(select(Claim))] == [ClaimStatus.REFUSED]


def test_a_start_taken_back_while_the_night_looks_is_not_claimed(postgresql, placed):
    one_during_the_other(postgresql, taking_back(placed), night)

    with postgresql.transaction(at=NOW) as session:
        assert session.scalars(select(Claim)).all() == []
