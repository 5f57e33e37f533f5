"""Locking: which version of every package, by its hashes, without an address.

For developers, after a change of the dependencies: `python3 -m werkbedrijf lock`; `--upgrade` takes the newest of all.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from werkbedrijf.setup.environment import DEV, RUN, Environment
from werkbedrijf.setup.errors import Exit, SetupFailed
from werkbedrijf.setup.installing import requirements

COMPILE = (
    "--no-config", "pip", "compile", "--quiet", "--generate-hashes", "--no-header", "--no-annotate",
    "--universal", "--python-version", "3.11",
)  # fmt: skip
NO_UV = "Vastleggen gaat met uv. Installeer het (pip install uv) en probeer het opnieuw."


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Write both lock files anew; what is locked stays locked, unless `--upgrade`."""
    if set(arguments) - {"--upgrade"}:
        print("Zo wordt er vastgelegd: werkbedrijf lock [--upgrade]", file=sys.stderr)
        return Exit.USAGE
    uv = shutil.which("uv", path=os.pathsep.join([str(environment.python.parent), os.environ.get("PATH", "")]))
    if uv is None:
        raise SetupFailed(NO_UV)
    dev, runs = environment.locked(DEV), environment.locked(RUN)
    _compile(environment, [uv, *COMPILE, "--group", "dev", "--output-file", str(dev), *arguments])
    # The smaller set is held to the larger one: what has the large one needs nothing for the small one. Who runs from a
    # tree has no wheel with an extra to install, so what PostgreSQL needs is in it.
    _compile(
        environment,
        [
            uv,
            *COMPILE,
            "--group",
            "build",
            "--extra",
            "postgres",
            "--constraints",
            str(dev),
            "--output-file",
            str(runs),
        ],
    )
    for path in (dev, runs):
        if found := addresses(path.read_text()):
            raise SetupFailed(f"In {path.name} staat een adres, en dat hoort niet: {found[0]}")
        print(f"{path.relative_to(environment.root)}: {len(requirements(path.read_text()))} pakketten")
    return Exit.DONE


def addresses(locked: str) -> list[str]:
    r"""The lines that name a place instead of a package.

    >>> addresses("flask==3.1.3 \\\n    --hash=sha256:ab\n--index-url nowhere\n")
    ['--index-url nowhere']
    """
    return [line for line in locked.splitlines() if re.search(r"://|^-|\s@\s|^[./]", line)]


def _compile(environment: Environment, command: Sequence[str]) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    ended = subprocess.run(
        [*command, "pyproject.toml"], cwd=environment.root, env=own, check=False, capture_output=True, text=True
    )
    if ended.returncode != 0:
        raise SetupFailed(f"Het vastleggen is niet gelukt. uv zegt:\n{ended.stderr.strip()}")
