"""pip, played by a few lines of Python."""

import io
import sys
from pathlib import Path

import pytest

from werkbedrijf.setup import installing
from werkbedrijf.setup.errors import SetupFailed
from werkbedrijf.setup.installing import Progress, compile_packages, install_locked, install_project, why

LOCKED = "a==1 \\\n    --hash=sha256:aa\nb==2 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\nc==3 \\\n    --hash=sha256:cc\n"

PLAYS = """#!{python} -SE
import os, pathlib, sys
words = sys.argv[sys.argv.index("install"):]
home = pathlib.Path(__file__).parent.parent
with (home / "asked").open("a") as asked:
    asked.write(" ".join(words) + "|" + os.environ.get("PIP_TARGET", "") + os.environ["PIP_USER"] + chr(10))
names = "abc"
if "--requirement" in words:
    names = pathlib.Path(words[-1]).read_text()
for name in "abc":
    if name + "==" not in names:
        continue
    if name == "b":
        print("Ignoring b: markers")
        continue
    print("Collecting", name)
    if {fail!r} == name:
        print("ERROR: Could not find a version of", name)
        sys.exit(1)
    (home / "lib/python3.11/site-packages" / (name + ".dist-info")).mkdir(parents=True)
print("Installing collected packages")
if {fail!r} == "project":
    print("ERROR: no backend")
    sys.exit(1)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "BETWEEN_LOOKS", 0.001)
    monkeypatch.setattr(installing, "BETWEEN_LINES", 0.0)


def playing(tmp_path: Path, fail: str = "") -> Path:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PLAYS.format(python=sys.executable, fail=fail))
    python.chmod(0o755)
    (tmp_path / "locked.txt").write_text(LOCKED)
    return python


def test_all_locked_packages_are_installed_by_their_hashes(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    python = playing(tmp_path)
    said = io.StringIO()

    assert install_locked(python, tmp_path / "locked.txt", Progress(said)) == 2  # b is for another system
    asked = (tmp_path / ".venv" / "asked").read_text().splitlines()
    assert len(asked) == 2  # side by side
    assert all("--require-hashes" in line and "--no-deps" in line and line.endswith("|0") for line in asked)
    assert sorted(path.stem for path in (tmp_path / ".venv" / "lib").rglob("*.dist-info")) == ["a", "c"]
    assert not list((tmp_path / ".venv").glob("locked-*"))


def test_a_package_that_fails_is_named_and_nothing_lingers(tmp_path):
    with pytest.raises(SetupFailed, match="ERROR: Could not find a version of c"):
        install_locked(playing(tmp_path, fail="c"), tmp_path / "locked.txt", Progress(io.StringIO()))

    assert not list((tmp_path / ".venv").glob("locked-*"))


def test_the_project_itself_needs_no_network(tmp_path):
    install_project(playing(tmp_path), tmp_path)

    asked = (tmp_path / ".venv" / "asked").read_text()
    assert "--no-index" in asked
    assert "--no-build-isolation" in asked


def test_a_project_that_does_not_install_is_a_sentence(tmp_path):
    with pytest.raises(SetupFailed, match="no backend"):
        install_project(playing(tmp_path, fail="project"), tmp_path)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            ["WARNING: Retrying: NewConnectionError", "ERROR: No matching distribution found for a==1"],
            "geen verbinding",
        ),
        (["WARNING: Temporary failure in name resolution", "ERROR: x"], "geen verbinding"),
        (["ERROR: Could not install packages: [Errno 28] No space left on device"], "De schijf is vol"),
        (["ERROR: [Errno 13] Permission denied: 'x'"], "mag niet worden geschreven"),
        (
            ["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."],
            "niet het pakket dat is vastgelegd",
        ),
        (["Collecting a", "ERROR: het past niet", "", "hint: try this"], "zegt deze regel: ERROR: het past niet"),
        (["Killed"], "zegt deze regel: Killed"),
        ([], "zegt deze regel: geen"),
    ],
)
def test_what_pip_says_becomes_a_sentence(lines, sentence):
    assert sentence in why(lines, Path("tree"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_line_is_written_over():
    stream = Terminal()
    progress = Progress(stream)
    progress.show("Ophalen: 10 van 61 pakketten …")
    progress.show("Ophalen: 10 van 61 pakketten …")
    progress.show("Klaar")
    progress.say("Gemaakt.")

    assert stream.getvalue() == (
        "\rOphalen: 10 van 61 pakketten …\rKlaar" + " " * 25 + "\nGemaakt.\n"  # the longer line is wiped
    )


def test_elsewhere_it_is_a_line_now_and_then(monkeypatch):
    monkeypatch.setattr(installing, "BETWEEN_LINES", 1000.0)
    stream = io.StringIO()
    progress = Progress(stream)
    progress.at = -1e9
    for number in range(5):
        progress.show(f"Ophalen: {number} van 5 pakketten …")

    assert stream.getvalue() == "Ophalen: 0 van 5 pakketten …\n"


def test_own_code_is_translated_once_too(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    room = tmp_path / "kamer" / "hoek"
    room.mkdir(parents=True)
    for path in (room.parent / "__init__.py", room / "werk.py"):
        path.touch()

    compile_packages(Path(sys.executable), tmp_path)

    assert [path.name.partition(".")[0] for path in room.rglob("*.pyc")] == ["werk"]
