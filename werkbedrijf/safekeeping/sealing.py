"""A sealed box: a tar of files, locked with age for a public key, written whole or not at all, for its owner alone."""

import os
import secrets
import shutil
import tarfile
from contextlib import suppress
from pathlib import Path

import pyrage

from werkbedrijf.safekeeping.errors import BackupRefused

WRONG_KEY = "Deze back-up gaat met deze sleutel niet open. Geef de juiste sleutel met --identity."
NO_BACKUP = "Het bestand {} is geen back-up van Werkbedrijf, of er ontbreekt een stuk van."


def seal(content: Path, target: Path, recipients: list[str], *, workplace: Path) -> None:
    """Lock everything in the folder ``content`` for these public keys, as the file ``target``."""
    box, locked = workplace / "box.tar.gz", workplace / f"locked-{secrets.token_hex(4)}"
    with tarfile.open(box, "w:gz", compresslevel=3) as tar:
        for path in sorted(content.rglob("*")):
            if path.is_file():
                tar.add(path, arcname=path.relative_to(content).as_posix(), recursive=False)
    with box.open("rb") as plain, locked.open("wb") as closed:
        locked.chmod(0o600)
        pyrage.encrypt_io(plain, closed, [_recipient(one) for one in recipients])
        closed.flush()
        os.fsync(closed.fileno())
    box.unlink()
    locked.replace(target)
    _settle(target.parent)


def unseal(source: Path, folder: Path, identity: str) -> None:
    """Unlock a sealed file into ``folder``. Raises BackupRefused when it is no backup of ours or the key is another."""
    box = folder.with_name(folder.name + ".tar.gz")
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
    except Exception as problem:
        raise BackupRefused("De sleutel in --identity is geen age-sleutel (AGE-SECRET-KEY-1…).") from problem
    try:
        with source.open("rb") as closed, box.open("wb") as plain:
            pyrage.decrypt_io(closed, plain, [key])
    except OSError as problem:
        # The library says it in this way too when the end of the file is missing, but then without the reason of a system.
        raise _unread(source, problem) from problem
    except pyrage.DecryptError as problem:
        sentence = WRONG_KEY if "matching keys" in str(problem).lower() else NO_BACKUP.format(source)
        raise BackupRefused(sentence) from problem
    folder.mkdir()
    try:
        with tarfile.open(box, "r:gz") as tar:
            _unpack(tar, folder)
    except OSError as problem:
        raise _unread(source, problem) from problem
    except (tarfile.TarError, EOFError) as problem:
        raise BackupRefused(NO_BACKUP.format(source)) from problem
    finally:
        box.unlink()


def _unread(source: Path, problem: OSError) -> BackupRefused:
    """Nobody may throw a good backup away because the disk it is unpacked on is full."""
    if not problem.strerror:
        return BackupRefused(NO_BACKUP.format(source))
    return BackupRefused(
        f"Het bestand {source} kan niet worden gelezen of uitgepakt ({problem.strerror}). "
        "Kijk of de schijf vol of stuk is. Over de back-up zelf zegt dit niets."
    )


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Put plain files into a folder; a name or a kind that could land elsewhere is refused. Raises TarError.

    By hand, because the filter of the library came with Python 3.11.4, and servers have an older one.
    """
    for member in tar:
        goal = folder / member.name
        if not (member.isfile() or member.isdir()) or not goal.resolve().is_relative_to(folder.resolve()):
            raise tarfile.ExtractError(member.name)
        content = tar.extractfile(member)
        if content is None:
            goal.mkdir(parents=True, exist_ok=True)
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        with content, goal.open("xb") as plain:
            shutil.copyfileobj(content, plain)


def identity_in(path: Path) -> str:
    """The secret key in a key file: the first line that is no comment."""
    with suppress(OSError, UnicodeDecodeError):
        lines = (line.strip() for line in path.read_text(encoding="ascii").splitlines())
        if key := next((line for line in lines if line and not line.startswith("#")), ""):
            return key
    raise BackupRefused(f"In {path} staat geen sleutel. Verwacht is een bestand zoals age-keygen maakt.")


def _recipient(written: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(written.strip())
    except Exception as problem:
        raise BackupRefused(
            "WERKBEDRIJF_BACKUP_RECIPIENT is geen publieke age-sleutel (age1…). Maak een paar met age-keygen."
        ) from problem


def _settle(folder: Path) -> None:
    """The name of a new file is safe only when its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
