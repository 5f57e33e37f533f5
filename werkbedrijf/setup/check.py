"""Checking the whole house: format, lint, contracts, types and tests; for developers and for CI.

`python3 -m werkbedrijf check [--fast] [--data-dir FOLDER] [-- WORDS FOR PYTEST]`. Everything runs, whatever fails before it; the tests
run last, so that the last line is pytest's own.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from werkbedrijf.setup.environment import Environment
from werkbedrijf.setup.errors import Exit

FAST = ("-m", "not browser and not slow")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Tests of one group stay together, so that what they prepare is prepared once.
CORES = ("-n", "2", "--dist", "loadgroup")
USAGE = "Zo wordt er nagekeken: werkbedrijf check [--fast] [--data-dir MAP] [-- woorden voor pytest]"
NO_BROWSER = "Geen Chromium gevonden: de browsertests worden overgeslagen en als overgeslagen geteld."


@dataclass(frozen=True)
class Step:
    """One thing to look at."""

    name: str
    command: tuple[str, ...]


def looks(python: Path) -> list[Step]:
    """Everything before the tests, quickest first."""
    inside = str(python)
    return [
        Step("Opmaak", (inside, "-m", "ruff", "format", "--check", "--quiet", ".")),
        Step("Lint", (inside, "-m", "ruff", "check", "--quiet", ".")),
        Step("Afspraken over imports", (str(python.with_name("lint-imports")), "--no-logo")),
        Step("Typen", (inside, "-m", "mypy", "--no-error-summary")),
    ]


def tests(python: Path, *, fast: bool, words: Sequence[str]) -> Step:
    """The tests, on two cores."""
    return Step("Tests", (str(python), "-m", "pytest", *CORES, *(FAST if fast else ()), *words))


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Run everything; answers 0 only when all is well."""
    own, words = _split(arguments)
    if set(own) - {"--fast"}:
        print(USAGE, file=sys.stderr)
        return Exit.USAGE
    failed = [step.name for step in looks(environment.python) if not _passes(step, environment.root)]
    if not any(shutil.which(browser) for browser in BROWSERS):
        print(f"\n{NO_BROWSER}")
    print(f"\n{summary(failed)}", flush=True)
    tested = _passes(tests(environment.python, fast="--fast" in own, words=words), environment.root, last=True)
    return Exit.FAILED if failed or not tested else Exit.DONE


def summary(failed: Sequence[str]) -> str:
    """What the looks before the tests found.

    >>> summary(["Lint", "Typen"])
    'Niet in orde: Lint, Typen. De meldingen staan hierboven.'
    """
    if failed:
        return f"Niet in orde: {', '.join(failed)}. De meldingen staan hierboven."
    return "Opmaak, lint, afspraken en typen zijn in orde."


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    words = list(arguments)
    at = words.index("--") if "--" in words else len(words)
    return _without_folder(words[:at]), words[at + 1 :]


def _without_folder(words: list[str]) -> list[str]:
    """Every command takes ``--data-dir``; the tests use folders of their own, so here it says nothing."""
    kept = [word for word in words if not word.startswith("--data-dir=")]
    if "--data-dir" in kept:
        at = kept.index("--data-dir")
        del kept[at : at + 2]
    return kept


def _passes(step: Step, root: Path, *, last: bool = False) -> bool:
    print(f"\n== {step.name} ==", flush=True)
    started = time.monotonic()
    ended = subprocess.run(step.command, cwd=root, check=False, env=os.environ)
    if not last:  # the last line is pytest's own
        print(f"{'goed' if ended.returncode == 0 else 'NIET GOED'}, {time.monotonic() - started:.1f} s", flush=True)
    return ended.returncode == 0
