"""Everything that is checked, one after the other, and what was found in words."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from werkbedrijf import migrations
from werkbedrijf.foundation.db import Database
from werkbedrijf.integrity import engine
from werkbedrijf.integrity.cells import cell_problems
from werkbedrijf.integrity.rules import RULES, Rule, broken


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    check: str
    what: str


@dataclass(slots=True)
class Report:
    """What was checked and what was found."""

    engine: str
    step: str | None
    checked: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """As it is printed for a program."""
        return {"ok": self.ok, **asdict(self)}


ENGINE: tuple[tuple[str, str, Callable[[Connection], Iterator[str]]], ...] = (
    ("bestand", "Het bestand van de database is heel.", engine.file_problems),
    ("verwijzingen", "Elke verwijzing komt ergens uit.", engine.reference_problems),
    ("regels", "De regels waar de dienst op rekent staan in de database.", engine.constraint_problems),
)


def check(database: Database, *, at: datetime) -> Report:
    """Look at everything. Nothing is changed, and one broken thing does not keep the rest from being looked at."""
    report = Report(database.engine.dialect.name, migrations.current(database))
    _note(report, "versie", engine.step_problems(database))
    for name, _, problems in ENGINE:
        with database.engine.connect() as connection:
            _note(report, name, problems(connection))
    for rule in RULES:
        with database.reading(at=at) as session:
            _note(report, rule.name, _told(session, rule))
    _note(report, "slot", cell_problems(database, at=at))
    return report


def _told(session: Session, rule: Rule) -> Iterator[str]:
    yield from (f"{rule.words} Dat klopt niet bij {one}." for one in broken(session, rule))


def _note(report: Report, name: str, problems: Iterator[str]) -> None:
    report.checked.append(name)
    try:
        report.findings += [Finding(name, what) for what in problems]
    except DatabaseError as problem:
        report.findings.append(Finding(name, f"Dit kon niet worden gelezen: {type(problem.orig).__name__}."))
