"""The measurements from the command line: each answers JSON in the one shape."""

import json

import pytest
from click.testing import CliRunner

from matching.core import benchmark_shape
from werkbedrijf.cli import werkbedrijf

SMALL = ["--candidates", "120", "--places", "6", "--json"]


@pytest.mark.parametrize(
    "words", [["rank"], ["pairs"], ["allocate"], ["arrive", "--arrivals", "2"], ["nation", "--regions", "2"]]
)
def test_every_measurement_answers_json(monkeypatch, words):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    ended = CliRunner().invoke(werkbedrijf, ["bench", *words, *SMALL])
    assert ended.exit_code == 0, ended.output
    found = json.loads(ended.output)
    assert (found["candidates"], found["places"]) == (120, 6)
    assert {"seconds", "times_slower", "peak_memory_bytes", "memory_read_gb_per_second"} < set(found)


def test_carving_is_measured_per_employer(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    ended = CliRunner().invoke(werkbedrijf, ["bench", "carve", "--candidates", "120", "--employers", "3", "--json"])
    assert ended.exit_code == 0, ended.output
    found = json.loads(ended.output)
    assert found["same_counts"] is found["best_functions"]["same_optimum_one_function"] is True


def test_employers_that_are_there_twice_are_found_and_searched(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    ended = CliRunner().invoke(werkbedrijf, ["bench", "employers", "--employers", "400", "--json"])
    assert ended.exit_code == 0, ended.output
    found = json.loads(ended.output)
    assert found["employers"] == 400
    assert found["found_of_there_twice"] >= 0.9
    assert {"median", "p95", "within_a_blink"} < set(found["search"])
    assert found["choosing"]["same_answer"] is True
    assert found["choosing"]["chosen"] > 0


def test_a_measurement_is_also_told_to_people(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    ended = CliRunner().invoke(werkbedrijf, ["bench", "allocate", *SMALL[:-1]])
    assert "candidates: 120\nplaces: 6\n" in ended.output


def test_recounting_years_gives_what_plain_sql_gives(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    ended = CliRunner().invoke(werkbedrijf, ["bench", "count", "--placements", "300", "--years", "3", "--json"])
    assert ended.exit_code == 0, ended.output
    found = json.loads(ended.output)
    assert (found["placements"], found["months"], found["same_answer"]) == (300, 36, True)
    assert {"ours", "count_all_months", "plain_sql"} == set(found["seconds_per_million_term_rows"])
