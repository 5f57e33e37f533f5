"""The step that locks people: there and back on a filled database, with nothing readable left behind on disk."""

import pytest
from alembic import command
from sqlalchemy import text

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import KeyRing, Kind

BEFORE = f"{int(migrations.LOCKED_SINCE) - 1:04d}"
CANARIES = ("Kanarie", "Vogelaar", "vogelaar", "1990-02-03", "11998877", "@kanarie", "Zingt zacht", "uit een bestand")
PLAIN = (
    (
        "SELECT id, reference, first_name, last_name, search_name, born_on, email, phone, gemeente_code, version "
        "FROM candidate ORDER BY id"
    ),
    "SELECT id, build_up, levels, pc4, version FROM profile ORDER BY id",
    "SELECT id, content, preview, state FROM import_batch ORDER BY id",
)


def fill(database, number):
    with database.engine.connect().execution_options(writing=True) as connection, connection.begin():

        def put(statement, values):
            connection.execute(text(statement), values)

        put(
            "INSERT INTO organisation(id, name, kind) VALUES (:id, :name, 'uwv')",
            [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}],
        )
        put(
            """INSERT INTO "user"(id, email, name, role, organisation_id, is_active, session_version)
            VALUES (1, 'a@b.example', 'Coach', 'jobcoach', 1, true, 1)""",
            {},
        )
        put(
            "INSERT INTO candidate(id, reference, first_name, last_name, search_name, born_on, email, phone, gemeente_code, "
            "organisation_id, coach_id, status, registered_on, version) VALUES (:id, :ref, 'Kanarie', :last, :search, :born, "
            ":mail, :phone, 'GM0153', :org, 1, 'in_beeld', '2026-01-01', 1)",
            [
                {
                    "id": n,
                    "ref": f"K-{n:04d}",
                    "last": f"Vogelaar{n}",
                    "search": f"kanarie vogelaar{n}",
                    "born": "1990-02-03" if n % 3 else None,
                    "mail": f"{n}@kanarie.example" if n % 2 else "",
                    "phone": "06 11998877",
                    "org": 1 + n % 2,
                }
                for n in range(1, number + 1)
            ],
        )
        put(
            "INSERT INTO profile(id, candidate_id, pseudonym, levels, needs, essentials, hours_min, hours_max, build_up, pc4, "
            "mode, max_minutes, times, certificates, vetoes, wishes, available_from, confirmed_on, pool_revision, version) "
            "VALUES (:id, :id, :p, :levels, 0, 0, 12, 32, :build, '7511', 'fiets', 45, 0, 0, 0, '[]', '2026-01-01', "
            "'2026-01-01', 1, 1)",
            [
                {"id": n, "p": f"p{n}", "levels": "3" * 32, "build": "Zingt zacht" if n % 2 else ""}
                for n in range(1, number)
            ],
        )
        put(
            "INSERT INTO import_batch(id, reference, kind, file_name, content, uploaded_by_id, organisation_id, uploaded_at, "
            "state, coach_email, gemeente, counts, ignored, preview, fingerprint, chosen) VALUES (1, 'I-0001', 'kandidaten', "
            "'x.csv', :content, 1, 1, '2026-01-01', 'concept', '', '', '{}', '[]', '[{\"wat\":\"Kanarie\"}]', 'f', '[]')",
            {"content": b"Kanarie;uit een bestand"},
        )


def told(database):
    with database.engine.connect() as connection:
        rows = [connection.execute(text(statement)).all() for statement in PLAIN]
    return [[tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in table] for table in rows]


def test_a_filled_database_is_locked_opened_and_locked_again(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr("werkbedrijf.migrations.locking.PORTION", 7)
    config = migrations.config_for(fresh)
    command.upgrade(config, BEFORE)
    fill(fresh, 40)
    before = told(fresh)

    migrations.upgrade(fresh)
    with fresh.engine.connect() as connection:
        locked = connection.execute(
            text("SELECT count(*), count(first_name_sealed), count(email_sealed) FROM candidate")
        )
        assert tuple(locked.one()) == (40, 40, 20)
        assert connection.scalar(text("SELECT count(*) FROM person_key")) == 40
        dump = [
            str(row)
            for t in ("candidate", "profile", "import_batch")
            for row in connection.execute(text(f"SELECT * FROM {t}"))
        ]
    assert not [canary for canary in CANARIES if any(canary in line for line in dump)]
    files = [path for path in tmp_path.glob("fresh.db*") if path.suffix != ".db-shm"]
    assert not [(path.name, canary) for path in files for canary in CANARIES if canary.encode() in path.read_bytes()]

    command.downgrade(config, BEFORE)
    assert told(fresh) == before
    migrations.upgrade(fresh)
    with fresh.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(first_name_sealed) FROM candidate")) == 40


def test_without_its_ring_a_locked_database_is_not_opened(fresh, tmp_path):
    config = migrations.config_for(fresh)
    command.upgrade(config, BEFORE)
    fill(fresh, 3)
    migrations.upgrade(fresh)
    other = Database(fresh.url, keys=KeyRing(tmp_path / "andere"))
    other.keys.current(Kind.REGION)
    try:
        with pytest.raises(Exception, match="WERKBEDRIJF_KEYS"):
            command.downgrade(migrations.config_for(other), BEFORE)
    finally:
        other.close()
    command.downgrade(config, BEFORE)
    assert told(fresh)[0][0][2] == "Kanarie"
