"""Whether the clock tells who has an account: ``python -m tests.proofs.sign_in_times --rounds 50``.

Known and unknown addresses take turns at the real cost of a password; each try comes from a place of its own, so that
nobody has to wait. Prints medians in milliseconds; exits 1 when they differ by 20 % or 15 ms or more.
"""

import argparse
import logging
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf import migrations
from werkbedrijf.accounts.passwords import hashed
from werkbedrijf.app import create_app
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings

DOORS = {
    "/inloggen": lambda email: {"email": email, "password": "drie rode fietsen"},
    "/wachtwoord-vergeten": lambda email: {"email": email},
}


def measure(folder, rounds, cost="sterk"):
    """The medians per door: {door: (known, unknown)} in milliseconds."""
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost=cost).prepare()
    database = Database(settings.database)
    migrations.upgrade(database)
    session = database.session(at=clock.now())
    make, kept = Make(session), hashed("drie gele fietsen", cost)
    make.region()
    home = make.organisation()
    for number in range(rounds + 1):
        make.user(Role.COACH, organisation=home, email=f"bekend{number:03}@hengelo.example", password_hash=kept)
    make.save()
    session.close()
    client = ReadingClient(create_app(settings, database, testing=True), make)
    found = {door: _door(client, door, sent, rounds) for door, sent in DOORS.items()}
    database.close()
    return found


def _door(client, door, sent, rounds):
    took = {"bekend": [], "vreemd": []}
    for number in range(rounds + 1):
        # Who goes first takes turns, so that neither has the warm cache.
        for place, kind in enumerate(sorted(took, reverse=bool(number % 2))):
            origin = {"REMOTE_ADDR": f"10.{place}.{number // 250}.{number % 250 + 1}"}
            token = _token(client)
            data = {"csrf_token": token, **sent(f"{kind}{number:03}@hengelo.example")}
            began = time.perf_counter()
            client.flask.post(door, data=data, environ_overrides=origin)
            took[kind].append((time.perf_counter() - began) * 1000)
    # The first of each warms up what every process warms up once.
    return tuple(statistics.median(times[1:]) for times in took.values())


def _token(client):
    from flask import session as cookie
    from flask_wtf.csrf import generate_csrf

    with client.app.test_request_context():
        token, raw = generate_csrf(), cookie["csrf_token"]
    with client.flask.session_transaction() as own:
        own["csrf_token"] = raw
    return token


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    rounds = parser.parse_args().rounds
    logging.disable(logging.INFO)
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for door, (known, unknown) in measure(Path(folder), rounds).items():
            apart = abs(known - unknown)
            worst |= apart >= 15 or apart >= 0.2 * min(known, unknown)
            print(f"{door}: known {known:.1f} ms, unknown {unknown:.1f} ms, {apart:.1f} ms apart ({apart / known:.0%})")
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
