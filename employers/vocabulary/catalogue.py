"""Reads and checks the vocabulary of simple work that ships with the product.

Every family of work has one TOML file in this folder. What is wrong in a file stops the reading with a sentence that
names the file, the occupation and the task, so that a slip never reaches a form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from matching.core.catalogue import CAPABILITY_CODES, CERTIFICATE_CODES, CONDITION_CODES, FAMILY_CODES

_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ISCO = re.compile(r"[0-9]{3,4}")


class VocabularyError(ValueError):
    """A vocabulary file says something that cannot be right; the sentence names the place."""


@dataclass(frozen=True, slots=True)
class OccupationTask:
    """One separate part of an occupation.

    `share` is the percentage of the hours (the shares of an occupation add up to 100), `separable` says whether the
    task can be given to somebody on its own, and `asks` holds per capability code the level (1..4) and the
    importance (1..3) as matching.md sections 2.2 and 2.4 define them.
    """

    title: str
    share: int
    separable: bool
    asks: Mapping[str, tuple[int, int]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Occupation:
    """A kind of simple work in Dutch with its tasks: a first proposal, never a norm.

    `isco` is the ISCO-08 unit group (or minor group where the work spreads over several).
    `conditions_often_present` are conditions that such a workplace usually offers already (matching.md section 2.3).
    """

    code: str
    title: str
    synonyms: tuple[str, ...]
    isco: str
    family: str
    conditions_often_present: tuple[str, ...]
    certificates: tuple[str, ...]
    tasks: tuple[OccupationTask, ...]


@cache
def occupations() -> Mapping[str, Occupation]:
    """All occupations by code, in the order of file name and place in the file; read once per process.

    Raises VocabularyError when a file is wrong.
    """
    sources = sorted(
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in files(__package__).iterdir()
        if entry.name.endswith(".toml")
    )
    return collect(read_family(name, text) for name, text in sources)


def collect(families: Iterable[Iterable[Occupation]]) -> Mapping[str, Occupation]:
    """Join families into one mapping by code; the same code or title twice is refused."""
    by_code: dict[str, Occupation] = {}
    titles: set[str] = set()
    for occupation in (one for family in families for one in family):
        where = f"{occupation.family}, {occupation.code}"
        _must(occupation.code not in by_code, where, "this code occurs twice")
        _must(occupation.title.casefold() not in titles, where, f"the title '{occupation.title}' occurs twice")
        by_code[occupation.code] = occupation
        titles.add(occupation.title.casefold())
    return MappingProxyType(by_code)


def read_family(source: str, text: str) -> tuple[Occupation, ...]:
    """Read the text of one family file; `source` names the file in errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise VocabularyError(f"{source}: not readable as TOML: {wrong}") from wrong
    _only_keys(source, table, {"family", "occupation"})
    family = _text(source, table, "family")
    _only_known(source, "family", [family], FAMILY_CODES)
    rows = table.get("occupation")
    if not isinstance(rows, list) or not rows:
        raise VocabularyError(f"{source}: holds no [[occupation]]")
    return tuple(_occupation(source, family, row) for row in rows)


def _occupation(source: str, family: str, row: Mapping[str, Any]) -> Occupation:
    code = _text(source, row, "code")
    where = f"{source}, {code}"
    _only_keys(where, row, {"code", "title", "synonyms", "isco", "conditions_often_present", "certificates", "task"})
    _must(_CODE.fullmatch(code) is not None, where, "code must be lower snake case in ascii")
    isco = _text(where, row, "isco")
    _must(_ISCO.fullmatch(isco) is not None, where, f"isco '{isco}' must be 3 or 4 digits")
    tasks = tuple(_task(where, task) for task in row.get("task", []))
    _must(3 <= len(tasks) <= 5, where, f"has {len(tasks)} tasks, must have 3 to 5")
    total = sum(task.share for task in tasks)
    _must(total == 100, where, f"shares add up to {total}, must be 100")
    conditions = _texts(where, row, "conditions_often_present")
    _only_known(where, "condition", conditions, CONDITION_CODES)
    certificates = _texts(where, row, "certificates")
    _only_known(where, "certificate", certificates, CERTIFICATE_CODES)
    return Occupation(
        code=code,
        title=_text(where, row, "title"),
        synonyms=_texts(where, row, "synonyms"),
        isco=isco,
        family=family,
        conditions_often_present=conditions,
        certificates=certificates,
        tasks=tasks,
    )


def _task(occupation: str, row: Mapping[str, Any]) -> OccupationTask:
    title = _text(occupation, row, "title")
    where = f"{occupation}, task '{title}'"
    _only_keys(where, row, {"title", "share", "separable", "asks"})
    share, separable, asks = row.get("share"), row.get("separable"), row.get("asks")
    if not isinstance(share, int) or not _whole(share, 1, 100):
        raise VocabularyError(f"{where}: share must be a whole percentage from 1 to 100")
    if not isinstance(separable, bool):
        raise VocabularyError(f"{where}: separable must be true or false")
    if not isinstance(asks, dict):
        raise VocabularyError(f"{where}: asks must be a table of capability = [level, importance]")
    _must(3 <= len(asks) <= 7, where, f"asks {len(asks)} things, must be 3 to 7")
    _only_known(where, "capability", asks, CAPABILITY_CODES)
    return OccupationTask(title, share, separable, MappingProxyType({k: _ask(where, k, v) for k, v in asks.items()}))


def _ask(where: str, capability: str, value: object) -> tuple[int, int]:
    if not (isinstance(value, list) and len(value) == 2 and _whole(value[0], 1, 4) and _whole(value[1], 1, 3)):
        raise VocabularyError(f"{where}: '{capability}' must be [level 1..4, importance 1..3]")
    return value[0], value[1]


def _only_known(where: str, kind: str, used: Iterable[str], known: Collection[str]) -> None:
    unknown = [code for code in used if code not in known]
    _must(not unknown, where, f"unknown {kind}: {', '.join(unknown)}")


def _only_keys(where: str, row: Mapping[str, Any], allowed: set[str]) -> None:
    extra = sorted(set(row) - allowed)
    _must(not extra, where, f"unknown key: {', '.join(extra)}")


def _text(where: str, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise VocabularyError(f"{where}: {key} must be a text that is not empty")
    return value


def _texts(where: str, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise VocabularyError(f"{where}: {key} must be a list of texts (it may be empty)")
    _must(len(set(value)) == len(value), where, f"{key} names something twice")
    return tuple(value)


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _must(fine: bool, where: str, complaint: str) -> None:
    if not fine:
        raise VocabularyError(f"{where}: {complaint}")
