"""Every measurement tells the same things in the same shape, and compares answers; no clock is asserted."""

import json

import pytest

from matching.core import benchmark_arrival, benchmark_pairs, benchmark_shape
from matching.core.benchmark_allocation import bench_allocate
from matching.core.benchmark_arrival import bench_arrive
from matching.core.benchmark_nation import bench_nation, country_digest, solve_region, tasks_of
from matching.core.benchmark_pairs import bench_pairs
from matching.core.benchmark_shape import Timed, memory_rate, report

SHAPE = {
    "candidates",
    "places",
    "engine",
    "seconds",
    "times_slower",
    "peak_memory_bytes",
    "memory_read_gb_per_second",
    "note",
}
BENCHES = {
    "pairs": lambda: bench_pairs(400, 30),
    "arrive": lambda: bench_arrive(300, 10, 3),
    "allocate": lambda: bench_allocate(200, 8),
    "nation": lambda: bench_nation(3, 301, 4),
}


@pytest.fixture(scope="module")
def measured():
    before, benchmark_shape.READ_BYTES = benchmark_shape.READ_BYTES, 1 << 16
    found = {name: make() for name, make in BENCHES.items()}
    benchmark_shape.READ_BYTES = before
    return found


@pytest.mark.parametrize("name", BENCHES)
def test_every_measurement_has_the_one_shape_and_can_be_stored(measured, name):
    found = measured[name]
    assert set(found) > SHAPE
    assert json.loads(json.dumps(found)) == found
    assert set(found["seconds"]) == {"ours", *found["times_slower"]}
    assert all(set(times) == {"median", "p95", "questions"} for times in found["seconds"].values())


def test_all_ways_count_the_same_qualified_people_and_the_product_gives_our_fits(measured):
    found = measured["pairs"]
    assert found["same_counts"] is found["same_points"] is True
    assert set(found["times_slower"]) > {"float32_product", "float32_product_32", "numpy", "pandas", "sqlite"}
    assert found["compared"] == 400 * 30


def test_a_way_that_counts_otherwise_is_told(monkeypatch):
    class Wrong:
        def count(self, question, needed):
            return -1

        def close(self):
            pass

    monkeypatch.setattr(benchmark_pairs, "_RIVALS", {"wrong": lambda *_: Wrong()})
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    assert bench_pairs(100, 3)["same_counts"] is False


def test_every_arrival_is_compared_with_a_full_solve(measured):
    found = measured["arrive"]
    assert (found["arrivals"], found["equal_to_full_solve"], found["people_with_fewer_proposals"]) == (3, 3, 0)
    assert found["valid"] is True


def test_an_arrival_with_other_lists_is_told(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    monkeypatch.setattr(benchmark_arrival, "_same_lists", lambda one, other: one.objective < 0)
    assert bench_arrive(100, 4, 2)["equal_to_full_solve"] == 0


def test_a_country_is_proved_region_by_region_and_is_what_its_regions_are(measured):
    found = measured["nation"]
    assert found["valid"] is found["same_objective"] is True
    assert (found["regions"], found["candidates"]) == (3, 301)
    done = [solve_region(task) for task in tasks_of(3, 301, 4)]
    assert found["digest"] == country_digest(done) == country_digest(done[::-1])
    assert found["proposals"] == sum(region.proposals for region in done) > 0
    assert country_digest(done[1:]) != country_digest(done)


def test_a_country_done_elsewhere_is_compared(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    same = bench_nation(2, 120, 3, lambda tasks: [solve_region(task) for task in reversed(tasks)])
    other = bench_nation(2, 120, 3, lambda tasks: [solve_region(task) for task in tasks_of(2, 124, 3)])
    assert (same["elsewhere_same"], other["elsewhere_same"]) == (True, False)
    assert "elsewhere" in same["times_slower"]


def test_a_part_of_a_question_is_told_as_the_whole():
    assert Timed([1.0, 2.0, 3.0], share=0.5).summary() == {"median": 4.0, "p95": 5.8, "questions": 3}
    ways = {"ours": Timed([2.0]), "half": Timed([3.0], share=0.5)}
    assert report(candidates=1, places=1, engine="numpy", ways=ways)["times_slower"] == {"half": 3.0}


def test_the_pace_of_memory_is_a_number():
    assert memory_rate(1 << 16) > 0
