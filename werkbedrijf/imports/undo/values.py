"""Values of a row as JSON can hold them, and back as the column wants them. Locked cells stay locked."""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Column, Enum

COUNTING: Final = ("version", "pool_revision")
"""Columns that count edits: they only go up, also when everything else goes back."""


def told(value: Any) -> Any:
    """A value as it is kept: what JSON knows by itself as it is, anything else with the letter of its kind."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    if isinstance(value, bytes):
        return ["b", b64encode(value).decode()]
    return ["j", value] if isinstance(value, list | dict) else value


def value_of(column: Column[Any], kept: Any) -> Any:
    """What ``told`` was given, for this column."""
    if isinstance(kept, list):
        kind, what = kept
        read: dict[str, Callable[[Any], Any]] = {
            "t": datetime.fromisoformat,
            "d": date.fromisoformat,
            "n": Decimal,
            "b": b64decode,
            "j": lambda value: value,
        }
        return read[kind](what)
    if isinstance(column.type, Enum) and kept is not None:
        return column.type.enum_class(kept) if column.type.enum_class else kept
    return kept


def told_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A whole row as it is kept."""
    return {name: told(value) for name, value in row.items()}


def mark_of(row: Mapping[str, Any]) -> str:
    """A short text that differs for two rows that differ in more than the revision of the pool."""
    same = {name: value for name, value in row.items() if name != "pool_revision"}
    return hashlib.blake2b(json.dumps(same, sort_keys=True).encode(), digest_size=8).hexdigest()


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changed: per column the value before and after."""
    names = [name for name in before if name not in COUNTING]
    return {name: [before[name], now[name]] for name in names if before[name] != now[name]}
