"""What a row of placements would do to wage, loonwaarde and register, on top of what it does to the work.

Each goes through the act of its own page, for who may use that page; a problem never says what is registered already.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import may_see_registration
from candidates.registration.actions import register_entry
from candidates.registration.queries import entries_of
from matching.placements.imports import PLACEMENTS as WORK
from matching.placements.imports import Judging
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import NotAllowed
from werkbedrijf.foundation.importing import Choices, Judge, Judged, Outcome, Save
from werkbedrijf.foundation.lines import Line, line_on
from werkbedrijf.foundation.spreadsheets.columns import Problem, Record
from werkbedrijf.imports.paid.columns import DAY, LAYOUT, Entry, Told, problems_of, told_by
from werkbedrijf.wages.actions import outside, say_loonwaarde, say_wage
from werkbedrijf.wages.models import LoonwaardePeriod, WagePeriod
from werkbedrijf.wages.policy import may_say_wages
from werkbedrijf.wages.queries import holding

# The same sentence for somebody of another partner and for nobody at all: which of the two is not ours to tell.
NOT_OURS = (
    "Een grond in het doelgroepregister legt alleen de partner van de kandidaat vast. Dit is geen kandidaat van ons."
)
STANDS = "Bij deze plaatsing staat op die dag al iets anders. Verbeter dat bij ‘Loon en loonwaarde’ van de plaatsing."
IN_REGISTER = "Deze kandidaat staat in die tijd al anders in het doelgroepregister. Verbeter dat bij ‘Voor het tellen’ van de kandidaat."
TWICE = "Op rij {} van dit bestand staat hiervoor iets anders. Laat er een staan."


class PaidJudging:
    """Judges the work first, and then what is told of wage, loonwaarde and register."""

    def __init__(self, session: Session, actor: Actor, on: date):
        self.session, self.actor, self.on = session, actor, on
        self.work = Judging(session, actor, on)
        self.told: dict[tuple[str, Any], tuple[int, Any]] = {}
        self.entries: dict[int, list[tuple[int, Entry]]] = {}

    def __call__(self, record: Record) -> Judged:
        """What this row would do."""
        work, problems = self.work(record), problems_of(record)
        person = self.work.people.get(record.get("candidate"))
        if person is None and record.has("ground"):
            problems.append(Problem(LAYOUT.title("ground"), NOT_OURS))
        if problems or work.outcome is Outcome.REFUSED:
            return _refused(work, problems)
        candidate = self.session.get_one(Candidate, person)
        place = self.work.places[record.get("vacancy")]
        known = self.work.known(candidate.id, place, record.get("starts_on"))
        told = told_by(record)
        changes: list[str] = []
        problems += self._periods(record, told, known, (candidate.id, place, record.get("starts_on")), changes)
        if told.entry:
            problems += self._register(record.number, candidate, told.entry, changes)
        if problems:
            return _refused(work, problems)
        if not changes:
            return work
        outcome = Outcome.CHANGED if work.outcome is Outcome.SAME else work.outcome
        save = paying(work.save, known.id if known else None, told)
        return replace(work, outcome=outcome, changes=(*work.changes, *changes), save=save)

    def _periods(
        self, record: Record, told: Told, known: Placement | None, key: tuple[Any, ...], changes: list[str]
    ) -> Iterator[Problem]:
        last = record.get("last_day")
        ended_on = last + DAY if last else known.ended_on if known else None
        if known and not may_say_wages(self.actor, placement=known) and (told.wage or told.worth):
            yield Problem(LAYOUT.title("wage"), may_say_wages(self.actor, placement=known).reason)
            return
        both = (("wage", told.wage, told.wage_from), ("percent", told.worth, told.worth_from))
        for name, value, since in both:
            if value is None:
                continue
            wrong = outside(record.get("starts_on"), ended_on, since, self.on)
            if wrong:
                yield Problem(LAYOUT.title(f"{name}_from"), wrong["from_on"])
                continue
            row, before = self.told.setdefault((name, key), (record.number, (value, since)))
            there = _lines(self.session, name, known) if known else []
            now = line_on(there, since)
            if before != (value, since):
                yield Problem(LAYOUT.title(name), TWICE.format(row))
            elif now and now.value != value and (now.starts_on == since or now.ends_on):
                yield Problem(LAYOUT.title(name), STANDS)
            elif now is None or now.value != value:
                changes.append(LAYOUT.title(name))

    def _register(self, number: int, candidate: Candidate, told: Entry, changes: list[str]) -> Iterator[Problem]:
        title = LAYOUT.title("ground")
        if not may_see_registration(self.actor, candidate=candidate):
            yield Problem(title, NOT_OURS)
            return
        for row in self.session.scalars(entries_of(candidate)):
            there = Entry(row.ground, row.starts_on, row.ends_on)
            if _same(told, there):
                return
            if _overlap(told, there):
                yield Problem(title, IN_REGISTER)
                return
        in_file = self.entries.setdefault(candidate.id, [])
        for at, earlier in in_file:
            if _overlap(told, earlier) and told != earlier:
                yield Problem(title, TWICE.format(at))
                return
        in_file.append((number, told))
        changes.append(title)


def paying(first: Save | None, number: int | None, told: Told) -> Save:
    """How a row becomes wage, loonwaarde and register, after the work it tells of."""

    def save(session: Session, actor: Actor, on: date) -> Placement:
        made = first(session, actor, on) if first else session.get_one(Placement, number)
        if not isinstance(made, Placement):
            raise TypeError(made)
        for verdict in (may_say_wages(actor, placement=made), may_see_registration(actor, candidate=made.candidate)):
            if not verdict:
                raise NotAllowed(verdict.reason)
        if told.wage and _is_news(session, "wage", made, told.wage, told.wage_from):
            say_wage(session, actor, made, *told.wage, from_on=told.wage_from, on=on)
        if told.worth and _is_news(session, "percent", made, told.worth, told.worth_from):
            say_loonwaarde(session, actor, made, *told.worth, from_on=told.worth_from, on=on)
        if told.entry:
            _enter(session, actor, made.candidate, told.entry)
        return made

    return save


def _enter(session: Session, actor: Actor, candidate: Candidate, told: Entry) -> None:
    """Somebody with two placements in one file enters the register once."""
    there = session.scalars(entries_of(candidate))
    if not any(_same(told, Entry(row.ground, row.starts_on, row.ends_on)) for row in there):
        register_entry(session, actor, candidate, told.ground, starts_on=told.starts_on, ends_on=told.ends_on)


def _is_news(session: Session, name: str, placement: Placement, value: Any, since: date) -> bool:
    now = line_on(_lines(session, name, placement), since)
    return now is None or now.value != value


def _lines(session: Session, name: str, placement: Placement) -> list[Line[Any]]:
    if name == "wage":
        wages = session.scalars(holding(WagePeriod, placement))
        return [Line(row.starts_on, row.ends_on, (row.wage, row.unit)) for row in wages]
    worths = session.scalars(holding(LoonwaardePeriod, placement))
    return [Line(row.starts_on, row.ends_on, (row.percent, row.method)) for row in worths]


def _same(told: Entry, there: Entry) -> bool:
    """An empty last day leaves what is there."""
    return (told.ground, told.starts_on) == (there.ground, there.starts_on) and told.ends_on in {None, there.ends_on}


def _overlap(one: Entry, other: Entry) -> bool:
    return (other.ends_on is None or one.starts_on < other.ends_on) and (
        one.ends_on is None or other.starts_on < one.ends_on
    )


def _refused(work: Judged, problems: list[Problem]) -> Judged:
    told = (*work.problems, *problems)
    return replace(work, outcome=Outcome.REFUSED, problems=told, changes=(), save=None)


def _judge(session: Session, actor: Actor, on: date, choices: Choices) -> Judge:
    return PaidJudging(session, actor, on)


PLACEMENTS = replace(WORK, layout=LAYOUT, judge=_judge)
