"""The measurement: compares answers, says what it did, and asserts no clock."""

import json

import numpy as np
import pytest

from matching.core import benchmark
from matching.core.benchmark import bench_rank
from matching.core.catalogue import CAPABILITIES
from matching.core.packing import UNKNOWN_LEVEL
from matching.core.synthetic import synthetic_columns, synthetic_demands, synthetic_people, synthetic_points


@pytest.fixture(scope="module")
def measured():
    return bench_rank(candidates=3000, places=4)


def test_every_way_gives_the_same_best_scores(measured):
    assert measured["same_scores"] is True
    assert set(measured["seconds"]) == {"ours", "numpy", "pandas", "sqlite"}


def test_the_outcome_says_what_was_measured_and_can_be_stored(measured):
    assert (measured["candidates"], measured["places"], measured["limit"]) == (3000, 4, 50)
    assert measured["bytes_per_person"] <= 48
    assert measured["seconds"]["ours"]["questions"] == 4 * benchmark.ROUNDS
    assert measured["seconds"]["sqlite"]["questions"] == 4
    assert set(measured["times_slower"]) == {"numpy", "pandas", "sqlite"}
    assert json.loads(json.dumps(measured)) == measured


def test_a_way_with_other_answers_is_told(monkeypatch):
    class Wrong:
        def best(self, question, limit):
            return [1] * limit

        def close(self):
            pass

    monkeypatch.setattr(benchmark, "_RIVALS", {"wrong": lambda *_: Wrong()})
    assert bench_rank(candidates=500, places=2)["same_scores"] is False


def test_a_slow_way_is_asked_less_often(monkeypatch):
    monkeypatch.setattr(benchmark, "MOST_SECONDS", 0.0)
    assert bench_rank(candidates=200, places=8)["seconds"]["numpy"]["questions"] == 3


def test_invented_people_are_the_same_for_the_same_seed():
    points = synthetic_points(40)
    one, other, another = (synthetic_columns(300, points, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.levels, other.levels)
    assert not np.array_equal(one.levels, another.levels)
    assert one.levels.shape == (300, len(CAPABILITIES))
    assert set(np.unique(one.levels)) == {0, 1, 2, 3, 4, UNKNOWN_LEVEL}
    assert not (one.essential & ~one.need).any()


def test_invented_places_are_valid_and_differ():
    people = synthetic_people(100)
    demands = synthetic_demands(20, people.points)
    assert len({demand.id for demand in demands}) == 20
    assert len({demand.family for demand in demands}) > 3
