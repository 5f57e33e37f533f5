"""How setting up ends when it cannot go on."""

import errno
from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """What the `werkbedrijf` command answers to the shell while it sets itself up."""

    DONE = 0
    FAILED = 1  # a check found something
    USAGE = 2  # typed in a way that cannot be understood
    NO_SETUP = 3  # the environment could not be made
    INTERRUPTED = 130  # Ctrl-C, as shells count it


class SetupFailed(Exception):
    """The environment could not be made; the sentence says what went wrong and what to do."""


DISK_FULL = "De schijf is vol: de omgeving past er niet op. Maak 2 GB vrij, ook voor tijdelijke bestanden, en probeer het opnieuw."
NO_VENV = (
    "Python kan geen omgeving maken: het onderdeel venv ontbreekt. Installeer het "
    "(op Debian en Ubuntu: apt install python3-venv) en probeer het opnieuw."
)
NOT_SEEN = "Wat er mis is, zegt deze regel"


def unwritable(folder: Path) -> str:
    """What to do when the folder refuses our files."""
    return f"In de map {folder} mag niet worden geschreven. Geef uzelf schrijfrechten, of zet het project in een eigen map."


def sentence_for(error: OSError, folder: Path) -> str:
    """A refusal of the operating system, in a sentence."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DISK_FULL
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return unwritable(folder)
    return f"De omgeving in {folder} is niet gemaakt. {NOT_SEEN}: {error}"
