"""One thing that is not as it should be, and how it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Whether the service may open all the same."""

    UNSAFE = "onveilig"
    NOTICE = "let_op"


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable, for programs; the three sentences are for a person."""

    code: str
    level: Level
    what: str
    why: str
    do: str

    def as_dict(self) -> dict[str, str]:
        """For a program."""
        return {"code": self.code, "level": self.level.value, "what": self.what, "why": self.why, "do": self.do}


def unsafe(code: str, what: str, why: str, do: str) -> Finding:
    """The service may not open."""
    return Finding(code, Level.UNSAFE, what, why, do)


def notice(code: str, what: str, why: str, do: str) -> Finding:
    """The service may open; someone should look at this."""
    return Finding(code, Level.NOTICE, what, why, do)


def is_unsafe(findings: Iterable[Finding]) -> bool:
    """Whether one of them keeps the service closed."""
    return any(finding.level is Level.UNSAFE for finding in findings)


def sentences(findings: Iterable[Finding]) -> list[str]:
    """One line per finding.

    >>> sentences([notice("post", "Er is geen mailserver.", "Mail blijft liggen.", "Stel hem in.")])
    ['Let op (post): Er is geen mailserver. Mail blijft liggen. Stel hem in.']
    """
    words = {Level.UNSAFE: "ONVEILIG", Level.NOTICE: "Let op"}
    return [f"{words[f.level]} ({f.code}): {f.what} {f.why} {f.do}" for f in findings]
