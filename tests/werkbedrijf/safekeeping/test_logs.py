"""What the logs know comes back with a backup, and what a restore takes away stays visible."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.safekeeping.conftest import IDENTITY
from werkbedrijf import cli
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.audit_keys import keys_on
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import ring_at
from werkbedrijf.foundation.processing import shown
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.logbook.anchors import drop_anchor
from werkbedrijf.logbook.verifying import verify
from werkbedrijf.logbook.volumes import lines_kept
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.making import make as make_backup
from werkbedrijf.safekeeping.restoring import restore
from werkbedrijf.safekeeping.trying import scratch, try_content


@pytest.fixture(params=["sqlite", "postgresql"])
def watched(request):
    """A database of each kind in which two people were looked at, in different months."""
    used = request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")
    session = used.session(at=NOW)
    made = Make(session)
    made.region()
    made.user()
    people = [made.candidate(), made.candidate()]
    session.commit()
    session.close()
    for back in (NOW - timedelta(days=70), NOW):
        look(used, [person.id for person in people], at=back)
    yield used
    if request.param == "postgresql":
        with used.engine.begin() as connection:
            connection.execute(text("TRUNCATE logboek.processing_log RESTART IDENTITY"))


def look(database, people, *, at=NOW):
    with database.transaction(at=at) as session:
        session.info["trace_id"] = uuid4().hex
        shown(session, people, name="candidates.index")
        note(session, TIMETABLE, "page.looked_at", "page", "candidates.index")


def lines_of(database):
    with database.logs.reading() as connection:
        return connection.execute(select(database.logs.table).order_by(database.logs.table.c.id)).all()


def checked(database, anchors=()):
    with database.reading(at=NOW) as session:
        return verify(session, keys_on(database.keys), anchors=anchors)


def anchored(database, at):
    with database.transaction(at=at) as session:
        return drop_anchor(session, keys_on(database.keys))


def backed_up(settings, database, tmp_path, **how):
    return make_backup(settings, database, tmp_path / "een.werkbedrijf", at=NOW, **how)


def put_back(made, fresh, tmp_path, *, at):
    return restore(made.file, fresh, str(IDENTITY), at=at, keys=made.keys, beside=tmp_path)


def test_every_line_about_a_person_comes_back_and_new_ones_follow(settings, watched, tmp_path):
    before = lines_of(watched)
    made = backed_up(settings, watched, tmp_path)

    with scratch(watched, tmp_path) as fresh:
        put_back(made, fresh, tmp_path, at=NOW)
        assert lines_of(fresh) == before
        assert (
            len([line for line in before if line.name == "candidates.index"]) == 6
        )  # two people and a span above, twice
        with fresh.reading(at=NOW) as session:
            people = session.execute(text("SELECT id FROM candidate")).scalars().all()
        look(fresh, people)
        assert lines_kept(fresh) == len(before) + 3


def test_the_trial_of_the_night_looks_at_the_log_too(settings, watched, tmp_path):
    def tried(content, apart):
        try_content(settings, watched, content, apart, at=NOW)

    assert backed_up(settings, watched, tmp_path, tried=tried).manifest.log["lines"] == lines_kept(watched) > 5


def test_a_line_that_is_missing_is_seen(settings, watched, tmp_path):
    def loses_a_line(content, _apart):
        told = json.loads((content / "manifest.json").read_text())
        told["log"]["lines"] += 1
        (content / "manifest.json").write_text(json.dumps(told))

    made = backed_up(settings, watched, tmp_path, tried=loses_a_line)
    with scratch(watched, tmp_path) as fresh, pytest.raises(BackupRefused, match=r"horen \d+ regels"):
        put_back(made, fresh, tmp_path, at=NOW)


def test_a_log_that_still_stood_there_is_set_aside(settings, database, tmp_path):
    look(database, [1, 2])
    made = backed_up(settings, database, tmp_path)
    with scratch(database, tmp_path) as fresh:
        with fresh.logs.keeping() as connection:
            connection.execute(
                fresh.logs.table.insert(),
                {
                    "trace_id": b"a" * 16,
                    "span_id": b"b" * 8,
                    "status_code": 0,
                    "name": "eerder",
                    "start_time": 1,
                    "end_time": 1,
                    "resource": {},
                    "processing_activity_id": "urn:x",
                },
            )
        restored = put_back(made, fresh, tmp_path, at=NOW)
        kept = Database(f"sqlite:///{restored.aside}")
        with kept.engine.connect() as connection:
            assert connection.scalars(text("SELECT name FROM processing_log")).all() == ["eerder"]
        kept.close()
        assert "eerder" not in [line.name for line in lines_of(fresh)]


def test_lines_that_went_with_a_restore_are_told_and_are_no_false_alarm(settings, watched, tmp_path):
    early = anchored(watched, NOW - timedelta(minutes=30))
    made = backed_up(settings, watched, tmp_path)
    for _ in range(3):
        look(watched, [])
    late = anchored(watched, NOW + timedelta(hours=1))

    with scratch(watched, tmp_path) as fresh:
        put_back(made, fresh, tmp_path, at=NOW + timedelta(hours=2))
        look(fresh, [], at=NOW + timedelta(hours=2))
        after = anchored(fresh, NOW + timedelta(hours=3))
        found = checked(fresh, [early, late, after])

        assert found.ok, found.reason
        (told,) = found.restored
        assert told["after"] == early.seq
        assert told["lost"] == late.seq - early.seq >= 3


def test_a_restore_explains_nothing_that_came_before_or_after_it(settings, database, tmp_path):
    look(database, [])
    made = backed_up(settings, database, tmp_path)
    with scratch(database, tmp_path) as fresh:
        put_back(made, fresh, tmp_path, at=NOW + timedelta(hours=2))
        look(fresh, [], at=NOW + timedelta(hours=2))
        after = anchored(fresh, NOW + timedelta(hours=3))
        with fresh.engine.begin() as connection:
            for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text("DELETE FROM audit_anchor"))
            connection.execute(text("DELETE FROM audit_head"))
            connection.execute(text("DELETE FROM audit_entry WHERE seq >= :seq"), {"seq": after.seq})
        assert checked(fresh, [after]).code == 1


def test_a_copy_that_was_put_back_by_hand_is_an_alarm(database, tmp_path):
    look(database, [])
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("VACUUM INTO ?", (str(tmp_path / "kopie.db"),))
    look(database, [])
    late = anchored(database, NOW + timedelta(hours=1))
    by_hand = Database(f"sqlite:///{tmp_path / 'kopie.db'}", keys=database.keys)
    found = checked(by_hand, [late])
    by_hand.close()
    assert found.code == 1
    assert found.restored == []


def test_a_claimed_restore_without_the_key_explains_nothing(database, tmp_path):
    look(database, [])
    late = anchored(database, NOW + timedelta(hours=1))
    with database.engine.begin() as connection:
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("DELETE FROM audit_anchor"))
        connection.execute(text("DELETE FROM audit_head"))
        connection.execute(
            text(
                "UPDATE audit_entry SET act = 'audit.restored', subject_reference = '2026-11-20T00:00:00+00:00', "
                "reason = 'laatste regel 0', at = '2026-12-20 00:00:00.000000'"
            )
        )
    found = checked(database, [late])
    assert found.code == 1
    assert found.restored == []


def test_the_whole_drill_as_an_operator_types_it(tmp_path):
    folder = tmp_path / "map"

    def type_(*words, code=0):
        answer = CliRunner().invoke(cli.werkbedrijf, [*words, "--json", "--data-dir", str(folder)])
        assert answer.exit_code == code, answer.output
        return json.loads(answer.stdout)

    type_("migrate")
    settings = Settings(data_dir=folder)
    database = Database(settings.database, keys=ring_at(settings.keys_folder))
    session = database.session(at=NOW)
    made = Make(session)
    made.region(is_demo=True)
    made.parameters()
    made.user()
    stays, goes = made.candidate(), made.candidate(last_name="Kanarievogel")
    session.commit()
    numbers, references = [stays.id, goes.id], [stays.reference, goes.reference]
    session.close()
    look(database, numbers)
    saved = lines_kept(database)
    database.close()
    backup = type_("backup", str(tmp_path / "een"), "--try")
    assert backup["log_lines"] == saved
    type_("erase", references[1], "--ground", "verzoek")
    type_("audit", "anchor")
    for path in folder.glob("*.db*"):
        path.unlink()

    back = type_("restore", str(tmp_path / "een"))

    assert (back["log_lines"], back["erased_again"]) == (saved, 1)
    found = type_("audit", "verify")
    assert found["restored"][0]["lost"] >= 1
    assert found["anchor"]["outside"] == 1
    assert [one["act"] for one in type_("audit", "who-saw", references[0])["looks"]].count("page.looked_at") == 1
    assert b"Kanarievogel" not in (folder / "werkbedrijf.db").read_bytes()
    assert "candidate.erased" in [one["act"] for one in type_("audit", "who-saw", references[1])["looks"]]
