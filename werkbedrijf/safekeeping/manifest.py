"""What a backup says of itself, so that putting it back can be proved: step, number of rows per table, digests, the trail."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from werkbedrijf.safekeeping.errors import BackupRefused

NAME = "manifest.json"
FORMAT = 1
# Kept in a box of its own, which is thrown away sooner: who erases a person throws away the key.
KEY_TABLES = ("person_key",)
NEWER = (
    "Deze back-up is gemaakt door een nieuwere versie van Werkbedrijf. Installeer eerst die versie, of een latere, "
    "en probeer het dan opnieuw."
)


@dataclass(slots=True)
class Manifest:
    """``rows`` is per table; ``files`` is the SHA-256 per file in the box; ``trail`` the number and last line of the trail.

    ``log`` is how long the processing log is, and from when to when; empty in a backup from before it was taken along.
    """

    made_at: str
    engine: str
    step: str
    rows: dict[str, int]
    kind: str = "gegevens"
    trail: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    log: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    def write(self, folder: Path) -> None:
        """Into the box, with the digests of what is in it now."""
        self.files = {path.name: digest(path) for path in sorted(folder.iterdir())}
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def read(folder: Path, *, kind: str = "gegevens") -> Manifest:
    """What the box says of itself, proved against what is in it. Raises BackupRefused."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if _says_more(said):
            raise BackupRefused(NEWER)
        told = Manifest(**said)
    except (OSError, ValueError, TypeError) as problem:
        raise BackupRefused("In dit bestand zit geen back-up van Werkbedrijf.") from problem
    if told.format != FORMAT or told.kind != kind:
        raise BackupRefused(f"Dit bestand bevat {told.kind}, niet {kind}, of is van een andere versie.")
    found = {path.name: digest(path) for path in folder.iterdir() if path.name != NAME}
    if found != told.files:
        raise BackupRefused("Deze back-up is beschadigd: de inhoud is anders dan toen hij werd gemaakt.")
    return told


def _says_more(said: Any) -> bool:
    """Whether this is a manifest of ours, with something in it that this version has no name for."""
    if not isinstance(said, dict) or not {"made_at", "engine", "step", "rows"} <= said.keys():
        return False
    number = said.get("format", FORMAT)
    return bool(said.keys() - {one.name for one in fields(Manifest)}) or (isinstance(number, int) and number > FORMAT)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def counted(connection: Connection) -> dict[str, int]:
    """The number of rows of every table."""
    quote = connection.dialect.identifier_preparer.quote
    names = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
    return {name: int(connection.scalar(text(f"SELECT count(*) FROM {quote(name)}")) or 0) for name in names}  # noqa: S608


def step_of(connection: Connection) -> str:
    """The step the database is at."""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def trail_of(connection: Connection) -> dict[str, Any]:
    """How long the trail is, and its last sealed line when it is a chain."""
    columns = {column["name"] for column in inspect(connection).get_columns("audit_entry")}
    lines = int(connection.scalar(text("SELECT count(*) FROM audit_entry")) or 0)
    if not {"seq", "mac"} <= columns:
        return {"lines": lines}
    last = connection.execute(
        text("SELECT seq, mac FROM audit_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")
    ).first()
    return {"lines": lines, "seq": last[0] if last else None, "mac": last[1] if last else ""}
