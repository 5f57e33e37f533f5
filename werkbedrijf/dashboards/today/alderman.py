"""Vandaag of an alderman: one line, and the way to the figures."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.lines import Line, Today
from werkbedrijf.fairness import sentences
from werkbedrijf.fairness.queries import board_on as fairness_on
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import Parameter, find_value
from werkbedrijf.foundation.texts import number
from werkbedrijf.garantiebanen.board import total_on


def today(session: Session, actor: Actor, day: date) -> Today:
    """The published count of the past month in one line."""
    on, total = total_on(session, day) or (day, None)
    if total is None:
        text = "De eerste maandcijfers komen na het eind van deze maand"
    elif total.persons is None:
        text = "Er lopen nog te weinig garantiebanen om als getal te tonen"
    else:
        jobs = "garantiebanen" if total.jobs is None else f"ongeveer {number(total.jobs)} garantiebanen"
        text = f"Ongeveer {number(total.persons)} mensen werken op {jobs}"
    lines = [Line(text, "dashboards.alderman", button="Bekijk de cijfers", on=on)]
    if find_value(session, Parameter.TARGET_JOBS, day) is None:
        lines.append(
            Line(
                "De taakstelling van de regio is nog niet ingesteld. De beheerder kan dat doen.",
                "garantiebanen.explain",
            )
        )
    return Today(
        waiting=_alarms(session, day),
        new=lines,
        start=[Line("Hoe tellen wij?", "garantiebanen.explain", button="Lees de uitleg")],
    )


def _alarms(session: Session, day: date) -> list[Line]:
    """What the measures of fairness ask of an alderman; nothing when no group has less than the alarm allows."""
    board = fairness_on(session, day)
    told = sentences.alarms(board) if board else []
    return [Line(text, "fairness.region", button="Bekijk Eerlijk in de regio") for text in told]
