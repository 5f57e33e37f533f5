"""A gesprek as a calendar file (RFC 5545). It travels to other people's calendars, so it never says who the candidate is."""

from datetime import timedelta

from icalendar import Calendar, Event

from matching.talks.models import Talk
from matching.talks.workflow import TalkStatus
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.plain import in_calendar


def file_of(talk: Talk, host: str) -> bytes:
    """The file: the same UID and a higher SEQUENCE after each change, so that calendars move the old one."""
    calendar = Calendar()
    calendar.add("prodid", "-//Werkbedrijf//gesprekken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{talk.uid}@{host}")
    event.add("sequence", talk.sequence)
    event.add("dtstamp", talk.changed_at)
    starts = talk.at.astimezone(AMSTERDAM)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=talk.minutes))
    event.add("summary", in_calendar(f"Gesprek over {talk.proposal.vacancy.title}"))
    event.add("location", in_calendar(talk.place))
    event.add("description", f"Voordracht {talk.proposal.reference} bij het werkbedrijf.")
    event.add("status", "CONFIRMED" if talk.status is TalkStatus.PLANNED else "CANCELLED")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written
