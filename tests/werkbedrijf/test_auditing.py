"""``werkbedrijf audit …`` as an operator types it."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from werkbedrijf import cli
from werkbedrijf.logbook.anchors import file_for


@pytest.fixture
def type_(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "sleutels"))

    def run(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path / "data")])

    assert run("migrate").exit_code == 0
    return run


def verified(type_, *words):
    answer = type_("audit", "verify", "--json", *words)
    return answer.exit_code, json.loads(answer.output)


def tampered(tmp_path, *statements):
    with sqlite3.connect(tmp_path / "data" / "werkbedrijf.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_a_whole_trail_answers_nought(type_):
    code, told = verified(type_)

    assert code == 0
    assert set(told) == {"ok", "lines", "sealed", "unsealed", "first_bad", "reason", "anchor", "restored"}
    assert told["ok"] and told["lines"] == told["sealed"] > 0


def test_a_changed_line_answers_one_and_is_named(type_, tmp_path):
    tampered(tmp_path, "UPDATE audit_entry SET act = 'x.y' WHERE seq = 3")
    code, told = verified(type_)

    assert (code, told["first_bad"]["seq"]) == (1, 3)
    assert "Er is aan het logboek gezeten" in type_("audit", "verify").output


def test_an_emptied_trail_is_missed_thanks_to_the_anchor(type_, tmp_path):
    kept = tmp_path / "elders.log"
    said = type_("audit", "anchor", str(kept))
    assert said.exit_code == 0
    assert kept.read_text() == said.output
    tampered(tmp_path, *(f"DELETE FROM {table}" for table in ("audit_entry", "audit_head", "audit_anchor")))
    (tmp_path / "data" / "logboek-ankers.txt").unlink()

    assert verified(type_)[0] == 0
    assert verified(type_, "--anchor", str(kept))[0] == 1


def test_without_the_key_the_answer_is_two_and_no_key_is_made(type_, tmp_path):
    for key in (tmp_path / "sleutels").glob("audit-*"):
        key.unlink()

    code, told = verified(type_)
    assert (code, told["ok"]) == (2, False)
    assert list((tmp_path / "sleutels").glob("audit-*")) == []


def test_without_a_database_or_with_a_file_without_anchors_the_answer_is_two(type_, tmp_path):
    empty = tmp_path / "leeg.log"
    empty.write_text("niets")

    assert verified(type_, "--anchor", str(empty))[0] == 2
    elsewhere = CliRunner().invoke(cli.werkbedrijf, ["audit", "verify", "--data-dir", str(tmp_path / "nergens")])
    assert elsewhere.exit_code == 2
    assert "Traceback" not in elsewhere.output


@pytest.fixture
def looked_at(tmp_path, type_):
    """A coach who looked at a person, through the pages."""
    from tests.conftest import NOW
    from tests.making import Make
    from tests.reading import ReadingClient
    from werkbedrijf.app import create_app
    from werkbedrijf.foundation.actors import Role
    from werkbedrijf.foundation.settings import Settings

    app = create_app(Settings(data_dir=tmp_path / "data", secret_key="x", password_cost="test").prepare(), testing=True)
    database = app.extensions["werkbedrijf.database"]
    session = database.session(at=NOW)
    make = Make(session)
    coach = make.user(Role.COACH, name="Cas Coach", email="cas@voorbeeld.example")
    people = [make.candidate(coach=coach) for _ in range(2)]
    client = ReadingClient(app, make).sign_in_as(coach)
    client.get("/kandidaten")
    client.get(f"/kandidaten/{people[0].reference}")
    session.close()
    yield people
    database.close()


def test_who_saw_and_what_did_tell_the_same_from_both_sides(type_, looked_at):
    answer = type_("audit", "who-saw", looked_at[0].reference, "--json")
    assert answer.exit_code == 0, answer.output + repr(answer.exception)
    seen = json.loads(answer.output)["looks"]
    did = json.loads(type_("audit", "what-did", "cas@voorbeeld.example", "--json").output)["acts"]

    assert {"page.looked_at", "candidate.looked_at"} <= {look["act"] for look in seen}
    assert {look["user"] for look in seen if look["act"].endswith("looked_at")} == {"Cas Coach"}
    assert {"page.looked_at", "candidate.looked_at"} <= {look["act"] for look in did}
    other = json.loads(type_("audit", "who-saw", looked_at[1].uuid, "--json").output)["looks"]
    assert "candidate.looked_at" not in {look["act"] for look in other}
    assert "page.looked_at" in {look["act"] for look in other}


def test_who_asks_stands_in_the_trail_too(type_, looked_at):
    type_("audit", "who-saw", looked_at[0].reference)
    again = json.loads(type_("audit", "who-saw", looked_at[0].reference, "--json").output)["looks"]

    asked = [look for look in again if look["act"] == "audit.who_saw_asked"]
    assert asked == [] or asked[0]["origin"].startswith("opdrachtregel")
    assert type_("audit", "who-saw", "K-9999").exit_code == 1
    assert type_("audit", "unusual", "--json").exit_code == 0


def test_the_processing_log_goes_out_as_otlp(type_, looked_at, tmp_path):
    path = tmp_path / "uit.json"
    told = json.loads(type_("audit", "processing", "--otlp", str(path), "--json").output)
    written = json.loads(path.read_text(encoding="utf-8"))
    spans = [span for one in written["resourceSpans"] for scope in one["scopeSpans"] for span in scope["spans"]]

    assert told["spans"] == len(spans) > 3
    assert all(len(span["traceId"]) == 32 and len(span["spanId"]) == 16 for span in spans)
    assert all(span["startTimeUnixNano"].isdigit() and span["kind"] == 1 for span in spans)
    subjects = {
        pair["value"]["stringValue"]
        for span in spans
        for pair in span["attributes"]
        if pair["key"] == "dpl.core.data_subject_id"
    }
    assert subjects == {person.uuid for person in looked_at}
    keys = {pair["key"] for span in spans for pair in span["attributes"]}
    assert keys == {
        "dpl.core.processing_activity_id",
        "dpl.core.data_subject_id",
        "dpl.core.data_subject_id_type",
    }


@pytest.mark.parametrize("words", [("anchor",), ("processing", "--otlp")])
def test_a_place_where_nothing_can_be_written_is_a_sentence(type_, tmp_path, words):
    before = verified(type_)[1]["anchor"]

    answer = type_("audit", *words, str(tmp_path / "bestaat-niet" / "uit"))

    assert (answer.exit_code, answer.stdout) == (cli.EXIT_SETUP, "")
    assert "niet te lezen of te schrijven" in answer.stderr
    assert verified(type_)[1]["anchor"] == before


def test_two_databases_with_one_folder_are_not_held_to_the_anchors_of_each_other(type_, tmp_path, monkeypatch):
    assert type_("audit", "anchor").exit_code == 0
    monkeypatch.setenv("WERKBEDRIJF_DATABASE_URL", f"sqlite:///{tmp_path / 'ander.db'}")
    type_("migrate")

    code, told = verified(type_)
    assert (code, told["ok"], told["anchor"]["outside"]) == (0, True, 0)

    assert type_("audit", "anchor").exit_code == 0
    assert verified(type_)[1]["anchor"]["outside"] == 1
    monkeypatch.delenv("WERKBEDRIJF_DATABASE_URL")
    assert verified(type_)[1]["anchor"]["outside"] == 1


def test_what_is_put_back_elsewhere_is_still_held_to_its_anchors(type_, tmp_path, monkeypatch):
    type_("backup", str(tmp_path / "een.werkbedrijf"))
    with sqlite3.connect(tmp_path / "data" / "werkbedrijf.db") as connection:
        lines = connection.execute("SELECT count(*) FROM audit_entry").fetchone()[0]
    type_("audit", "who-saw", "K-0001")
    type_("audit", "anchor")
    address = f"sqlite:///{tmp_path / 'terug.db'}"
    back = type_("restore", str(tmp_path / "een.werkbedrijf"), "--into", address)
    assert back.exit_code == 0, back.output
    monkeypatch.setenv("WERKBEDRIJF_DATABASE_URL", address)

    code, told = verified(type_)

    assert (code, told["anchor"]["outside"]) == (0, 1)
    assert [one["after"] for one in told["restored"]] == [lines]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sqlite:////map/werkbedrijf.db", "sqlite:////map/../map/ander.db", False),
        ("postgresql://a:b@server/regio", "postgresql+psycopg://c:d@server/regio", True),
        ("postgresql://server/regio", "postgresql://server/proef", False),
        ("postgresql://server/regio", "postgresql://reserve/regio", False),
        ("postgresql:///regio?host=/tmp/een", "postgresql:///regio?host=/tmp/twee", False),
    ],
)
def test_the_anchors_of_a_database_are_found_back_whoever_signs_in_there(one, other, same):
    folder = Path("/map")

    assert (file_for(folder, one) == file_for(folder, other)) is same
    assert file_for(folder, "sqlite:////map/werkbedrijf.db") == folder / "logboek-ankers.txt"


def test_a_file_from_when_all_wrote_in_one_stays_that_of_a_database_elsewhere(tmp_path):
    address, plain = "postgresql://server/regio", tmp_path / "logboek-ankers.txt"
    own = file_for(tmp_path, address)
    assert own != plain

    plain.touch()
    assert file_for(tmp_path, address) == plain
    (tmp_path / "werkbedrijf.db").touch()
    assert file_for(tmp_path, address) == own
    (tmp_path / "werkbedrijf.db").unlink()
    own.touch()
    assert file_for(tmp_path, address) == own
