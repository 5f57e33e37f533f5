"""After an erasure the files hold nothing: database, log, post folder, list of the erased."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.rights.somebody import CANARY, somebody
from werkbedrijf import cli
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.clock import now
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.outbox import deliver
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.jobs import transport_of
from werkbedrijf.migrations import upgrade
from werkbedrijf.rights.actions import ask_erasure
from werkbedrijf.rights.models import ErasureGround
from werkbedrijf.rights.tombstones import file_of, read_tombstones

SECOND = "tweede@voorbeeld.example"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "sleutels"))
    return Settings(data_dir=tmp_path / "gegevens").prepare()


@pytest.fixture
def type_(settings):
    def run(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(settings.data_dir)])

    return run


@pytest.fixture
def candidate(settings):
    database = Database(settings.database)
    upgrade(database)
    session = database.session(at=NOW, write=True)
    make = Make(session)
    make.region()
    make.parameters()
    person = somebody(make)
    make.user(Role.COORDINATOR, email=SECOND)
    make.user(Role.COORDINATOR, email="weg@voorbeeld.example").is_active = False
    session.info.setdefault("recorded", set()).update(map(id, session.dirty))
    make.user(Role.ACCOUNT_MANAGER, email="collega@voorbeeld.example")
    session.commit()
    deliver(database, transport_of(settings), settings.mail_from, at=NOW)
    session.close()
    database.close()
    return person


def _holding(folder):
    """The files that hold a canary, in any of the ways text is stored."""
    words = [word for told in (CANARY, "98765432") for word in (told.encode(), told.lower().encode())]
    return sorted(
        path.name for path in folder.rglob("*") if path.is_file() and any(w in path.read_bytes() for w in words)
    )


def test_no_file_holds_a_word_of_who_was_erased(settings, candidate, type_):
    assert "werkbedrijf.db" in _holding(settings.data_dir.parent)
    assert list(settings.mail_folder.glob("*.eml"))
    serving = Database(settings.database)
    with serving.transaction(at=NOW) as session:
        session.execute(text("UPDATE imported_record SET source_id = source_id || ' thuis'"))

    answer = type_("erase", candidate.reference, "--ground", "bezwaar", "--confirmed-by", SECOND)
    serving.close()

    assert answer.exit_code == 0, answer.output
    assert _holding(settings.data_dir.parent) == []
    assert [path for path in settings.mail_folder.glob("*.eml") if candidate.reference in path.read_text()] == []


def test_stopped_after_the_erasure_no_mail_about_that_person_stays(settings, candidate, type_, monkeypatch):
    def killed(*_args, **_how):
        raise KeyboardInterrupt

    assert any(CANARY in path.read_text() for path in settings.mail_folder.glob("*.eml"))
    monkeypatch.setattr("werkbedrijf.personal.write_tombstones", killed)
    type_("erase", candidate.reference, "--confirmed-by", SECOND)

    assert [path for path in settings.mail_folder.glob("*.eml") if CANARY in path.read_text()] == []


def test_the_list_beside_the_keys_grows_by_one_line_without_a_person(settings, candidate, type_):
    type_("erase", candidate.reference, "--confirmed-by", SECOND)

    (line,) = file_of(settings).read_text().splitlines()
    assert set(json.loads(line)) == {"uuid", "erased_at", "ground"}
    assert not file_of(settings).is_relative_to(settings.data_dir)


def test_outside_the_demo_somebody_else_has_to_confirm(candidate, type_):
    answer = type_("erase", candidate.reference)

    assert answer.exit_code == 1
    assert "--confirmed-by" in answer.output


@pytest.mark.parametrize(
    "who", ["Een tweede", "niemand@voorbeeld.example", "weg@voorbeeld.example", "collega@voorbeeld.example"]
)
def test_only_a_coordinator_who_may_sign_in_confirms(settings, candidate, type_, who):
    answer = type_("erase", candidate.reference, "--confirmed-by", who)

    assert answer.exit_code == 1
    assert "regiocoördinator" in answer.output
    assert "werkbedrijf.db" in _holding(settings.data_dir)


def test_who_asked_does_not_confirm_by_command_either(settings, candidate, type_):
    database = Database(settings.database)
    with database.transaction(at=now()) as session:
        chief = session.scalars(select(User).where(User.email == SECOND)).one()
        person = session.scalars(select(Candidate)).first()
        ask_erasure(session, actor_for(session, chief), person, ground=ErasureGround.REQUEST)
    database.close()
    answer = type_("erase", candidate.reference, "--confirmed-by", SECOND)

    assert answer.exit_code == 1
    assert "vier ogen" in answer.output
    assert "werkbedrijf.db" in _holding(settings.data_dir)


def test_replaying_an_older_copy_erases_again(settings, candidate, type_, tmp_path):
    older = (settings.data_dir / "werkbedrijf.db").read_bytes()
    type_("erase", candidate.reference, "--confirmed-by", SECOND)
    (settings.data_dir / "werkbedrijf.db").write_bytes(older)
    assert "werkbedrijf.db" in _holding(settings.data_dir)

    answer = type_("erase", "--replay", str(file_of(settings)), "--json")

    assert json.loads(answer.output) == {"listed": 1, "erased_again": 1}
    assert _holding(settings.data_dir) == []


def test_a_line_that_was_cut_off_does_not_stop_the_replay(tmp_path):
    path = tmp_path / "uitgewist.jsonl"
    path.write_text('{"uuid": "a", "erased_at": "2026-11-23T09:00:00+00:00", "ground": "verzoek"}\n{"uuid": "b", "era')

    assert [told.uuid for told in read_tombstones(path)] == ["a"]


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"uuid": ["a"], "erased_at": "2026-11-23T09:00:00+00:00"}',
        b'{"uuid": "a\\u0000", "erased_at": "2026-11-23T09:00:00+00:00"}',
        b'{"uuid": "a", "erased_at": "0001-01-01T00:00:00+14:00"}',
        b'{"uuid": "a", "erased_at": "2026-11-23T09:00:00+00:00", "ground": []}',
    ],
)
def test_a_list_that_is_none_is_a_sentence_and_erases_nobody(settings, candidate, type_, tmp_path, line):
    path = tmp_path / "uitgewist.jsonl"
    for content, told in ((line + b"\n", "Regel 1 van"), (line, "geen enkele regel")):
        path.write_bytes(content)
        answer = type_("erase", "--replay", str(path))

        assert (answer.exit_code, told in answer.output) == (1, True), answer.output
        assert "werkbedrijf.db" in _holding(settings.data_dir)


@pytest.mark.parametrize(("words", "code"), [((), 2), (("K-9999", "--confirmed-by", "x"), 1)])
def test_what_cannot_be_done_is_a_sentence(candidate, type_, words, code):
    answer = type_("erase", *words)

    assert answer.exit_code == code
    assert answer.output.strip()


def test_a_ground_nobody_knows_erases_nobody_and_says_which_there_are(settings, candidate, type_):
    answer = type_("erase", candidate.reference, "--ground", "onrechtmatige", "--confirmed-by", SECOND)

    assert answer.exit_code == 2
    assert "onrechtmatige kan niet" in answer.output
    assert all(ground.value in answer.output for ground in ErasureGround)
    assert "werkbedrijf.db" in _holding(settings.data_dir)
    assert not file_of(settings).exists()
