"""The project as an ordinary package: everything it needs lies inside."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from werkbedrijf.setup.environment import project_root

ROOT = project_root() or Path()
LEFT_OUT = {"__pycache__", ".import_linter_cache"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    words = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "wheel", *words, "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        yield wheel


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not LEFT_OUT & set(path.parts)
    }


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel):
    tree = set().union(*(files(ROOT / name) for name in ("werkbedrijf", "matching", "employers", "candidates")))

    assert tree - set(wheel.namelist()) == set()
    assert any(name.startswith("werkbedrijf/migrations/versions/") for name in tree)


@pytest.mark.slow
def test_the_wheel_holds_the_templates_inside(wheel):
    inside = {
        name.removeprefix("werkbedrijf/") for name in wheel.namelist() if name.startswith("werkbedrijf/templates/")
    }

    assert "templates/base.html" in inside
    assert inside == files(ROOT / "templates")


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}

    assert tops == {"werkbedrijf", "matching", "employers", "candidates", "werkbedrijf-0.1.0.dist-info"}


@pytest.mark.slow
def test_a_wheel_finds_its_own_templates_and_knows_it_is_no_tree(wheel, tmp_path):
    wheel.extractall(tmp_path)
    test = (
        "from werkbedrijf.app import template_folder; from werkbedrijf.setup.environment import project_root;"
        "print(template_folder(), project_root())"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {test}"]
    said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    assert said.split() == [str(tmp_path / "werkbedrijf" / "templates"), "None"]


def test_the_command_exists_and_the_version_is_one():
    import werkbedrijf

    project = metadata.distribution("werkbedrijf")

    assert project.version == werkbedrijf.__version__
    assert project.metadata["License-Expression"] == "EUPL-1.2"
    assert [(point.name, point.value) for point in project.entry_points] == [
        ("werkbedrijf", "werkbedrijf.__main__:main")
    ]


def test_a_working_tree_shows_its_own_templates():
    from werkbedrijf.app import template_folder

    assert template_folder() == ROOT / "templates"
