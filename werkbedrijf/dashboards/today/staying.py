"""Staying at work, as lines of Vandaag: what makes a coach look sooner, and contact that is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from candidates.naming import NAME, Names
from candidates.queries import in_caseload_of
from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy
from matching.aftercare.closing.models import Assessment
from matching.aftercare.closing.queries import drafts_in_caseload
from matching.aftercare.queries import Care, care_of, in_care
from matching.placements.models import Placement, last_day_of
from matching.placements.workflow import PlacementStatus
from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.texts import count

# More people than a coach can have in care at once.
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class AtWork:
    """What the care for a placement looks at."""

    id: int
    status: PlacementStatus
    starts_on: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The care for somebody at work, and what a line shows of the placement."""

    care: Care
    row: Any


def all_care(session: Session, actor: Actor, day: date, names: Names) -> list[Kept]:
    """The care of everybody in the caseload who works or is about to."""
    rows = names.noted(asked(session, _in_care, actor))
    works: list[Any] = [
        AtWork(row.id, row.status, row.starts_on, last_day_of(row.ended_on or row.ends_on)) for row in rows
    ]
    return [Kept(care, row) for care, row in zip(care_of(session, works, day), rows, strict=True)]


def _in_care(actor: Actor) -> Select[*tuple[Any, ...]]:
    days = (Placement.status, Placement.starts_on, Placement.ends_on, Placement.ended_on)
    where = (Vacancy.title, Employer.name.label("employer"), Establishment.name.label("site"), Establishment.place)
    mine = in_care(actor).where(in_caseload_of(actor)).join(Placement.workplace).limit(MOST_PEOPLE)
    return mine.with_only_columns(*NAME, Placement.id, Placement.reference, *days, *where)


def waiting(known: list[Kept], names: Names) -> Iterator[Line]:
    """One line per person: the first reason with how many more there are, or else the contact whose day has come."""
    due = [one for one in known if one.care.waiting and not one.care.reasons]
    for one in [*(one for one in known if one.care.reasons), *due][:MOST_LINES]:
        yield _reason(one, names) if one.care.reasons else _due(one, names)


def coming(known: list[Kept], day: date, names: Names) -> Iterator[Line]:
    """Contact moments and agreements of the coming days, soonest first."""
    until, found = day + timedelta(days=AHEAD_DAYS), []
    for one in known:
        planned = one.care.next_moment
        if planned is not None and day < planned.moment.due_on <= until:
            found.append((planned.moment.due_on, "Contact", f": {planned.moment.kind.words.lower()}", one))
        if one.care.next_on is not None and day <= one.care.next_on <= until:
            found.append((one.care.next_on, "Afspraak", "", one))
    for on, what, which, one in sorted(found, key=lambda told: told[0])[:MOST_LINES]:
        yield _line(one, f"{what} over {names.of(one.row)}{which}", on)


def ending(known: list[Kept], day: date, names: Names) -> Iterator[Line]:
    """Work whose agreed end is near, the first to end first."""
    until = day + timedelta(days=AHEAD_DAYS)
    rows = (one.row for one in known)
    near = [
        row
        for row in rows
        if row.status is PlacementStatus.RUNNING and row.ends_on is not None and row.ends_on <= until
    ]
    for row in sorted(near, key=lambda row: (row.ends_on, row.id))[:MOST_LINES]:
        yield Line(
            f"De plaatsing van {names.of(row)} loopt af",
            "placements.show",
            {"placement": row.reference},
            who=row.employer,
            on=row.ends_on,
        )


def to_sign(session: Session, actor: Actor, names: Names) -> Iterable[Line]:
    """What was written about somebody who learned, and waits for that person's word."""
    found = names.noted(asked(session, _to_sign, actor))
    return (
        Line(
            f"Lees met {names.of(one)} wat is geleerd, en laat tekenen",
            "closing.show",
            {"learning": one.reference},
            who=one.title,
            on=one.written_on,
        )
        for one in found
    )


def _to_sign(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (*NAME, Placement.reference, Vacancy.title, Assessment.written_on)
    return drafts_in_caseload(actor).join(Placement.vacancy).with_only_columns(*told).limit(MOST_LINES)


def _reason(one: Kept, names: Names) -> Line:
    first, more = one.care.reasons[0], len(one.care.reasons) - 1
    besides = f" En nog {count(more, 'reden', 'redenen')}." if more else ""
    return _line(one, f"{names.of(one.row)}: {first.sentence}{besides}", first.since)


def _due(one: Kept, names: Names) -> Line:
    planned = one.care.waiting[0]
    what = f"Tijd voor contact over {names.of(one.row)}: {planned.moment.kind.words.lower()}"
    return _line(one, what, planned.moment.due_on)


def _line(one: Kept, text: str, on: date | None) -> Line:
    return Line(
        text,
        "aftercare.show",
        {"placement": one.row.reference},
        button="Naar begeleiding",
        # The place, and where that is.
        who=f"{one.row.title}, {one.row.site}, {one.row.place}",
        on=on,
    )
