"""A calendar as a file (RFC 5545), from plain entries. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from werkbedrijf.foundation.clock import AMSTERDAM

PRODUCT = "-//Werkbedrijf//Agenda//NL"
# How often a phone or Outlook may look again; what they really do is up to them.
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day (``starts`` is a date) or at a moment (``starts`` and ``ends`` are aware moments).

    ``name`` makes it the same thing again when the calendar is read anew.
    """

    name: str
    title: str
    starts: date | datetime
    url: str
    ends: datetime | None = None


def calendar_of(entries: Iterable[Entry], *, title: str, host: str, at: datetime) -> bytes:
    """The file. A day is a day everywhere; a moment is Dutch time, with the rules of summer and winter time in the file."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(title))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host, at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.name}@{host}")
    event.add("dtstamp", at)
    event.add("summary", _line(entry.title))
    event.add("url", entry.url)
    event.add("description", entry.url)
    event.add("class", "PRIVATE")
    if isinstance(entry.starts, datetime):
        event.add("dtstart", entry.starts.astimezone(AMSTERDAM))
        event.add("dtend", (entry.ends or entry.starts + timedelta(hours=1)).astimezone(AMSTERDAM))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _line(text: str) -> str:
    """On one line, whatever somebody typed: a line end would begin another property."""
    return " ".join(text.split())
