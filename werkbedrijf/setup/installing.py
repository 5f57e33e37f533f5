"""Installing the locked packages with pip, side by side, with one line of progress."""

import contextlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Self

from werkbedrijf.setup.errors import DISK_FULL, NOT_SEEN, SetupFailed, unwritable

PIP = ("-m", "pip", "install", "--no-deps", "--no-input", "--disable-pip-version-check", "--progress-bar", "off")
LOCKED = (*PIP, "--no-compile", "--require-hashes", "--retries", "3")
EDITABLE = (*PIP, "--no-index", "--no-build-isolation", "--editable")

# A personal pip configuration may send packages elsewhere; these would leave the environment empty.
ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")

SIDE_BY_SIDE = 2  # measured on two cores: 9 s instead of 13 s; more gains nothing
BETWEEN_LOOKS = 0.2  # seconds
BETWEEN_LINES = 5.0  # seconds, where the line cannot be written over


class Progress:
    """One line that says how far it is: written over on a terminal, now and then a new line elsewhere."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self.stream = stream or sys.stderr
        self.over = self.stream.isatty()
        self.shown = ""
        self.at = 0.0

    def say(self, text: str) -> None:
        """A line that stays."""
        self.close()
        print(text, file=self.stream, flush=True)

    def show(self, text: str) -> None:
        """How far it is now."""
        if text == self.shown:
            return
        if self.over:
            print("\r" + text.ljust(len(self.shown)), end="", file=self.stream, flush=True)
            self.shown = text
        elif time.monotonic() - self.at >= BETWEEN_LINES:
            print(text, file=self.stream, flush=True)
            self.shown, self.at = text, time.monotonic()

    def close(self) -> None:
        """End the line that is written over."""
        if self.over and self.shown:
            print(file=self.stream, flush=True)
        self.shown = ""


class Pip:
    """One running pip, and what it said so far."""

    def __init__(self, command: Sequence[str | Path], turn: int | None = None) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE} | {"PIP_USER": "0"}
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment,
            pass_fds=() if turn is None or os.name == "nt" else (turn,),
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
        self.reader.join()
        if self.process.stdout:
            self.process.stdout.close()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip())

    def count(self, start: str) -> int:
        """How many lines begin so."""
        return sum(line.startswith(start) for line in self.lines)

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    @property
    def has_failed(self) -> bool:
        return self.process.poll() not in {None, 0}


def requirements(locked: str) -> list[str]:
    r"""The requirements of a lock file, each with its own hashes.

    >>> requirements("a==1 \\\n    --hash=x\nb==2 \\\n    --hash=y\n")
    ['a==1 \\\n    --hash=x', 'b==2 \\\n    --hash=y']
    """
    return re.split(r"\n(?=\S)", locked.strip())


def install_locked(python: Path, locked: Path, progress: Progress, turn: int | None = None) -> int:
    """Install every package of the lock file, by its hashes; answers how many the lock file has for this machine."""
    wanted = requirements(locked.read_text())
    parts = _parts(wanted, python.parent.parent)
    before = _distributions(python)
    try:
        pips = [Pip([python, *LOCKED, "--requirement", part], turn) for part in parts]
        return _follow(pips, python, len(wanted), before, progress)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def install_project(python: Path, root: Path) -> None:
    """Let the environment see the working tree, and give it the `werkbedrijf` command; needs no network."""
    with Pip([python, *EDITABLE, root]) as pip:
        pip.process.wait()
    if pip.has_failed:
        raise SetupFailed(why(pip.lines, root))


def compile_packages(python: Path, root: Path) -> None:
    """Translate the packages and our own code once: every later start is three times quicker. Failing costs speed, nothing else.

    Our own too: where Python may keep nothing by itself (PYTHONDONTWRITEBYTECODE), every start would translate it again.
    """
    folders = {path.parent for path in (*_distributions(python), *root.glob("*/__init__.py"))}
    command: list[str | Path] = [python, "-m", "compileall", "-q", "-j", "0", "-x", r"[\\/]tests?[\\/]", *folders]
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def why(lines: Iterable[str], folder: Path) -> str:
    """What pip could not do, in a sentence; unknown troubles are quoted."""
    said = [line.strip() for line in lines if line.strip()]
    everything = "\n".join(said)
    if re.search(r"No space left on device|Disk quota exceeded", everything):
        return DISK_FULL
    if re.search(r"Permission denied|Read-only file system", everything):
        return unwritable(folder)
    if "DO NOT MATCH THE HASHES" in everything:
        return (
            "Een opgehaald pakket is niet het pakket dat is vastgelegd, en is daarom niet geïnstalleerd. "
            "Kijk welke pakketbron pip gebruikt (pip config list) en probeer het opnieuw."
        )
    last = next((line for line in reversed(said) if line.startswith("ERROR:")), said[-1] if said else "geen")
    if re.search(r"ConnectionError|ConnectTimeout|ReadTimeout|name resolution|Max retries|unreachable", everything):
        return (
            "De pakketten konden niet worden opgehaald: er is geen verbinding met de pakketbron. "
            f"Controleer het netwerk of de proxy en probeer het opnieuw. De laatste regel van pip: {last}"
        )
    return f"De pakketten konden niet worden geïnstalleerd. {NOT_SEEN}: {last}"


def _parts(wanted: list[str], folder: Path) -> list[Path]:
    parts = []
    for number in range(min(SIDE_BY_SIDE, len(wanted))):
        part = folder / f"locked-{number}.txt"
        part.write_text("\n".join(wanted[number::SIDE_BY_SIDE]) + "\n")
        parts.append(part)
    return parts


def _distributions(python: Path) -> set[Path]:
    home = python.parent.parent
    return {*home.glob("lib/python3*/site-packages/*.dist-info"), *home.glob("Lib/site-packages/*.dist-info")}


def _follow(pips: list[Pip], python: Path, wanted: int, before: set[Path], progress: Progress) -> int:
    """Watch until all are done; the first that fails ends the others."""
    failed = None
    with contextlib.ExitStack() as running:
        for pip in pips:
            running.enter_context(pip)
        while failed is None and any(pip.is_running for pip in pips):
            present = sum(pip.count("Requirement already satisfied") for pip in pips)
            _show(pips, len(_distributions(python) - before) + present, wanted - _elsewhere(pips), progress)
            time.sleep(BETWEEN_LOOKS)
            failed = next((pip for pip in pips if pip.has_failed), None)
        failed = failed or next((pip for pip in pips if pip.has_failed), None)
    if failed is not None:
        raise SetupFailed(why(failed.lines, python.parent.parent.parent))
    return wanted - _elsewhere(pips)


def _elsewhere(pips: list[Pip]) -> int:
    """How many of the locked packages are for another system or another Python."""
    return sum(pip.count("Ignoring ") for pip in pips)


def _show(pips: list[Pip], installed: int, wanted: int, progress: Progress) -> None:
    fetched = sum(pip.count("Collecting ") for pip in pips)
    if all(pip.count("Installing collected packages") or not pip.is_running for pip in pips):
        progress.show(f"Installeren: {min(installed, wanted)} van {wanted} pakketten …")
    elif fetched:
        progress.show(f"Ophalen: {min(fetched, wanted)} van {wanted} pakketten …")
