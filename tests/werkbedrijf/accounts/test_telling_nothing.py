"""Neither the clock nor the number of guesses tells a stranger who has an account."""

import pytest
from sqlalchemy import event

from tests.proofs.sign_in_times import measure
from tests.werkbedrijf.accounts.test_sign_in_routes import GOOD, link_for
from werkbedrijf.accounts import passwords
from werkbedrijf.foundation.actors import Role


@pytest.fixture
def noor(stored):
    stored.region()
    return stored.user(Role.COACH, email="noor@hengelo.example", password_hash=passwords.hashed(GOOD, "test"))


def test_asking_a_link_costs_the_database_the_same_for_a_known_and_an_unknown_address(client, database, noor):
    asked = {}
    for email in ("noor@hengelo.example", "niemand@hengelo.example"):
        client.get("/wachtwoord-vergeten")
        kinds = asked[email] = []
        note = lambda _c, _cursor, statement, *_rest, kinds=kinds: kinds.append(statement.partition(" (")[0])  # noqa: E731
        event.listen(database.engine, "before_cursor_execute", note)
        client.post("/wachtwoord-vergeten", {"email": email})
        event.remove(database.engine, "before_cursor_execute", note)
    written = [sorted(kind for kind in kinds if kind.startswith("INSERT")) for kinds in asked.values()]
    assert written[0] == written[1]


def test_guessing_links_has_to_wait_and_a_link_that_works_does_not(client, stored):
    stored.region()
    for number in range(29):
        client.get(f"/welkom/gok{number}", status=410)
    client.get("/welkom/gok30", status=429)
    assert client.get(link_for(client, stored.user(Role.COACH))).h1 == "Welkom"


def test_the_proof_of_the_clock_runs_and_knows_both_doors(tmp_path):
    found = measure(tmp_path, 2, cost="test")
    assert set(found) == {"/inloggen", "/wachtwoord-vergeten"}
    assert all(known > 0 and unknown > 0 for known, unknown in found.values())
