"""Months of the count that wait for a second person, as lines of Vandaag."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.four_eyes import open_acts
from werkbedrijf.foundation.texts import month_and_year
from werkbedrijf.garantiebanen.closing.held import CLOSING


def to_close(session: Session, actor: Actor) -> list[Line]:
    """Closings that a colleague asked for; who asked does not decide and is not bothered."""
    waiting = open_acts(CLOSING, at=session.info["at"]).limit(MOST_LINES)
    asked = [pending for pending in session.scalars(waiting) if pending.asked_by_id != actor.id]
    return [
        Line(
            f"{month_and_year(_first(pending.subject_reference)).capitalize()} sluiten: kijk mee",
            "months.show",
            {"month": pending.subject_reference.removeprefix(PREFIX)},
            who=pending.asked_by.name,
            on=day_of(pending.asked_at),
        )
        for pending in asked
    ]


PREFIX = "maand-"


def _first(reference: str) -> date:
    return date.fromisoformat(f"{reference.removeprefix(PREFIX)}-01")
