"""Bringing figures of UWV in. What was published stays; a later figure stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.garantiebanen.outside.beside import Beside, Label, Measure
from werkbedrijf.garantiebanen.outside.models import OutsideFigure
from werkbedrijf.garantiebanen.outside.reading import Reading, Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """How many figures were new and how many were there already, and which rows are not right; then nothing was kept."""

    new: int
    same: int
    refused: Sequence[Refused]


def take(session: Session, actor: Actor, reading: Reading, *, keep: bool = True) -> Taken:
    """Bring the figures of a file in, all or none of them. Another number for the same day of publishing is refused."""
    known = {
        (row.label, row.period, row.area, row.measure, row.as_of): row.value
        for row in session.scalars(select(OutsideFigure))
    }
    new = [one for one in reading.figures if _key(one) not in known]
    other = [one for one in reading.figures if known.get(_key(one), one.value) != one.value]
    refused = (*reading.refused, *(_refusal(one, known[_key(one)]) for one in other))
    if keep and not refused:
        for one in new:
            row = OutsideFigure(
                label=one.label,
                period=one.period,
                area=one.area,
                measure=one.measure,
                value=one.value,
                as_of=one.as_of,
                source=one.source,
                imported_at=session.info["at"],
                imported_by_id=actor.id,
            )
            session.add(row)
            record(session, actor, "outside_figure.imported", row)
    return Taken(len(new), len(reading.figures) - len(new) - len(other), refused)


def _key(one: Beside) -> tuple[Label, str, str, Measure, date]:
    return (one.label, one.period, one.area, one.measure, one.as_of)


def _refusal(one: Beside, value: int) -> Refused:
    return Refused(
        f"{one.period} {one.measure.value}",
        "waarde",
        f"Van deze peildatum staat er al een ander getal: {value}. Een nieuw cijfer heeft een nieuwe peildatum.",
    )
