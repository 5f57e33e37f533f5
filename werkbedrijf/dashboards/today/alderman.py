"""Vandaag of an alderman: one line, and the way to the figures."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.lines import Line, Today
from werkbedrijf.fairness import sentences
from werkbedrijf.fairness.queries import board_on
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import Parameter, find_value, whole_number_on
from werkbedrijf.foundation.suppression import is_small
from werkbedrijf.foundation.texts import count, number
from werkbedrijf.garantiebanen.queries import count_of


def today(session: Session, actor: Actor, day: date) -> Today:
    """The count of today in one line."""
    total = count_of(session, day).total
    if is_small(total.persons, smallest=whole_number_on(session, Parameter.SMALL_CELL, day)):
        text = "Er lopen nog te weinig garantiebanen om als getal te tonen"
    else:
        text = f"{count(total.persons, 'persoon werkt', 'personen werken')} op {number(total.jobs, 2)} garantiebanen"
    lines = [Line(text, "dashboards.alderman", button="Bekijk de cijfers", on=day)]
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
    board = board_on(session, day)
    told = sentences.alarms(board) if board else []
    return [Line(text, "fairness.region", button="Bekijk Eerlijk in de regio") for text in told]
