"""What every command says of settings and files it can do nothing with."""

import json

import pytest
from click.testing import CliRunner

from werkbedrijf import cli


@pytest.fixture
def type_(tmp_path):
    def run(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path)])

    return run


def test_a_setting_that_cannot_be_used_is_named_and_not_repeated(type_, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_SECURE_COOKIES", "geheim")

    answer = type_("list", "vacancies")

    assert (answer.exit_code, "Traceback" in answer.output) == (cli.EXIT_SETUP, False)
    assert "WERKBEDRIJF_SECURE_COOKIES" in answer.stderr
    assert "geheim" not in answer.stderr


@pytest.mark.parametrize("command", [("selfcheck",), ("integrity",), ("outbox",)])
def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path, monkeypatch, command):
    monkeypatch.delenv("WERKBEDRIJF_DATABASE_URL", raising=False)
    (tmp_path / "map").mkdir(mode=0o700)
    (tmp_path / "map" / "werkbedrijf.db").write_bytes(b"geen database" * 999)

    answer = CliRunner().invoke(cli.werkbedrijf, [*command, "--data-dir", str(tmp_path / "map")])

    assert (answer.exit_code, answer.stdout) == (cli.EXIT_SETUP, "")
    assert "De database" in answer.stderr
    told = CliRunner().invoke(cli.werkbedrijf, [*command, "--json", "--data-dir", str(tmp_path / "map")])
    assert json.loads(told.stdout) == {"ok": False, "problem": told.stderr.strip()}
