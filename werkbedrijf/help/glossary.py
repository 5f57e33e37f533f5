"""The words of this service and the words it avoids, read from ``glossary.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A word we use, what it means, and which words it takes the place of. ``code`` is the class, for developers."""

    word: str
    means: str
    instead_of: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class NotUsed:
    """A word that stands on no page, what we say instead and why."""

    word: str
    say: str
    why: str
    forms: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the word in a text, in all its forms, as a word of its own."""
        forms = sorted((self.word, *self.forms), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in forms)})\b", re.IGNORECASE)


@cache
def terms() -> tuple[Term, ...]:
    """Every word, in alphabetical order."""
    return tuple(Term(**_frozen(row)) for row in _table()["term"])


@cache
def not_used() -> tuple[NotUsed, ...]:
    """Every word we avoid."""
    return tuple(NotUsed(**_frozen(row)) for row in _table()["not_used"])


@cache
def _table() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads(files(__package__).joinpath("glossary.toml").read_text(encoding="utf-8"))


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
