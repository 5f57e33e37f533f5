"""What the rooms and the import room tell each other: what would happen to a record, and how to make it happen.

A room reads its own columns and judges each record (``Judge``); the import room collects the judgements, shows them and
has them carried out. Judging changes nothing. Every change goes through the acts of the room, so that its checks, its
policy and the trail hold.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import Gemeente, gemeente_by_name
from werkbedrijf.foundation.geo.points import place_of
from werkbedrijf.foundation.spreadsheets.columns import Layout, Problem, Record


class Outcome(StrEnum):
    """What an import makes of a record."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    DOUBTFUL = "twijfel"
    SAME = "gelijk"
    REFUSED = "geweigerd"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Something a record looks like: its reference (empty for another row of the file) and why."""

    reference: str
    why: str


Save = Callable[[Session, Actor, date], Audited]


@dataclass(frozen=True, slots=True)
class Judged:
    """What would happen to one record. ``save`` carries it out through the acts of the room; None when nothing can be.

    ``source_id`` is the name the record has where it came from. ``target`` names the row that would change, with its
    version, so that a plan can be compared with a later one.
    """

    number: int
    outcome: Outcome
    label: str
    problems: tuple[Problem, ...] = ()
    resembles: tuple[Resemblance, ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    target: str = ""
    source_id: str = ""
    save: Save | None = None

    @property
    def why(self) -> str:
        """Everything there is to say of a record that does not simply go in."""
        sentences = [*(problem.sentence for problem in self.problems), *(one.why for one in self.resembles)]
        return " ".join([*sentences, *self.notes])


Judge = Callable[[Record], Judged]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports decides for all records: who coaches, and what counts where the file is silent."""

    coach: User | None = None
    gemeente: Gemeente | None = None
    likely_gemeente: Gemeente | None = None
    """What would be filled in when nobody chose: a record that needs it is doubtful."""
    known: Mapping[str, str] | None = None
    """Names of the source that were imported before, with our references."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table that can be imported: its columns, and how a room begins to judge.

    ``own_layout`` gives the columns for one partner where partners differ.
    """

    code: str
    title: str
    one: str
    layout: Layout
    judge: Callable[[Session, Actor, date, Choices], Judge]
    own_layout: Callable[[Session, Actor], Layout] | None = None

    def layout_for(self, session: Session, actor: Actor) -> Layout:
        """The columns as the partner of this person may use them."""
        return self.own_layout(session, actor) if self.own_layout else self.layout


def refused(record: Record, label: str, *problems: Problem, source_id: str = "") -> Judged:
    """A record that cannot be taken in."""
    return Judged(record.number, Outcome.REFUSED, label, problems=(*record.problems, *problems), source_id=source_id)


def collected(layout: Layout, names: Mapping[str, str], *checks: Callable[[], Any]) -> list[Problem]:
    """Run checks that raise InputRefused, and say their problems with the titles of the columns.

    ``names`` maps a field of an act to the name of a column where they differ.
    """
    problems: list[Problem] = []
    for check in checks:
        try:
            check()
        except InputRefused as problem:
            problems += [Problem(layout.title(names.get(key, key)), words) for key, words in problem.problems.items()]
    return problems


def certain_gemeente(pc4: str, place: str = "") -> Gemeente | None:
    """The gemeente of a postcode or place when its name leaves no doubt; None otherwise."""
    for name in (place_of(pc4) if pc4 else None, place):
        found = gemeente_by_name(name) if name else None
        if found:
            return found
    return None


def judged(judge: Judge, records: Iterable[Record], label: str) -> Iterator[Judged]:
    """Every record judged; one whose cells are already wrong is not looked at further."""
    for record in records:
        yield refused(record, label) if record.problems else judge(record)
