"""The one clock. Only doors (routes, commands, the timetable) look at it and pass on what it says."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in the Netherlands: what a person means by today."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The Dutch calendar day of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()
