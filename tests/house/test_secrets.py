"""What the service keeps for itself, keys before all, never comes along with the code: every copy of it would share them."""

import shutil
import subprocess

import pytest

from tests.house.sources import ROOT
from werkbedrijf.foundation.keys.ring import beside
from werkbedrijf.foundation.settings import DEFAULT_DATA_DIR

DATA = DEFAULT_DATA_DIR.name
RING = beside(DEFAULT_DATA_DIR).name
UNABLE = 128
MADE = (".sleutel", ".sleutels", ".ontvanger", ".db", ".db-wal", ".eml", "/sleutel", "uitgewist.jsonl")


def asked(*words):
    """What git says of this working tree; a copy without its history cannot be asked."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git, or no history")
    told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode >= UNABLE:
        pytest.skip(f"git does not answer here: {told.stderr.strip()}")
    return told.stdout.splitlines()


def test_no_key_and_nothing_else_that_the_service_keeps_is_in_the_code():
    files = asked("ls-files")
    assert "README.md" in files
    assert [name for name in files if name.endswith(MADE) or name.startswith((f"{DATA}/", f"{RING}/"))] == []


@pytest.mark.parametrize(
    "made", [f"{DATA}/sleutel", f"{RING}/regio-1.sleutel", f"{RING}/uitgewist.jsonl", "proef-sleutels/a", "b.sleutels"]
)
def test_what_the_service_makes_in_a_working_tree_is_not_offered_to_git(made):
    assert asked("check-ignore", "--no-index", made) == [made]
