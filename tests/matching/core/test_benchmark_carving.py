"""The measurement compares equals: the same people and tasks, the same counts, and a solver that is not ours."""

from matching.core.benchmark_carving import bench_carve


def test_the_measurement_finds_the_same_counts_and_the_same_optimum():
    found = bench_carve(300, 6, sample=2, seed=3)
    assert found["same_counts"] is found["biggest"]["same_counts"] is True
    best = found["best_functions"]
    assert best["same_optimum_one_function"] is True
    assert best["employers"] == 2
    assert 0.5 <= best["greedy_part_two_functions"] <= 1
    assert found["functions_counted"] > 0 < found["peak_memory_bytes"]
    assert set(found["times_slower"]) == {"numpy_one_by_one", "whole_question"}
