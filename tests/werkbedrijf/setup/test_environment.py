"""The environment, made with fakes: no network, no packages."""

import errno
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from werkbedrijf.setup import environment as module
from werkbedrijf.setup.environment import DEV, RUN, STAMP, UNFINISHED, Environment
from werkbedrijf.setup.errors import SetupFailed
from werkbedrijf.setup.installing import Progress

PROJECT = '[project]\nname = "werkbedrijf"\ndependencies = ["flask"]\n'


class Making:
    """What stands in for venv and pip, and what it was asked."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.did: list[str] = []
        self.at_install: Callable[[], None] = lambda: None

    def create(self, folder: Path) -> None:
        self.did.append("create")
        self.environment.python.parent.mkdir(parents=True)
        self.environment.python.touch()

    def install(self, python: Path, locked: Path, *_: object) -> int:
        self.did.append(locked.name)
        self.at_install()
        return 3


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    root = tmp_path / "tree"
    locks = root / "werkbedrijf" / "setup"
    locks.mkdir(parents=True)
    (locks / RUN).write_text("flask==3\n")
    (locks / DEV).write_text("flask==3\npytest==9\n")
    (root / "pyproject.toml").write_text(PROJECT)
    return Environment(root)


@pytest.fixture
def making(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Making:
    making = Making(environment)
    monkeypatch.setattr(module, "_create", making.create)
    monkeypatch.setattr(module, "install_locked", making.install)
    monkeypatch.setattr(module, "install_project", lambda *_: None)
    monkeypatch.setattr(module, "compile_packages", lambda *_: None)
    return making


def test_a_fresh_tree_gets_its_environment_once(environment, making, capsys):
    assert not environment.is_ready(RUN)
    environment.make(RUN, Progress())
    environment.make(RUN, Progress())

    assert environment.is_ready(RUN)
    assert making.did == ["create", RUN]
    said = capsys.readouterr()
    assert "De omgeving is klaar: 3 pakketten in 0 seconden." in said.err
    assert said.out == ""  # what a command answers stays clean


def test_the_tools_come_on_top_and_stay(environment, making):
    environment.make(RUN, Progress())
    assert not environment.is_ready(DEV)
    environment.make(DEV, Progress())
    assert environment.is_ready(DEV)
    assert environment.is_ready(RUN)

    environment.locked(RUN).write_text("flask==4\n")
    environment.make(RUN, Progress())

    assert making.did == ["create", RUN, DEV, DEV]
    assert environment.is_ready(DEV)


@pytest.mark.parametrize(
    ("content", "ready"),
    [
        pytest.param(PROJECT.replace("flask", "django"), False, id="other dependencies"),
        pytest.param(PROJECT + "[tool.hatch]\nx = 1\n", False, id="another package"),
        pytest.param(PROJECT + "[tool.ruff]\nline-length = 90\n", True, id="other lint"),
    ],
)
def test_only_what_is_installed_counts(environment, making, content, ready):
    environment.make(RUN, Progress())
    (environment.root / "pyproject.toml").write_text(content)

    assert environment.is_ready(RUN) is ready


def test_a_tree_that_moved_starts_anew(environment, making, tmp_path):
    environment.make(RUN, Progress())
    moved = Environment(environment.root.rename(tmp_path / "elsewhere"))
    making.environment = moved

    assert not moved.is_ready(RUN)
    moved.make(RUN, Progress())
    assert making.did == ["create", RUN, "create", RUN]


@pytest.mark.parametrize("cut", [KeyboardInterrupt(), SetupFailed("geen net")])
def test_what_was_cut_halfway_is_made_again(environment, making, cut):
    def stop() -> None:
        (environment.folder / "half").touch()
        raise cut

    making.at_install = stop
    with pytest.raises(type(cut)):
        environment.make(RUN, Progress())
    assert not environment.is_ready(RUN)

    making.at_install = lambda: None
    environment.make(RUN, Progress())
    assert environment.is_ready(RUN)
    assert not (environment.folder / "half").exists()
    assert not (environment.folder / UNFINISHED).exists()


def test_a_cut_renewal_is_not_taken_for_the_old_one(environment, making):
    environment.make(RUN, Progress())
    making.at_install = lambda: (_ for _ in ()).throw(KeyboardInterrupt())
    environment.locked(RUN).write_text("flask==4\n")
    with pytest.raises(KeyboardInterrupt):
        environment.make(RUN, Progress())

    environment.locked(RUN).write_text("flask==3\n")
    assert not environment.is_ready(RUN)


@pytest.mark.parametrize(("answer", "made"), [(0, [RUN]), (1, ["create", RUN])])
def test_an_environment_made_by_hand_is_used_when_it_works(environment, making, monkeypatch, answer, made):
    making.create(environment.folder)
    making.did.clear()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=answer))
    environment.make(RUN, Progress())

    assert making.did == made


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"sets": {}}', "null"])
def test_a_damaged_stamp_is_no_stamp(environment, making, stamp):
    environment.make(RUN, Progress())
    (environment.folder / STAMP).write_text(stamp)

    assert not environment.is_ready(RUN)


def test_the_stamp_names_no_more_than_place_and_content(environment, making):
    environment.make(RUN, Progress())

    stamp = json.loads((environment.folder / STAMP).read_text())
    assert stamp.keys() == {"root", "python", "project", "sets"}


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "De schijf is vol"),
        (errno.EDQUOT, "De schijf is vol"),
        (errno.EACCES, "mag niet worden geschreven"),
        (errno.EROFS, "mag niet worden geschreven"),
        (errno.EIO, "is niet gemaakt"),
    ],
)
def test_a_refusing_system_is_a_sentence(environment, making, monkeypatch, number, sentence):
    def refuse(folder: Path) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(module, "_create", refuse)
    with pytest.raises(SetupFailed, match=sentence):
        environment.make(RUN, Progress())


def test_a_folder_that_takes_no_lock_is_a_sentence(environment, making, monkeypatch):
    monkeypatch.setattr(module, "turn", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EACCES, "no")))
    with pytest.raises(SetupFailed, match="mag niet worden geschreven"):
        environment.make(RUN, Progress())


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_a_sentence(monkeypatch, tmp_path, missing):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == missing else object())
    with pytest.raises(SetupFailed, match="apt install python3-venv"):
        module._create(tmp_path)


def test_a_venv_that_fails_on_a_full_disk_is_a_sentence(monkeypatch, tmp_path):
    def fail(self: object, folder: Path) -> None:
        raise subprocess.CalledProcessError(1, "ensurepip", output=b"OSError: [Errno 28] No space left on device")

    monkeypatch.setattr("venv.EnvBuilder.create", fail)
    with pytest.raises(SetupFailed, match="De schijf is vol"):
        module._create(tmp_path)


def test_entering_goes_on_with_the_same_words(environment, monkeypatch):
    calls = []
    monkeypatch.delenv(module.ENTERED, raising=False)
    monkeypatch.setattr("os.execve", lambda *words: calls.append(words))
    environment.enter(["rank", "--json"])

    [(python, command, variables)] = calls
    assert command == [python, "-m", "werkbedrijf", "rank", "--json"]
    assert variables[module.ENTERED] == str(environment.folder)


def test_an_environment_that_cannot_be_entered_does_not_go_round(environment, monkeypatch):
    monkeypatch.setenv(module.ENTERED, str(environment.folder))
    with pytest.raises(SetupFailed, match="Verwijder die map"):
        environment.enter(["demo"])


def test_a_working_tree_is_known_by_its_project_file(monkeypatch, tmp_path):
    assert (module.project_root() / "werkbedrijf").is_dir()

    monkeypatch.setattr(
        module, "__file__", str(tmp_path / "site-packages" / "werkbedrijf" / "setup" / "environment.py")
    )
    assert module.project_root() is None
