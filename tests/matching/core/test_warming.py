"""Warming up compiles what a division needs: afterwards nothing is left to compile."""

from matching.core import allocation_kernel, compiled_pairs, compiled_worth
from matching.core.kernel import ENGINE_VARIABLE
from matching.core.warming import warm_up_allocation


def test_warming_up_compiles_the_search_the_weighing_and_the_allocation():
    assert warm_up_allocation() == 1
    for used in (compiled_pairs.find_pairs, compiled_worth.weighed, allocation_kernel.fill):
        assert used.signatures


def test_without_the_compiler_there_is_nothing_to_warm_and_nothing_breaks(monkeypatch):
    monkeypatch.setenv(ENGINE_VARIABLE, "numpy")
    assert warm_up_allocation() == 1
