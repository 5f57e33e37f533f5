"""What is still to be done for an employer: the promise of a contact and what comes next are two things with one shape."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from employers.models import ContactMoment
from werkbedrijf.foundation.actors import User


class Part(StrEnum):
    """Which of the two a contact holds."""

    AGREEMENT = "belofte"
    NEXT_STEP = "vervolg"


@dataclass(frozen=True, slots=True)
class Promise:
    """One open promise: what, who of ours keeps it, and by when."""

    moment: ContactMoment
    part: Part

    @property
    def what(self) -> str:
        """In the words in which it was written down."""
        return self.moment.agreement if self.part == Part.AGREEMENT else self.moment.next_step

    @property
    def owner(self) -> User:
        """Who keeps it. The older version names no owner: then who logged the contact."""
        named = self.moment.agreement_by if self.part == Part.AGREEMENT else self.moment.next_step_by
        return named or self.moment.by

    @property
    def owner_id(self) -> int:
        """The number of who keeps it."""
        named = self.moment.agreement_by_id if self.part == Part.AGREEMENT else self.moment.next_step_by_id
        return named or self.moment.by_id

    @property
    def due_on(self) -> date | None:
        """By when, where that was said."""
        return self.moment.agreement_on if self.part == Part.AGREEMENT else self.moment.next_step_on

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.part.value}-{self.moment.id}"

    @property
    def field(self) -> str:
        """How a form names it among its fields."""
        return f"{self.part.value}_{self.moment.id}"

    @property
    def order(self) -> tuple[date, int, str]:
        """Soonest first."""
        return (self.due_on or self.moment.on, self.moment.id, self.part.value)


def open_in(moments: Iterable[Any]) -> list[Promise]:
    """What is still to be done of these contacts, soonest first; rows of their columns will do."""
    found = []
    for moment in moments:
        if moment.agreement and moment.agreement_done_on is None:
            found.append(Promise(moment, Part.AGREEMENT))
        if moment.next_step and moment.next_step_done_on is None:
            found.append(Promise(moment, Part.NEXT_STEP))
    return sorted(found, key=lambda promise: promise.order)
