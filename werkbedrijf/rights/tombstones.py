"""Tombstones outside the database, and erasing again after an older copy was put back.

``uitgewist.jsonl`` stands with the keys and not with the data, so that an older copy of the data still meets the newer list.
A line is ``{"uuid", "erased_at", "ground"}``: nothing of a person.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.rights.erasing import erase_anyway
from werkbedrijf.rights.models import ErasureGround, Tombstone

FILE_NAME = "uitgewist.jsonl"
LONGEST = 100
YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class Erased:
    """One erasure, outside the database."""

    uuid: str
    erased_at: datetime
    ground: ErasureGround

    def line(self) -> str:
        """As it stands in the file."""
        told = {"uuid": self.uuid, "erased_at": self.erased_at.isoformat(), "ground": self.ground.value}
        return json.dumps(told, sort_keys=True)


def file_of(settings: Settings) -> Path:
    """Where the list stands: with the keys, outside the folder with data."""
    return settings.keys_folder / FILE_NAME


def tombstones_since(session: Session, moment: datetime | None = None) -> list[Erased]:
    """Every erasure from a moment on, oldest first; all of them without one."""
    query = select(Tombstone).order_by(Tombstone.erased_at, Tombstone.id)
    if moment is not None:
        query = query.where(Tombstone.erased_at >= moment)
    return [Erased(row.uuid, row.erased_at, row.ground) for row in session.scalars(query)]


def replay_erasures(session: Session, tombstones: Iterable[Erased]) -> int:
    """Erase again who is on the list and is back; returns how many were. Safe to do twice. To be called before the service opens.

    Nobody is asked whether it may: it was decided when the person was erased. Whom this copy does not know keeps only a
    tombstone, so that a still older copy is met as well.
    """
    again = 0
    for told in tombstones:
        candidate = session.scalars(select(Candidate).where(Candidate.uuid == told.uuid)).first()
        if candidate is not None and candidate.erased_revision is None:
            erase_anyway(
                session, TIMETABLE, candidate, ground=told.ground, at=told.erased_at, on=day_of(told.erased_at)
            )
            again += 1
        elif session.scalar(select(Tombstone.id).where(Tombstone.uuid == told.uuid)) is None:
            session.add(Tombstone(uuid=told.uuid, erased_at=told.erased_at, ground=told.ground))
            session.flush()
    return again


def read_tombstones(path: Path) -> list[Erased]:
    """The list in a file; an empty list when there is no file. Raises InputRefused with the number of a line that is none.

    A last line that was cut off while it was written is left out: that erasure stands in the database.
    """
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_read(line))
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            if number == len(lines):
                break
            raise InputRefused(
                {"file": f"Regel {number} van {path.name} is geen regel over een gewiste persoon."}
            ) from problem
    return found


def write_tombstones(session: Session, path: Path) -> int:
    """Add to the file whatever it does not have yet; returns how many. The file only grows, and is on disk when this returns."""
    return append_tombstones(tombstones_since(session), path)


def append_tombstones(tombstones: Sequence[Erased], path: Path) -> int:
    """Add those the file does not have yet."""
    known = {told.uuid for told in read_tombstones(path)}
    new = [told for told in tombstones if told.uuid not in known]
    if not new:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size and (file.seek(size - 1), file.read(1))[1] != b"\n":
            file.write(b"\n")
        file.write("".join(f"{told.line()}\n" for told in new).encode())
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def _read(line: bytes) -> Erased:
    told = json.loads(line.decode("utf-8"))
    at, uuid = datetime.fromisoformat(told["erased_at"]), told["uuid"]
    if not (isinstance(uuid, str) and uuid.isprintable() and len(uuid) <= LONGEST and at.year in YEARS):
        raise ValueError("no uuid, or no moment at which this service can have erased anybody")
    ground = told.get("ground", ErasureGround.OTHER.value)
    known = ground in set(ErasureGround)
    return Erased(
        uuid=uuid,
        erased_at=at if at.tzinfo else at.replace(tzinfo=UTC),
        ground=ErasureGround(ground) if known else ErasureGround.OTHER,
    )
