"""A calendar as a file (RFC 5545), from plain entries. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.plain import in_calendar

PRODUCT = "-//Werkbedrijf//Agenda//NL"
# How often a phone or Outlook may look again; what they really do is up to them.
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day (``starts`` is a date) or at a moment (``starts`` and ``ends`` are aware moments).

    ``name`` makes it the same thing again when the calendar is read anew, ``changes`` counts how often it was changed.
    What is off stays a while, so that a calendar that knew it takes it away.
    """

    name: str
    title: str
    starts: date | datetime
    url: str
    ends: datetime | None = None
    where: str = ""
    changes: int = 0
    is_off: bool = False

    @property
    def day(self) -> date:
        """The day it is on, here."""
        return day_of(self.starts) if isinstance(self.starts, datetime) else self.starts

    @property
    def clock(self) -> str:
        """The time on the clock here; empty for a whole day."""
        return f"{self.starts.astimezone(AMSTERDAM):%H:%M}" if isinstance(self.starts, datetime) else ""

    @property
    def until(self) -> datetime:
        """When something with a moment is over; without an end it takes an hour."""
        if not isinstance(self.starts, datetime):
            raise TypeError(self.name)
        return self.ends or self.starts + timedelta(hours=1)

    def is_coming(self, at: datetime) -> bool:
        """Whether it goes on and is not over at this moment; a day is over after its end."""
        over = self.until <= at if isinstance(self.starts, datetime) else self.day < day_of(at)
        return not (over or self.is_off)


def calendar_of(entries: Iterable[Entry], *, title: str, host: str, at: datetime) -> bytes:
    """The file. A day is a day everywhere; a moment is Dutch time, with the rules of summer and winter time in the file."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", in_calendar(title))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host, at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.name}@{host}")
    event.add("dtstamp", at)
    event.add("summary", in_calendar(f"Gaat niet door: {entry.title}" if entry.is_off else entry.title))
    event.add("url", entry.url)
    event.add("description", entry.url)
    event.add("class", "PRIVATE")
    if entry.where:
        event.add("location", in_calendar(entry.where))
    if isinstance(entry.starts, datetime):
        event.add("dtstart", entry.starts.astimezone(AMSTERDAM))
        event.add("dtend", entry.until.astimezone(AMSTERDAM))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("sequence", entry.changes)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    return event
