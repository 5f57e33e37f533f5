"""``werkbedrijf audit …`` as an operator types it."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from werkbedrijf import cli


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
    assert set(told) == {"ok", "lines", "sealed", "unsealed", "first_bad", "reason", "anchor"}
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
