"""What happens between typing a command and running it."""

import os
import sys
from collections.abc import Callable, Sequence

from werkbedrijf.setup import check, lock
from werkbedrijf.setup.environment import DEV, ENTERED, RUN, Environment, project_root
from werkbedrijf.setup.errors import Exit, SetupFailed
from werkbedrijf.setup.installing import Progress

INTERRUPTED = "Afgebroken. Dezelfde opdracht nog eens gaat verder."
ONLY_IN_A_TREE = "De opdracht {} hoort bij de broncode: voer hem uit in een kopie van het project."

# These look at the working tree and know nothing of the service.
OF_THE_TREE: dict[str, Callable[[Environment, Sequence[str]], int]] = {"check": check.run, "lock": lock.run}


def prepare(arguments: Sequence[str]) -> int | None:
    """See to the environment; answers the exit code when the command is done already, else None: go on."""
    try:
        return _prepare(arguments)
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return Exit.NO_SETUP
    except KeyboardInterrupt:
        print(f"\n{INTERRUPTED}", file=sys.stderr)
        return Exit.INTERRUPTED


def _prepare(arguments: Sequence[str]) -> int | None:
    command = arguments[0] if arguments else ""
    act = OF_THE_TREE.get(command)
    root = project_root()
    if root is None:
        if act is None:
            return None
        print(ONLY_IN_A_TREE.format(command), file=sys.stderr)
        return Exit.USAGE
    environment = Environment(root)
    if command != "lock":
        _be_inside(environment, DEV if command == "check" else RUN, arguments)
    return None if act is None else act(environment, arguments[1:])


def _be_inside(environment: Environment, needs: str, arguments: Sequence[str]) -> None:
    """Return only when this process runs in an environment that has what it needs."""
    if environment.is_entered:
        os.environ.pop(ENTERED, None)
    if not environment.is_ready(needs):
        environment.make(needs, Progress())
    elif environment.is_entered:
        return
    environment.enter(arguments)
