"""The key ring: a folder outside the database, one file per key, the same for every process.

Four kinds of keys: ``regio`` locks the keys of the partners, ``peper`` makes digests that cannot be guessed without it,
``audit`` chains the audit trail, ``reserve`` opens backups. Values never leave this module except to who computes with them;
``repr`` and the commands show ids and dates only.
"""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from pyrage import x25519

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.errors import SetupError

BYTES = 32
ENDING = ".sleutel"
RECIPIENT_ENDING = ".ontvanger"


class Kind(StrEnum):
    """What a key is for."""

    REGION = "regio"
    PEPPER = "peper"
    AUDIT = "audit"
    BACKUP = "reserve"


class KeyLost(SetupError):
    """Keys that the database needs are not on the ring."""

    def __init__(self, gone: Sequence[str], folder: Path):
        these = "De sleutels" if len(gone) > 1 else "De sleutel"
        super().__init__(
            f"{these} {', '.join(gone)} {'staan' if len(gone) > 1 else 'staat'} niet in de map {folder}. Wat ermee is "
            "versleuteld, is zonder niet te lezen. Zet de sleutels van deze dienst terug, of wijs met WERKBEDRIJF_KEYS "
            "de goede map aan."
        )


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``kid`` names it wherever it was used; it tells nothing of the value."""

    kid: str
    kind: Kind
    number: int
    made_on: date
    secret: bytes = field(repr=False)


class KeyRing:
    """The keys in one folder. The first of every kind is made at the first question, once for all processes."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._known: dict[str, Key] = {}

    def current(self, kind: Kind) -> Key:
        """The newest key of a kind."""
        return self.all(kind)[-1]

    def get(self, kid: str) -> Key:
        """The key with this id; raises KeyLost when it is not here."""
        if kid not in self._known:
            self._read()
        if kid not in self._known:
            raise KeyLost([kid], self.folder)
        return self._known[kid]

    def all(self, kind: Kind) -> list[Key]:
        """Every key of a kind, oldest first; read anew, for another process may have made one."""
        found = self._of(kind)
        if not found:
            self._make(kind, 1)
            found = self._of(kind)
        return found

    def new(self, kind: Kind) -> Key:
        """One more key of a kind. What is locked with the older ones stays readable as long as those are kept."""
        number = self.all(kind)[-1].number + 1
        while not self._make(kind, number):
            number += 1
        return self._of(kind)[-1]

    def audit_key(self, kid: str | None = None) -> Key:
        """The key that chains the audit trail: the newest, or the one with this id."""
        return self.get(kid) if kid else self.current(Kind.AUDIT)

    def backup_recipient(self) -> str:
        """The public address (age, X25519) that backups are locked for. Its secret half may be kept elsewhere."""
        self._settle()
        newest = self._newest(f"{Kind.BACKUP.value}-*{RECIPIENT_ENDING}")
        if newest is None:
            key = self.current(Kind.BACKUP)
            newest = self._path(Kind.BACKUP, key.number, RECIPIENT_ENDING)
        return newest.read_text(encoding="ascii").strip()

    def backup_identity(self) -> str:
        """The secret half, to open a backup; raises KeyLost where it is rightly kept on another machine."""
        self.backup_recipient()
        known = self._of(Kind.BACKUP)
        if not known:
            raise KeyLost([Kind.BACKUP.value], self.folder)
        return known[-1].secret.decode("ascii")

    def make(self) -> None:
        """Make the first key of every kind now, so that a folder that cannot be written is said at the start."""
        for kind in (Kind.REGION, Kind.PEPPER, Kind.AUDIT):
            self.current(kind)
        self.backup_recipient()

    def kept(self, kind: Kind) -> list[Key]:
        """The keys of a kind that are here, oldest first; makes none."""
        return self._of(kind)

    def here(self) -> list[Key]:
        """Every key in the folder; makes none, and no folder either."""
        return [_read_key(path) for path in sorted(self.folder.glob(f"*{ENDING}"))]

    def _of(self, kind: Kind) -> list[Key]:
        self._read()
        return sorted((key for key in self._known.values() if key.kind == kind), key=lambda key: key.number)

    def _read(self) -> None:
        self._settle()
        self._known = {key.kid: key for key in map(_read_key, sorted(self.folder.glob(f"*{ENDING}")))}

    def _settle(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise SetupError(
                f"De map {self.folder} voor de sleutels kan niet worden gemaakt ({problem.strerror}). "
                "Kies een andere map met WERKBEDRIJF_KEYS."
            ) from problem

    def _make(self, kind: Kind, number: int) -> bool:
        """Make one key; False when another process was first."""
        if kind == Kind.BACKUP:
            identity = x25519.Identity.generate()
            secret = str(identity).encode("ascii")
        else:
            secret = secrets.token_bytes(BYTES)
        written = {
            "kid": f"{kind.value}-{number}-{secrets.token_hex(4)}",
            "kind": kind.value,
            "number": number,
            "made_on": clock.today().isoformat(),
            "secret": base64.b64encode(secret).decode("ascii"),
        }
        if not self._put(self._path(kind, number, ENDING), json.dumps(written)):
            return False
        if kind == Kind.BACKUP:
            self._put(self._path(kind, number, RECIPIENT_ENDING), str(identity.to_public()))
        return True

    def _put(self, path: Path, text: str) -> bool:
        """Write a whole file for the owner alone, or nothing when there is one already."""
        self._settle()
        try:
            descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=".nieuw-")
            try:
                with os.fdopen(descriptor, "w", encoding="ascii") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).chmod(0o400)
                os.link(name, path)  # whole at once, and never over another
            finally:
                Path(name).unlink()
        except FileExistsError:
            return False
        except OSError as problem:
            raise SetupError(
                f"In de map {self.folder} voor de sleutels kan niet worden geschreven ({problem.strerror}). "
                "Kies een andere map met WERKBEDRIJF_KEYS."
            ) from problem
        return True

    def _path(self, kind: Kind, number: int, ending: str) -> Path:
        return self.folder / f"{kind.value}-{number}{ending}"

    def _newest(self, pattern: str) -> Path | None:
        found = sorted(self.folder.glob(pattern), key=lambda path: int(path.stem.rpartition("-")[2]))
        return found[-1] if found else None

    def files(self) -> Iterator[Path]:
        """Every file of the ring, to look at who may read it."""
        return (path for ending in (ENDING, RECIPIENT_ENDING) for path in sorted(self.folder.glob(f"*{ending}")))


def _read_key(path: Path) -> Key:
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        made_on = date.fromisoformat(told["made_on"])
        secret = base64.b64decode(told["secret"], validate=True)
        return Key(told["kid"], Kind(told["kind"]), int(told["number"]), made_on, secret)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SetupError(
            f"Het sleutelbestand {path} kan niet worden gelezen. Zet een goede kopie terug; maak geen nieuwe, "
            "want wat met deze sleutel is versleuteld is dan weg."
        ) from problem


def beside(data_dir: Path) -> Path:
    """The folder for keys that goes with a data folder: beside it, so that a copy of the data holds no key.

    >>> beside(Path("/srv/werkbedrijf")).name
    'werkbedrijf-sleutels'
    """
    whole = data_dir.absolute()
    return whole.with_name(f"{whole.name}-sleutels") if whole.name else whole / "sleutels"


_rings: dict[Path, KeyRing] = {}
_pointed_at: list[Path] = []


def point_at(folder: Path) -> None:
    """From now on this process keeps its keys here; the settings say so at the start."""
    _pointed_at[:] = [folder]


def ring_at(folder: Path | None = None) -> KeyRing:
    """The ring in this folder, or of this process; one object per folder, so that files are read once."""
    place = (folder or (_pointed_at[0] if _pointed_at else _by_itself())).absolute()
    return _rings.setdefault(place, KeyRing(place))


def _by_itself() -> Path:
    told = os.environ.get("WERKBEDRIJF_KEYS")
    return Path(told) if told else beside(Path(".werkbedrijf"))
