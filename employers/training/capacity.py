"""How many learners fit in a week: what the place takes, who guides, and how long the recognition lasts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from employers.training.weeks import is_whole_by


@dataclass(frozen=True, slots=True)
class MentorWeeks:
    """A mentor: at most so many learners at once over all places together, none in a week away or after the last day."""

    number: int
    name: str
    most: int
    away: frozenset[date] = frozenset()
    last_day: date | None = None

    def is_there(self, week: date) -> bool:
        """Whether this mentor guides in this whole week."""
        return week not in self.away and is_whole_by(week, self.last_day)

    def room(self, week: date) -> int:
        """How many learners this mentor can have in a week."""
        return self.most if self.is_there(week) else 0


@dataclass(frozen=True, slots=True)
class PlaceWeeks:
    """A leerwerkplek: ``steps`` is its own capacity from a week on, oldest first; before the first there is none.

    ``recognised`` says whether learning of this form may be there at all, ``recognised_until`` the last day of that; None is
    no known end. ``starts`` holds the days on which a group starts with its size; empty is any day.
    """

    steps: tuple[tuple[date, int], ...]
    mentors: tuple[MentorWeeks, ...] = ()
    recognised: bool = True
    recognised_until: date | None = None
    starts: Mapping[date, int] = field(default_factory=dict)

    def own(self, week: date) -> int:
        """What the place takes by itself in a week."""
        holding = [learners for from_week, learners in self.steps if from_week <= week]
        return holding[-1] if holding else 0

    def is_recognised(self, week: date) -> bool:
        """Whether the recognition holds in this whole week; where none is needed it always does."""
        return self.recognised and is_whole_by(week, self.recognised_until)

    def capacity(self, week: date) -> int:
        """How many learners fit in a week: never more than the place takes, nor than the mentors who are there can guide.

        >>> week = date(2026, 11, 23)
        >>> PlaceWeeks(((week, 5),), (MentorWeeks(1, "Sanne", 2), MentorWeeks(2, "Omar", 1))).capacity(week)
        3
        """
        if not self.is_recognised(week):
            return 0
        return min(self.own(week), sum(mentor.room(week) for mentor in self.mentors))

    def mentor(self, number: int) -> MentorWeeks | None:
        """The mentor of this place with this number, or None."""
        return next((one for one in self.mentors if one.number == number), None)
