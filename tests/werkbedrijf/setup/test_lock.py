"""The lock files: complete, hashed, and without an address."""

import re
import subprocess
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from werkbedrijf.setup import lock
from werkbedrijf.setup.environment import DEV, RUN, Environment, project_root
from werkbedrijf.setup.errors import SetupFailed
from werkbedrijf.setup.installing import requirements

ROOT = project_root() or Path()
TREE = Environment(ROOT)


def pins(name: str) -> dict[str, set[str]]:
    """Every package with its versions: more than one where an older Python needs an older one."""
    found: dict[str, set[str]] = {}
    for text in requirements(TREE.locked(name).read_text()):
        pin = Requirement(text.split("\\")[0].strip())
        found.setdefault(canonicalize_name(pin.name), set()).add(str(pin.specifier).removeprefix("=="))
    return found


def asked_for(name: str) -> list[Requirement]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = content["dependency-groups"]
    # From a tree the service runs on both engines: there is no wheel there to install with an extra.
    wanted = (
        content["project"]["dependencies"] + groups["build"] + content["project"]["optional-dependencies"]["postgres"]
    )
    if name == DEV:
        wanted = wanted + [word for word in groups["dev"] if isinstance(word, str)]
    return [Requirement(word) for word in wanted]


@pytest.mark.parametrize("name", [RUN, DEV])
def test_a_lock_file_names_no_place_and_every_hash(name):
    text = TREE.locked(name).read_text()

    assert lock.addresses(text) == []
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", requirement) for requirement in requirements(text))


@pytest.mark.parametrize("name", [RUN, DEV])
def test_what_the_project_asks_for_is_locked(name):
    locked = pins(name)
    for wanted in asked_for(name):
        versions = locked.get(canonicalize_name(wanted.name), set())
        assert versions, wanted.name
        assert all(wanted.specifier.contains(version) for version in versions), wanted


def test_the_large_set_holds_the_small_one():
    large = pins(DEV)

    assert {name: large.get(name) for name in pins(RUN)} == pins(RUN)


@pytest.mark.parametrize("line", ["-i x", "--find-links x", "a @ https:x", "https://x/a.whl", "./a.whl", "/a.whl"])
def test_an_address_is_seen(line):
    assert lock.addresses(f"a==1 \\\n    --hash=sha256:00\n{line}\n") == [line]


@pytest.fixture
def tree(tmp_path: Path) -> Environment:
    (tmp_path / "werkbedrijf" / "setup").mkdir(parents=True)
    return Environment(tmp_path)


def test_locking_asks_uv_for_both_without_its_own_settings(tree, monkeypatch, capsys):
    asked = []

    def run(command, **settings):
        asked.append(command)
        assert not [name for name in settings["env"] if name.startswith("UV_")]
        Path(command[command.index("--output-file") + 1]).write_text("a==1 \\\n    --hash=sha256:00\n")
        return SimpleNamespace(returncode=0)

    monkeypatch.setenv("UV_FIND_LINKS", "somewhere")
    monkeypatch.setattr("shutil.which", lambda *_, **__: "uv")
    monkeypatch.setattr(subprocess, "run", run)

    assert lock.run(tree, ["--upgrade"]) == 0
    assert [command[command.index("--group") + 1] for command in asked] == ["dev", "build"]
    assert "--upgrade" in asked[0]
    assert "1 pakketten" in capsys.readouterr().out


def test_without_uv_it_says_how_to_get_it(tree, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(SetupFailed, match="pip install uv"):
        lock.run(tree, [])


def test_what_uv_refuses_is_passed_on(tree, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_, **__: "uv")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1, stderr="no version of a\n"))
    with pytest.raises(SetupFailed, match="no version of a"):
        lock.run(tree, [])


def test_locking_takes_no_other_words(tree, capsys):
    assert lock.run(tree, ["--fast"]) == 2
    assert "lock [--upgrade]" in capsys.readouterr().err
