"""What stays of somebody's work when that person is erased: what counted, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.garantiebanen.models import CountedWork
from werkbedrijf.garantiebanen.placed_queries import placed_in
from werkbedrijf.garantiebanen.stretches import Span, Stretch, stretches_of

FIRST = date(1990, 1, 1)


def keep_counts(session: Session, candidate: Candidate, *, on: date) -> int:
    """Write down what of this person's work counts, without the person; returns how many periods. Work that still runs ends ``on``."""
    span = Span(FIRST, on)
    counted = [one for one in stretches_of(placed_in(session, span, person=candidate.id), span) if one.reason is None]
    kept = [
        CountedWork(
            gemeente_code=one.work.gemeente,
            starts_on=one.span.first,
            ends_on=one.span.until,
            hours_per_week=one.work.hours or Decimal(0),
            sector=one.sector,
            kind=one.work.kind,
        )
        for one in joined(counted)
    ]
    session.add_all(kept)
    return len(kept)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that follow one another and differ in nothing that is kept, as one: each would count as a person of its own."""
    found: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (one.work.reference, one.span.first)):
        last = found[-1] if found else None
        if last and last.work == one.work and last.sector == one.sector and last.span.until == one.span.first:
            found[-1] = replace(last, span=Span(last.span.first, one.span.until))
        else:
            found.append(one)
    return found
