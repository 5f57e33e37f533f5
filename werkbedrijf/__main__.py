"""The `werkbedrijf` command."""

import sys


def main() -> int:
    """Hand over to the command line of the service."""
    from werkbedrijf.cli import main as cli

    return int(cli(sys.argv[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main())
