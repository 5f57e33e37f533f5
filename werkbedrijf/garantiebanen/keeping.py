"""What stays of somebody's work when that person is erased: what counted, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.registration.models import RegisterEntry
from matching.placements.interruptions.models import Interruption
from matching.placements.interruptions.queries import unpaid
from matching.placements.models import Placement, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.garantiebanen.counting import Work, why_left_out
from werkbedrijf.garantiebanen.models import CountedWork

Period = tuple[date, date]


def keep_counts(session: Session, candidate: Candidate, *, on: date) -> int:
    """Write down what of this person's work counts, without the person; returns how many periods. Work that still runs ends ``on``."""
    placements = session.scalars(
        select(Placement).where(
            Placement.candidate_id == candidate.id,
            Placement.status.in_((PlacementStatus.RUNNING, PlacementStatus.ENDED)),
        )
    ).all()
    entries = session.scalars(select(RegisterEntry).where(RegisterEntry.candidate_id == candidate.id)).all()
    registered = [(entry.starts_on, min(entry.ends_on or on, on)) for entry in entries]
    pauses = _pauses(session, placements, on)
    kept = [
        CountedWork(
            gemeente_code=placement.workplace.gemeente_code,
            starts_on=first,
            ends_on=until,
            hours_per_week=terms.hours_per_week,
        )
        for placement in placements
        for terms in placement.terms
        if why_left_out(_work(placement, terms)) is None
        for first, until in _common(_period(placement, terms, on), _paid(registered, pauses.get(placement.id, [])))
    ]
    session.add_all(kept)
    return len(kept)


def _work(placement: Placement, terms: Terms) -> Work:
    return Work(
        reference=placement.reference,
        person=placement.candidate_id,
        gemeente=placement.workplace.gemeente_code,
        kind=placement.kind.value,
        contract_form=terms.form.value,
        started=True,
        registered=True,
        hours=terms.hours_per_week,
    )


def _period(placement: Placement, terms: Terms, on: date) -> Period:
    ends = [day for day in (placement.ended_on, terms.ends_on, on) if day is not None]
    return max(placement.starts_on, terms.starts_on), min(ends)


def _pauses(session: Session, placements: Sequence[Placement], on: date) -> Mapping[int, list[Period]]:
    """When the work of each lay still without wage."""
    asked = select(Interruption).where(unpaid(), Interruption.placement_id.in_([one.id for one in placements]))
    found: dict[int, list[Period]] = {}
    for row in session.scalars(asked):
        found.setdefault(row.placement_id, []).append((row.starts_on, row.ends_on or max(on, row.starts_on)))
    return found


def _paid(periods: list[Period], pauses: list[Period]) -> list[Period]:
    """Periods without the pauses in them.

    >>> day = date(2026, 1, 1).replace
    >>> [(a.day, b.day) for a, b in _paid([(day(day=1), day(day=20))], [(day(day=5), day(day=9))])]
    [(1, 5), (9, 20)]
    """
    for first, until in pauses:
        periods = [
            piece
            for start, end in periods
            for piece in ((start, min(end, first)), (max(start, until), end))
            if piece[0] < piece[1]
        ]
    return periods


def _common(period: Period, others: list[Period]) -> Iterator[Period]:
    """The parts of a period that lie within others, each day once.

    >>> day = date(2026, 1, 1).replace
    >>> list(_common((day(day=1), day(day=20)), [(day(day=5), day(day=9)), (day(day=7), day(day=30))]))
    [(datetime.date(2026, 1, 5), datetime.date(2026, 1, 9)), (datetime.date(2026, 1, 9), datetime.date(2026, 1, 20))]
    """
    at = period[0]
    for first, until in sorted(others):
        start, end = max(at, first), min(period[1], until)
        if start < end:
            yield start, end
            at = end
