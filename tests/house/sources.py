"""The Python of the house as trees, read once for every test that looks at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("werkbedrijf", "matching", "employers", "candidates")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the product by its path, without the migrations, which describe a day that has passed."""
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
        if "migrations/versions" not in path.as_posix()
    }


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the dotted name of what is called, as it is written (``datetime.now``)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.AST) -> str:
    """``a.b.c`` for an attribute of a name; '?' where the left side is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text with its line, docstrings and names of types left out; the parts of an f-string are texts too."""
    told = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def _docstrings(tree: ast.AST) -> set[int]:
    """Texts that stand as a statement of their own: docstrings, and those of attributes."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
