"""The judge stands apart: the engine cannot reach the generator, the generator does not know the engine, no label crosses."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from matching.core.language import Demand, Offer
from matching.core.store import Columns
from tests.house.sources import modules

HERE = Path(__file__).parent
APART = ("generator.py", "hidden.py", "measures.py")


def imported(tree):
    """Every module that is imported, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_nothing_of_the_product_imports_from_the_tests():
    assert not [
        name for name, tree in modules().items() if any(one.partition(".")[0] == "tests" for one in imported(tree))
    ]


@pytest.mark.parametrize("name", APART)
def test_the_generator_and_the_hidden_rule_know_nothing_of_the_product(name):
    known = {one.partition(".")[0] for one in imported(ast.parse((HERE / name).read_text(encoding="utf-8")))}
    assert known <= {"dataclasses", "numpy", "scipy"}


def test_there_is_no_place_for_a_group_where_the_region_enters_the_engine():
    names = {field.name for kind in (Columns, Offer, Demand) for field in fields(kind)}
    assert not names & {"group", "groups", "regeling", "organisation", "perseverance"}


def test_the_looking_finds_an_import_that_hides():
    hidden = ast.parse("def f():\n    from tests.evaluation import hidden")
    assert list(imported(hidden)) == ["tests.evaluation"]
