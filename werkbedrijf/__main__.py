"""The `werkbedrijf` command, from the first moment: `python3 -m werkbedrijf COMMAND`.

In a working tree it first sees to the project's environment and goes on inside it; installed as a wheel it simply
runs. Until then it uses the standard library alone, and words that an old Python understands too, so that an old
Python gets a sentence. The exit codes of setting up stand in `werkbedrijf.setup.errors`.
"""

import gc
import sys

OLDEST = (3, 11)
TOO_OLD = "Werkbedrijf heeft Python 3.11 of nieuwer nodig; dit is Python {}.{}. Installeer een nieuwere Python."


def main() -> int:
    """Run the command that was typed; answers the exit code."""
    if sys.version_info[:2] < OLDEST:
        print(TOO_OLD.format(*sys.version_info[:2]), file=sys.stderr)
        return 3
    from werkbedrijf.setup import start

    answer = start.prepare(sys.argv[1:])
    if answer is not None:
        return answer
    # Nothing that is loaded here goes away again: looking for garbage meanwhile, and at all of this later, is lost time.
    gc.disable()
    from werkbedrijf.cli import main as cli

    gc.freeze()
    gc.enable()
    return int(cli(sys.argv[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main())
