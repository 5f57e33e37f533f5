"""On Vandaag: amounts of the law that change soon or changed just now, for who has people at work."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from matching.instruments.figures import NOTICE_DAYS, Known
from werkbedrijf.dashboards.today.lines import NEW_DAYS, Line
from werkbedrijf.foundation.parameter_names import Parameter
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.lawchanges.changes import turns


def changing(figures: Mapping[Parameter, Collection[Known]], day: date) -> list[Line]:
    """One line per day on which amounts change: from a month ahead until a week after."""
    near = [
        turn
        for turn in turns(figures)
        if day - timedelta(days=NEW_DAYS) <= turn.day <= day + timedelta(days=NOTICE_DAYS)
    ]
    return [
        Line(
            f"Nieuwe bedragen vanaf {short_day(turn.day)}: bekijk wat er bij jouw plaatsingen verandert",
            "lawchanges.index",
            {"vanaf": turn.day.isoformat()},
            button="Bekijk",
            on=turn.day,
        )
        for turn in near
    ]
