"""From typing a command to running it."""

import ast
import os
import sys
from pathlib import Path

import pytest

from werkbedrijf import __main__ as front
from werkbedrijf.setup import start
from werkbedrijf.setup.environment import DEV, ENTERED, RUN, Environment
from werkbedrijf.setup.errors import SetupFailed

PACKAGE = Path(front.__file__).parent


class Entered(Exception):
    """Where the process would have been replaced."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A working tree whose environment is not there; what is asked of it."""
    asked: list[str] = []
    monkeypatch.setattr(start, "project_root", lambda: tmp_path)
    monkeypatch.setattr(Environment, "is_ready", lambda self, needs: needs in asked)
    monkeypatch.setattr(Environment, "make", lambda self, needs, progress: asked.append(needs))

    def enter(self, arguments):
        raise Entered(*arguments)

    monkeypatch.setattr(Environment, "enter", enter)
    return asked


@pytest.mark.parametrize(
    ("words", "needs"), [(["demo"], RUN), (["bench", "rank"], RUN), ([], RUN), (["check", "--fast"], DEV)]
)
def test_a_command_goes_on_inside_what_it_needs(asked, words, needs):
    with pytest.raises(Entered) as entered:
        start.prepare(words)

    assert asked == [needs]
    assert list(entered.value.args) == words


def test_inside_a_ready_environment_the_service_takes_over(asked, monkeypatch):
    asked.append(RUN)
    monkeypatch.setenv(ENTERED, "here")
    monkeypatch.setattr(Environment, "is_entered", property(lambda self: True))

    assert start.prepare(["demo"]) is None
    assert ENTERED not in os.environ  # what we start may enter again


def test_inside_an_old_environment_it_is_renewed_and_entered_anew(asked, monkeypatch):
    monkeypatch.setattr(Environment, "is_entered", property(lambda self: True))
    with pytest.raises(Entered):
        start.prepare(["demo"])

    assert asked == [RUN]


def test_the_look_at_the_tree_runs_inside(asked, monkeypatch):
    asked.append(DEV)
    monkeypatch.setattr(Environment, "is_entered", property(lambda self: True))
    monkeypatch.setitem(start.OF_THE_TREE, "check", lambda environment, words: len(words))

    assert start.prepare(["check", "--fast", "--", "-x"]) == 3


def test_locking_needs_no_environment(asked, monkeypatch):
    monkeypatch.setitem(start.OF_THE_TREE, "lock", lambda environment, words: 0)

    assert start.prepare(["lock"]) == 0
    assert asked == []


def test_a_wheel_simply_runs(monkeypatch):
    monkeypatch.setattr(start, "project_root", lambda: None)

    assert start.prepare(["demo"]) is None


@pytest.mark.parametrize("command", ["check", "lock"])
def test_a_wheel_has_no_source_to_look_at(monkeypatch, capsys, command):
    monkeypatch.setattr(start, "project_root", lambda: None)

    assert start.prepare([command]) == 2
    assert f"De opdracht {command} hoort bij de broncode" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("trouble", "code", "sentence"),
    [(SetupFailed("De schijf is vol."), 3, "De schijf is vol."), (KeyboardInterrupt(), 130, "Afgebroken.")],
)
def test_trouble_is_a_sentence_and_a_code(asked, monkeypatch, capsys, trouble, code, sentence):
    def make(*_):
        raise trouble

    monkeypatch.setattr(Environment, "make", make)

    assert start.prepare(["demo"]) == code
    said = capsys.readouterr()
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_an_old_python_gets_a_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))

    assert front.main() == 3
    assert "Python 3.11 of nieuwer nodig; dit is Python 3.9" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_what_says_so(name):
    assert ast.parse((PACKAGE / name).read_text(), feature_version=(3, 7))
    assert not [node for node in ast.walk(ast.parse((PACKAGE / name).read_text())) if isinstance(node, ast.Match)]


BEFORE = [PACKAGE / "__init__.py", PACKAGE / "__main__.py", *sorted((PACKAGE / "setup").glob("*.py"))]


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.name)
def test_before_the_environment_there_is_only_the_standard_library(path):
    allowed = (
        sys.stdlib_module_names | {"werkbedrijf.setup"} | ({"werkbedrijf.cli"} if path.stem == "__main__" else set())
    )
    strangers = {name for name in imported(path) if not any(f"{name}.".startswith(f"{known}.") for known in allowed)}

    assert strangers == set()


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names
