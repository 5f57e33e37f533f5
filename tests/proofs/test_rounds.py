"""Some days of belrondes at random, on either database; months of them are ``python -m tests.proofs.rounds``."""

import pytest

from employers.rounds import blocking, calling
from tests.proofs import rounds


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_no_employer_is_called_too_soon_twice_or_by_two_people(request, engine):
    database = request.getfixturevalue("database" if engine == "sqlite" else "postgresql")
    told = rounds.run(database, 6, seed=3, employers=40, callers=3)
    assert told["called"] > 3
    assert told["refused: somebody calls"] + told["refused: spoken meanwhile"] > 0


def test_the_simulation_notices_when_nobody_looks_who_was_spoken_with(database, monkeypatch):
    monkeypatch.setattr(calling, "blocked", lambda *_, **__: None)
    monkeypatch.setattr("employers.rounds.queries.is_blocked", lambda *_: blocking.false())
    with pytest.raises(AssertionError):
        rounds.run(database, 40, seed=3, employers=12, callers=3)
