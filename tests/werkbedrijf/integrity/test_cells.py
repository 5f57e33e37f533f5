"""What is locked opens where it stands, and nowhere else."""

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from werkbedrijf.integrity import cells
from werkbedrijf.integrity.cells import cell_problems

MOVE = (
    "UPDATE candidate SET last_name_sealed = (SELECT o.last_name_sealed FROM candidate o WHERE o.id = 2) WHERE id = 1"
)
BOTH = "UPDATE candidate SET last_name_sealed = first_name_sealed"
DAMAGE = {
    "the name of another": (MOVE, ["candidate K-0001: candidate.last_name"]),
    "another field of the same": (
        "UPDATE candidate SET first_name_sealed = last_name_sealed WHERE id = 1",
        ["candidate K-0001: candidate.first_name"],
    ),
    "rubbish": (
        "UPDATE candidate SET last_name_sealed = CAST('x' AS BLOB) WHERE id = 2",
        ["candidate K-0002: candidate.last_name"],
    ),
    "a key that is gone": ("DELETE FROM person_key", ["candidate K-0001: de sleutel", "candidate K-0002: de sleutel"]),
}


@pytest.fixture
def two(stored):
    stored.region()
    made = [stored.candidate(), stored.candidate()]
    stored.session.commit()
    assert [one.id for one in made] == [1, 2]
    return made


def test_what_the_acts_locked_opens(database, two):
    assert list(cell_problems(database, at=NOW)) == []


@pytest.mark.parametrize("wrong", DAMAGE)
def test_what_was_put_there_behind_the_acts_is_told_without_what_is_in_it(database, two, wrong):
    statement, told = DAMAGE[wrong]
    if database.url.startswith("postgresql"):
        statement = statement.replace("CAST('x' AS BLOB)", "'x'::bytea")
    with database.engine.begin() as connection:
        connection.execute(text(statement))
    found = list(cell_problems(database, at=NOW))
    assert len(found) == len(told) and all(one.startswith(start) for one, start in zip(found, told, strict=True))
    assert not [one for one in two if one.last_name in " ".join(found)]


def test_it_goes_on_where_it_was_and_stops_when_much_is_wrong(database, two, monkeypatch):
    monkeypatch.setattr(cells, "AT_ONCE", 1)
    with database.engine.begin() as connection:
        connection.execute(text(BOTH))
    assert len(list(cell_problems(database, at=NOW))) == 2
    monkeypatch.setattr(cells, "MOST_TOLD", 1)
    assert len(list(cell_problems(database, at=NOW))) == 1
