"""A run checks out from its own stored prices, and a run that was touched does not."""

import pytest

from matching.allocation import running
from matching.allocation.checking import CannotBeChecked, checked_again
from matching.runs.outcome import packed, unpacked
from matching.runs.queries import latest_run
from tests.conftest import NOW
from tests.making import Make

SECRET = "only for tests"


@pytest.fixture
def run(database):
    """A finished run of a region with promises, more of them than m, and few places."""
    with database.transaction(at=NOW) as session:
        make = Make(session)
        make.parameters()
        people = [make.profile(level=2 + number % 3).candidate for number in range(14)]
        places = [make.vacancy(seats=2) for _ in range(4)]
        for place in places[:3]:
            make.proposal(place, people[0])
        make.proposal(places[1], people[3])
    running.run_at_night(database, SECRET, at=NOW)
    with database.reading(at=NOW) as session:
        yield latest_run(session)


def test_a_run_is_proved_again_from_what_was_stored(run):
    found = checked_again(run, SECRET)

    assert found.holds and found.untouched
    assert found.lists.gap == found.plan.gap == 0


def test_lists_that_were_touched_do_not_hold(run):
    outcome = unpacked(run.outcome)
    place = next(id_ for id_, rows in outcome["lists"].items() if not any(row[4] for row in rows))
    outcome["lists"][place].pop()
    run.outcome, digest = packed(outcome)
    run.outcome_digest, stored = digest, run.outcome_digest

    found = checked_again(run, SECRET)

    assert digest != stored
    assert not found.lists.valid and not found.holds


def test_input_that_was_touched_is_noticed(run):
    stored = unpacked(run.input)
    stored["people"][0]["history"] = 4
    run.input = packed(stored)[0]

    assert not checked_again(run, SECRET).untouched


def test_without_its_input_or_key_a_run_cannot_be_checked(run):
    with pytest.raises(CannotBeChecked, match="andere geheime sleutel"):
        checked_again(run, "another secret")
    run.input = None
    with pytest.raises(CannotBeChecked, match="bewaartermijn"):
        checked_again(run, SECRET)
