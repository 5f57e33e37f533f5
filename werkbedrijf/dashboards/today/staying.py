"""Staying at work, as lines of Vandaag: what makes a coach look sooner, and contact that is due."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from candidates.queries import in_caseload_of
from matching.aftercare.closing.queries import drafts_in_caseload
from matching.aftercare.queries import Care, care_of, in_care
from matching.aftercare.values import CareValues
from matching.placements.workflow import PlacementStatus
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.texts import count

# More people than a coach can have in care at once.
MOST_PEOPLE = 200


def all_care(session: Session, actor: Actor, day: date, values: CareValues) -> list[Care]:
    """The care of everybody in the caseload who works or is about to."""
    rows = session.scalars(in_care(actor).where(in_caseload_of(actor)).limit(MOST_PEOPLE)).unique().all()
    return care_of(session, rows, day, values)


def waiting(known: list[Care]) -> list[Line]:
    """One line per person: the first reason with how many more there are, or else the contact whose day has come."""
    told = [_reason(one) for one in known if one.reasons]
    told += [_due(one) for one in known if one.waiting and not one.reasons]
    return told[:MOST_LINES]


def coming(known: list[Care], day: date) -> list[Line]:
    """Contact moments and agreements of the coming days, soonest first."""
    until, lines = day + timedelta(days=AHEAD_DAYS), []
    for one in known:
        planned = one.next_moment
        if planned is not None and day < planned.moment.due_on <= until:
            what = f"Contact over {one.placement.candidate.name}: {planned.moment.kind.words.lower()}"
            lines.append(_line(one, what, planned.moment.due_on))
        if one.next_on is not None and day <= one.next_on <= until:
            lines.append(_line(one, f"Afspraak over {one.placement.candidate.name}", one.next_on))
    return sorted(lines, key=lambda line: line.on or day)[:MOST_LINES]


def ending(known: list[Care], day: date) -> list[Line]:
    """Work whose agreed end is near, the first to end first."""
    until = day + timedelta(days=AHEAD_DAYS)
    near = [
        (one.ends_on, one)
        for one in (care.placement for care in known)
        if one.status is PlacementStatus.RUNNING and one.ends_on is not None and one.ends_on <= until
    ]
    return [
        Line(
            f"De plaatsing van {placement.candidate.name} loopt af",
            "placements.show",
            {"placement": placement.reference},
            who=placement.vacancy.employer.name,
            on=on,
        )
        for on, placement in sorted(near, key=lambda one: (one[0], one[1].id))[:MOST_LINES]
    ]


def to_sign(session: Session, actor: Actor) -> list[Line]:
    """What was written about somebody who learned, and waits for that person's word."""
    return [
        Line(
            f"Lees met {draft.candidate.name} wat is geleerd, en laat tekenen",
            "closing.show",
            {"learning": draft.placement.reference},
            who=draft.placement.vacancy.title,
            on=draft.written_on,
        )
        for draft in session.scalars(drafts_in_caseload(actor).limit(MOST_LINES)).unique()
    ]


def _reason(one: Care) -> Line:
    first, more = one.reasons[0], len(one.reasons) - 1
    besides = f" En nog {count(more, 'reden', 'redenen')}." if more else ""
    return _line(one, f"{one.placement.candidate.name}: {first.sentence}{besides}", first.since)


def _due(one: Care) -> Line:
    planned = one.waiting[0]
    what = f"Tijd voor contact over {one.placement.candidate.name}: {planned.moment.kind.words.lower()}"
    return _line(one, what, planned.moment.due_on)


def _line(one: Care, text: str, on: date | None) -> Line:
    return Line(
        text,
        "aftercare.show",
        {"placement": one.placement.reference},
        button="Naar begeleiding",
        who=f"{one.placement.vacancy.title}, {one.placement.workplace}",
        on=on,
    )
