"""A start stays light: what takes long to load comes in where it is used first."""

import subprocess
import sys

import pytest

# Each takes tenths of a second to some seconds, of one core, and no page that shows that the service is ready needs it.
HEAVY = (
    "scipy",
    "sklearn",
    "pandas",
    "numba",
    "altair",
    "vl_convert",
    "weasyprint",
    "openpyxl",
    "matplotlib",
    "authlib",
    "requests",
    "webauthn",
)


@pytest.mark.parametrize("module", ["werkbedrijf.app", "werkbedrijf.cli"])
def test_nothing_heavy_is_loaded_before_it_is_used(module):
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "flask" in told.stdout.split()
    assert [name for name in HEAVY if name in told.stdout.split()] == []


STARTED = """
import atexit, gc, sys
atexit.register(lambda: print("left", gc.isenabled(), gc.get_freeze_count() > 100_000))
from werkbedrijf import __main__ as start
sys.argv = ["werkbedrijf", "--help"]
sys.exit(start.main())
"""


def test_what_is_loaded_for_good_is_not_searched_for_garbage_and_the_rest_is():
    told = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)

    assert told.stdout.splitlines()[-1] == "left True True"
