"""The life of a placement as a story: what held from which day, when the work lay still, and how it ended."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from matching.placements.interruptions.queries import interruptions_of
from matching.placements.models import Placement, Terms
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.texts import hours, short_day


class Happened(NamedTuple):
    """A line of the story; ``kind`` names the icon beside it."""

    day: date
    text: str
    kind: str

    @property
    def when(self) -> str:
        """The day as people write it."""
        return short_day(self.day)


def history_of(session: Session, placement: Placement) -> list[Happened]:
    """The story, newest first. Of a cancelled placement there is none: it never was."""
    if placement.status == PlacementStatus.CANCELLED:
        return []
    lines = [*_agreed(placement), *_still(session, placement), *_ended(placement)]
    return sorted(lines, key=lambda one: one.day, reverse=True)


def _agreed(placement: Placement) -> Iterator[Happened]:
    before: Terms | None = None
    for terms in placement.terms:
        if before is None:
            first = "Eerste werkdag" if placement.status != PlacementStatus.PLANNED else "Het werk begint"
            yield Happened(terms.starts_on, f"{first}: {hours(terms.hours_per_week)}. {terms.form.words}", "goed")
        else:
            changed = [hours(terms.hours_per_week)] if terms.hours_per_week != before.hours_per_week else []
            changed += [terms.form.words] if terms.form is not before.form else []
            yield Happened(terms.starts_on, f"Nieuwe afspraak: {'. '.join(changed) or 'zelfde uren'}", "stip")
        before = terms


def _still(session: Session, placement: Placement) -> Iterator[Happened]:
    for row in session.scalars(interruptions_of(placement)):
        wage = "het loon loopt door" if row.wage_continues else "zonder loon"
        until = f" tot en met {short_day(row.last_day)}" if row.last_day else ""
        yield Happened(row.starts_on, f"Het werk ligt stil{until}, {wage}. {row.reason.words}", "let_op")


def _ended(placement: Placement) -> Iterator[Happened]:
    if placement.ended_on is not None and placement.end_reason is not None and placement.last_day is not None:
        yield Happened(placement.last_day, f"Laatste werkdag. {placement.end_reason.words}", "stip")
    elif placement.last_day is not None:
        yield Happened(placement.last_day, "Afgesproken laatste werkdag", "stip")
