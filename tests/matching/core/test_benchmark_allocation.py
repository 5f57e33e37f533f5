"""The measurement compares equals: the same pairs, the same objective, and a solver that is not ours."""

from matching.core.allocation_rivals import greedy_objective, highs_objective
from matching.core.benchmark_allocation import bench_allocate
from tests.matching.core.regions import region


def test_the_measurement_finds_the_objective_of_highs():
    found = bench_allocate(300, 12, seed=3)
    assert found["same_objective"] is found["valid"] is True
    assert found["objective"]["greedy"] <= found["objective"]["ours"] == found["objective"]["highs_simplex"]
    assert {"highs_simplex", "greedy"} < set(found["times_slower"])


def test_best_pair_first_loses_where_one_person_is_wanted_twice():
    from matching.core.allocation import Rules, shortlists

    found = {("alleskunner", "gewoon"): 20, ("alleskunner", "schaars"): 19, ("ander", "gewoon"): 18}
    solved = shortlists(region(found), {"gewoon": 1, "schaars": 1}, {}, Rules(k=1, m=1))
    assert solved.lists == {"gewoon": ["ander"], "schaars": ["alleskunner"]}
    assert greedy_objective(solved) < solved.objective == highs_objective(solved)
