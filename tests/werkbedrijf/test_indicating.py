"""The indicators on the command line: every figure as text, with what it came from."""

import json

import pytest
from click.testing import CliRunner

from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.migrations import upgrade


@pytest.fixture
def type_(tmp_path):
    def run(*words):
        return CliRunner().invoke(werkbedrijf, ["indicators", *words, "--data-dir", str(tmp_path / "data")])

    return run


@pytest.fixture
def founded(tmp_path):
    from werkbedrijf.foundation import clock
    from werkbedrijf.founding import found

    settings = Settings(data_dir=tmp_path / "data").prepare()
    database = Database(settings.database)
    upgrade(database)
    found(database, at=clock.now())
    database.close()


def test_all_nineteen_with_every_number_as_text(type_, founded):
    told = json.loads(type_("--period", "2026Q3", "--json").stdout)

    assert (told["period"], told["from"], told["until"], told["masked"]) == (
        "2026Q3",
        "2026-07-01",
        "2026-09-30",
        False,
    )
    assert [one["code"] for one in told["indicators"]] == [f"I{number:02}" for number in range(1, 20)]
    for one in told["indicators"]:
        assert {"value", "numerator", "denominator", "unit", "period", "as_of", "status", "label"} <= set(one)
        assert all(one[key] is None or isinstance(one[key], str) for key in ("value", "numerator", "denominator"))
        assert (one["value"] is None) == bool(one["missing"])
    jobs = next(one for one in told["indicators"] if one["code"] == "I02")
    assert (jobs["value"], jobs["denominator"], jobs["status"]) == ("0.00", "25.5", "voorstel")
    assert "UWV" in next(one for one in told["indicators"] if one["code"] == "I01")["missing"]


@pytest.mark.parametrize("period", ["2026Q5", "kwartaal", "2199Q1"])
def test_a_period_that_is_none_is_a_sentence(type_, period):
    answer = type_("--period", period)

    assert answer.exit_code == 2
    assert "kwartaal" in answer.stderr


def test_what_was_not_published_yet_is_said(type_, founded):
    answer = type_("--period", "2026Q3", "--published")

    assert answer.exit_code == 1
    assert "nog niet gepubliceerd" in answer.stderr
