"""What `check` runs, in which order, and what it answers."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from werkbedrijf.setup import check
from werkbedrijf.setup.environment import Environment


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The commands that were run; those that hold a word of `bad` fail."""
    ran = SimpleNamespace(commands=[], bad=set())

    def run(command, **_):
        print(f"<{Path(command[0]).name} {' '.join(command[1:])}>")
        ran.commands.append(list(command))
        return SimpleNamespace(returncode=1 if ran.bad & set(command) else 0)

    monkeypatch.setattr(subprocess, "run", run)
    return ran


@pytest.fixture
def tree(tmp_path: Path) -> Environment:
    return Environment(tmp_path)


def test_everything_is_looked_at_and_the_tests_close(ran, tree, capsys):
    assert check.run(tree, []) == 0

    tools = [next(word for word in command if word != "-m" and "python" not in word) for command in ran.commands]
    assert [Path(tool).name for tool in tools] == ["ruff", "ruff", "lint-imports", "mypy", "pytest"]
    lines = capsys.readouterr().out.splitlines()
    assert "Opmaak, lint, afspraken en typen zijn in orde." in lines
    assert lines[-1] == "<python -m pytest -n 2 --dist loadgroup>"  # so that the last line is pytest's own


@pytest.mark.parametrize(("bad", "named"), [("mypy", "Typen"), ("format", "Opmaak"), ("check", "Lint")])
def test_a_failure_stops_nothing_and_is_not_forgotten(ran, tree, capsys, bad, named):
    ran.bad = {bad}

    assert check.run(tree, []) == 1
    assert len(ran.commands) == 5
    assert f"Niet in orde: {named}." in capsys.readouterr().out


def test_failing_tests_fail_the_whole(ran, tree):
    ran.bad = {"pytest"}

    assert check.run(tree, []) == 1


def test_fast_leaves_out_what_is_slow(ran, tree):
    check.run(tree, ["--fast", "--", "-k", "setup"])

    assert ran.commands[-1][2:] == ["pytest", *check.CORES, "-m", "not browser and not slow", "-k", "setup"]


def test_unknown_words_are_not_guessed(ran, tree, capsys):
    assert check.run(tree, ["--quick"]) == 2
    assert ran.commands == []
    assert "check [--fast]" in capsys.readouterr().err


@pytest.mark.parametrize("found", [True, False])
def test_a_missing_browser_is_said(ran, tree, capsys, monkeypatch, found):
    monkeypatch.setattr("shutil.which", lambda name: "chromium" if found else None)
    check.run(tree, [])

    assert (check.NO_BROWSER in capsys.readouterr().out) is not found


@pytest.mark.parametrize(
    ("typed", "own", "words"),
    [
        (["--data-dir", "x"], [], []),
        (["--data-dir=x", "--fast", "--", "-k", "--data-dir"], ["--fast"], ["-k", "--data-dir"]),
        (["--data-dir"], [], []),
    ],
)
def test_the_data_folder_of_other_commands_says_nothing_here(typed, own, words):
    assert check._split(typed) == (own, words)
