"""On Vandaag: amounts of the law that change soon or changed just now, for who has people at work."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from matching.instruments.figures import NOTICE_DAYS
from matching.instruments.values import all_figures, is_set_between
from werkbedrijf.dashboards.today.lines import NEW_DAYS, Line
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.lawchanges.changes import turns


def changing(session: Session, day: date) -> list[Line]:
    """One line per day on which amounts change: from a month ahead until a week after."""
    first, last = day - timedelta(days=NEW_DAYS), day + timedelta(days=NOTICE_DAYS)
    if not is_set_between(session, first, last):
        return []
    return [
        Line(
            f"Nieuwe bedragen vanaf {short_day(turn.day)}: bekijk wat er bij jouw plaatsingen verandert",
            "lawchanges.index",
            {"vanaf": turn.day.isoformat()},
            button="Bekijk",
            on=turn.day,
        )
        for turn in turns(all_figures(session), first, last)
    ]
