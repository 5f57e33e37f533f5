"""Every room stands on a floor: a new one that nobody placed would escape the import contract."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
FLOORS = [re.findall(r"[\w.]+", floor) for contract in CONTRACTS for floor in contract.get("layers", [])]


def rooms(package: str) -> set[str]:
    """The packages and modules directly inside."""
    inside = (ROOT / package).iterdir()
    return {
        f"{package}.{path.stem}"
        for path in inside
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()
    }


@pytest.mark.parametrize("package", ["werkbedrijf", "matching"])
def test_every_room_stands_on_a_floor(package):
    placed = {room for floor in FLOORS for room in floor}

    assert rooms(package) - placed == set()


def test_no_room_stands_on_two_floors():
    placed = [room for floor in FLOORS for room in floor]

    assert sorted(placed) == sorted(set(placed))


def test_the_two_sides_and_the_two_stones_stand_beside_each_other():
    assert ["employers", "candidates"] in FLOORS
    assert FLOORS[-1] == ["werkbedrijf.foundation", "matching.core", "werkbedrijf.setup"]
