"""Months of the count that wait for a second person, as lines of Vandaag."""

from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.asking import AT, asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.four_eyes import PendingAct, open_acts
from werkbedrijf.foundation.texts import month_and_year
from werkbedrijf.garantiebanen.closing.held import CLOSING


def to_close(session: Session, actor: Actor) -> list[Line]:
    """Closings that a colleague asked for; who asked does not decide and is not bothered."""
    return [
        Line(
            f"{month_and_year(_first(reference)).capitalize()} sluiten: kijk mee",
            "months.show",
            {"month": reference.removeprefix(PREFIX)},
            who=name,
            on=day_of(asked_at),
        )
        for reference, asked_at, asked_by, name in asked(session, _to_close, actor, at=session.info["at"])
        if asked_by != actor.id
    ]


PREFIX = "maand-"


def _to_close(_actor: Actor) -> Select[*tuple[Any, ...]]:
    waiting = open_acts(CLOSING, at=AT).join(PendingAct.asked_by)
    told = (PendingAct.subject_reference, PendingAct.asked_at, PendingAct.asked_by_id, User.name)
    return waiting.with_only_columns(*told).limit(MOST_LINES)


def _first(reference: str) -> date:
    return date.fromisoformat(f"{reference.removeprefix(PREFIX)}-01")
