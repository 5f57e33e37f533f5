"""The shape of Vandaag: lines with what, who, since when, and where to go."""

from dataclasses import dataclass, field
from datetime import date

# Things that end within so many days are on the page.
AHEAD_DAYS = 14
# Answers of the past days count as new.
NEW_DAYS = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: ``text`` says what to do or know, ``button`` where it leads (endpoint and values of the address)."""

    text: str
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)
    button: str = "Open"
    on: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """Three blocks, most urgent first. ``extra`` is a block of its own title, such as who waits longest."""

    waiting: list[Line] = field(default_factory=list)
    ending: list[Line] = field(default_factory=list)
    new: list[Line] = field(default_factory=list)
    extra_title: str = ""
    extra: list[Line] = field(default_factory=list)
    start: list[Line] = field(default_factory=list)
    # What comes first with a day, said to who is done.
    next_title: str = ""
    next_url: str = ""
    next_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits, ends or is new."""
        return not (self.waiting or self.ending or self.new)
