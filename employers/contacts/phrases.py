"""What comes next, as people say it: ``vrijdag terugbellen`` names a day. Only ever a suggestion that a person ticks. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)
NUMBERS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "veertien": 14,
}
LONGEST = 120
_FRIDAY = 4

_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})"
_WHEN = re.compile(
    r"\b(?:"
    rf"(?P<date>(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})(?:\s+(?P<year>20\d\d))?)"
    rf"|over\s+{_NUMBER}\s+(?P<unit>dag(?:en)?|weken|week|maand(?:en)?)"
    rf"|(?P<next>volgende\s+week)(?:\s+(?:op\s+)?(?P<next_day>{'|'.join(DAYS)}))?"
    r"|(?P<month_on>volgende\s+maand)"
    r"|(?P<soon>overmorgen|morgen)"
    r"|(?P<end>eind(?:e)?\s+(?:van\s+de|deze)\s+week)"
    rf"|(?:(?:aanstaande|komende|op)\s+)?(?P<weekday>{'|'.join(DAYS)})"
    r")\b",
    re.IGNORECASE,
)
_DO = re.compile(
    r"\b(terug|bel\w*|mail\w*|stuur\w*|sturen|langs\w*|bezoek\w*|afspra\w+|afspreken|spreken|overleg\w*|plan\w*|contact\w*|"
    r"kom\w*|hoor\w*|laat\w*|check\w*|navra\w+|opvolg\w*|doorgeven|regel\w*|zoek\w*|vraag\w*|vragen|voorstel\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A next step that somebody seems to have said, in the same words, and the day it names."""

    words: str
    on: date


def suggested(text: str, day: date) -> Suggestion | None:
    """The last plan in what was typed on this day; None when no sentence names both something to do and a day to come.

    >>> suggested("Goed gesprek gehad. Vrijdag terugbellen over het rooster.", date(2026, 11, 23))
    Suggestion(words='Vrijdag terugbellen over het rooster', on=datetime.date(2026, 11, 27))
    >>> suggested("Maandag gesproken met Kim", date(2026, 11, 23)) is None
    True
    """
    for sentence in reversed(re.split(r"[.!?\n;]+", text)):
        words = " ".join(sentence.split())
        found = _WHEN.search(words)
        if not found or not _DO.search(words):
            continue
        on = _day_of(found, day)
        if on is not None and on > day:
            return Suggestion(words[:LONGEST], on)
    return None


def _day_of(found: re.Match[str], day: date) -> date | None:
    said = {name: text.casefold() for name, text in found.groupdict().items() if text}
    if "date" in said:
        return _calendar_day(int(said["day"]), MONTHS.index(said["month"]) + 1, said.get("year"), day)
    if "unit" in said:
        return _after(day, NUMBERS.get(said["number"]) or int(said["number"]), said["unit"])
    if "next" in said:
        monday = day + timedelta(days=7 - day.weekday())
        return monday + timedelta(days=DAYS.index(said["next_day"]) if "next_day" in said else 0)
    if "month_on" in said:
        return _after(day, 1, "maand")
    if "soon" in said:
        return day + timedelta(days=2 if said["soon"] == "overmorgen" else 1)
    wanted = _FRIDAY if "end" in said else DAYS.index(said["weekday"])
    return day + timedelta(days=(wanted - day.weekday()) % 7 or 7)


def _calendar_day(number: int, month: int, year: str | None, day: date) -> date | None:
    try:
        on = date(int(year) if year else day.year, month, number)
        return on if year or on > day else date(day.year + 1, month, number)
    except ValueError:
        return None


def _after(day: date, number: int, unit: str) -> date:
    if unit.startswith("dag"):
        return day + timedelta(days=number)
    if unit.startswith("we"):
        return day + timedelta(weeks=number)
    month = day.month - 1 + number
    first = date(day.year + month // 12, month % 12 + 1, 1)
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(day.day, length))
