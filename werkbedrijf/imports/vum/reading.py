"""From a VUM file to its records. Empty counts as absent, keys we do not know are left alone."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from werkbedrijf.foundation.apart import read_apart
from werkbedrijf.foundation.spreadsheets.limits import MOST_ROWS, FileRefused, check_size
from werkbedrijf.foundation.spreadsheets.parsing import day

ID: Final = re.compile(r"[a-zA-Z0-9_.-]{1,200}")
DEEPEST: Final = 60
_NOT_VUM = "Dit is geen VUM-bestand. Een VUM-bestand is JSON met een lijst van profielen of vacatures."
_DETAIL_KEYS: Final = ("vacature.vacature", "werkzoekende.werkzoekende")
_ID_KEYS: Final = ("idWerkzoekende", "idVacature")


@dataclass(frozen=True, slots=True)
class Source:
    """One record as it came. ``said`` is empty when it could not be read; ``problem`` then says why."""

    number: int
    said: Mapping[str, Any]
    problem: str = ""

    @property
    def source_id(self) -> str:
        """The name the record has at its source, or nothing when it has none that is allowed."""
        found = next((self.said[key] for key in _ID_KEYS if key in self.said), "")
        return found if isinstance(found, str) and ID.fullmatch(found) else ""

    @property
    def is_profile(self) -> bool:
        """Whether this is a job-seeker profile; otherwise it is a vacancy."""
        return "idWerkzoekende" in self.said

    def at(self, path: str) -> Any:
        """The value at a path with dots, or None."""
        return at(self.said, path)

    def listed(self, path: str) -> list[Any]:
        """The list at a path; a single value counts as a list of one."""
        found = self.at(path)
        return found if isinstance(found, list) else [] if found is None else [found]


def read_vum(content: bytes) -> list[Source]:
    """The records in a file, read in a process apart. Raises FileRefused for anything that is not VUM."""
    check_size(len(content))
    found = read_apart("werkbedrijf.imports.vum.reading:plain_records", content)
    return [Source(number, said, problem) for number, said, problem in found]


def plain_records(content: bytes) -> list[tuple[int, Mapping[str, Any], str]]:
    """What the process apart answers."""
    return [(record.number, record.said, record.problem) for record in read_here(content)]


def read_here(content: bytes) -> list[Source]:
    """The records in a file, read in this process."""
    try:
        loaded = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as problem:
        raise FileRefused(_NOT_VUM) from problem
    rows = loaded.get("matches", [loaded]) if isinstance(loaded, dict) else loaded
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise FileRefused(_NOT_VUM)
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"Dit bestand heeft meer dan {MOST_ROWS} records. Verdeel het over meer bestanden.")
    records = [_source(number, row) for number, row in enumerate(rows, start=1)]
    if not any(record.problem or set(_ID_KEYS) & set(record.said) for record in records):
        raise FileRefused(f"{_NOT_VUM} In dit bestand staan geen details van profielen of vacatures.")
    return records


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _source(number: int, row: dict[str, Any]) -> Source:
    """A record, or the detail inside an answer of the accreditation sets, which holds JSON as a text."""
    for key in _DETAIL_KEYS:
        if key in row:
            try:
                inner = json.loads(row[key], parse_constant=_no_constant) if isinstance(row[key], str) else row[key]
            except (ValueError, RecursionError):
                return Source(number, {}, "De details van dit antwoord zijn niet te lezen.")
            if not isinstance(inner, dict):
                return Source(number, {}, "Dit antwoord heeft geen details.")
            return Source(number, without_empty(inner))
    return Source(number, without_empty(row))


def without_empty(value: Any, depth: int = 0) -> Any:
    """The same without empty texts, lists and objects: empty means absent. What lies too deep is left out."""
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        kept = {_storable(str(key)): without_empty(one, depth + 1) for key, one in value.items()}
        return {key: one for key, one in kept.items() if not _is_empty(one)}
    if isinstance(value, list):
        return [one for one in (without_empty(one, depth + 1) for one in value) if not _is_empty(one)]
    return " ".join(_storable(value).split()) if isinstance(value, str) else value


def _storable(text: str) -> str:
    """The text without what JSON can say and no database can hold: NUL, and half a sign."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode() if not text.isascii() or "\0" in text else text


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def at(said: Any, path: str) -> Any:
    """The value at a path with dots, or None."""
    for step in path.split("."):
        said = said.get(step) if isinstance(said, dict) else None
    return said


def whole(value: Any) -> int | None:
    """A whole number of at most nine digits, also when it came as a text; None otherwise."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and abs(value) < 10**9 else None


def code(value: Any) -> str:
    """A code as text without leading zeros, so that 1 and "01" are the same."""
    number = whole(value)
    return str(number) if number is not None else str(value).upper()


def day_or_none(value: Any) -> date | None:
    """A day, or None for what is not one."""
    try:
        return day(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def texts(values: list[Any], *keys: str) -> Iterator[str]:
    """The texts under these keys in a list of objects, with dots for what lies deeper."""
    for value in values:
        for key in keys:
            found = at(value, key)
            if isinstance(found, str):
                yield found
