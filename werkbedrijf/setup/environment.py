"""The project's own environment: made when it is missing, renewed when it is out of date, entered otherwise.

What was installed is written down in a stamp, last of all. A mark stands there from the first moment until
then, so that an environment cut off halfway is seen and made again.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from werkbedrijf.setup.errors import NO_VENV, SetupFailed, sentence_for
from werkbedrijf.setup.installing import Progress, compile_packages, install_locked, install_project, why
from werkbedrijf.setup.turns import turn

RUN = "locked.txt"  # what the service needs
DEV = "locked-dev.txt"  # that, and what `check` needs
STAMP = "werkbedrijf.json"
UNFINISHED = "werkbedrijf.unfinished"
ENTERED = "WERKBEDRIJF_ENTERED"


def project_root() -> Path | None:
    """The working tree this package stands in; None when it was installed as a wheel."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() else None


@dataclass(frozen=True)
class Environment:
    """The folder `.venv` of a working tree."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_entered(self) -> bool:
        """Whether this very process runs in it."""
        return os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def locked(self, name: str) -> Path:
        return self.root / "werkbedrijf" / "setup" / name

    def is_ready(self, needs: str) -> bool:
        """Whether everything in the lock file `needs` is installed, for this place, Python and project."""
        stamp = self._stamp()
        wanted = self._signature((needs,))
        sets = stamp.pop("sets", {})
        return sets.get(needs) == wanted.pop("sets")[needs] and stamp == wanted

    def make(self, needs: str, progress: Progress) -> None:
        """Make or renew it, once, whoever else tries at the same time.

        Raises SetupFailed with the sentence for the person who typed the command.
        """
        try:
            with turn(self.root / ".venv.lock", lambda: progress.say(WAITING)) as held:
                if not self.is_ready(needs):
                    self._make(needs, progress, held)
        except OSError as error:
            raise SetupFailed(sentence_for(error, self.root)) from error
        finally:
            progress.close()

    def enter(self, arguments: Sequence[str]) -> NoReturn:
        """Go on inside, with the same command; never returns."""
        if os.environ.get(ENTERED) == str(self.folder):
            raise SetupFailed(f"De Python in {self.folder} werkt niet. Verwijder die map en probeer het opnieuw.")
        command = [str(self.python), "-m", "werkbedrijf", *arguments]
        environment = os.environ | {ENTERED: str(self.folder)}
        if os.name == "nt":
            sys.exit(subprocess.run(command, env=environment, check=False).returncode)
        os.execve(command[0], command, environment)  # noqa: S606 - the shell has no part in it

    def _make(self, needs: str, progress: Progress, held: int) -> None:
        started = time.monotonic()
        names = (RUN, DEV) if needs == DEV or DEV in self._stamp().get("sets", {}) else (RUN,)
        if not self._is_sound():
            progress.say(f"De omgeving wordt gemaakt in {self.folder}. Dat gebeurt één keer.")
            self._clear()
        (self.folder / UNFINISHED).touch()
        (self.folder / STAMP).unlink(missing_ok=True)
        if not self.python.exists():
            _create(self.folder)
        count = install_locked(self.python, self.locked(names[-1]), progress, held)
        progress.show("Klaarzetten …")
        install_project(self.python, self.root)
        compile_packages(self.python, self.root)
        (self.folder / STAMP).write_text(json.dumps(self._signature(names), indent=2) + "\n")
        (self.folder / UNFINISHED).unlink(missing_ok=True)
        progress.say(f"De omgeving is klaar: {count} pakketten in {time.monotonic() - started:.0f} seconden.")

    def _is_sound(self) -> bool:
        """Whether what stands there can be built upon: finished once, or made by hand with a Python that works."""
        if (self.folder / UNFINISHED).exists() or not self.python.exists():
            return False
        if stamp := self._stamp():
            return {"root": stamp.get("root"), "python": stamp.get("python")} == self._place()
        test = [str(self.python), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(test, check=False, capture_output=True).returncode == 0

    def _clear(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir()

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text())
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _place(self) -> dict[str, str]:
        """A moved tree or another Python makes an environment useless."""
        return {"root": str(self.root), "python": os.path.realpath(self.python)}

    def _signature(self, names: Sequence[str]) -> dict[str, Any]:
        sets = {name: _digest(self.locked(name).read_bytes()) for name in names}
        return {**self._place(), "project": self._project(), "sets": sets}

    def _project(self) -> str:
        """What the installation follows from; the settings of lint and tests do not count."""
        content = tomllib.loads((self.root / "pyproject.toml").read_text())
        parts = [content.get("build-system"), content.get("project"), content.get("tool", {}).get("hatch")]
        return _digest(json.dumps(parts, sort_keys=True).encode())


WAITING = "Een andere opdracht maakt de omgeving al. Even wachten …"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _create(folder: Path) -> None:
    """An empty environment with pip in it."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SetupFailed(NO_VENV)
    import venv

    try:
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt", prompt="werkbedrijf").create(folder)
    except subprocess.CalledProcessError as error:
        said = (error.output or b"").decode(errors="replace")
        raise SetupFailed(why(said.splitlines(), folder.parent)) from error
