"""The card for the employer: what someone can at this place, and how to go on. An invitation, not a file.

A card is made from what was shown when the voordracht was sent. It has no name, birth date, gemeente, organisation,
regeling or reference of the person; after an invitation the agreed contact details stand beside it, not in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matching.core.catalogue import condition
from matching.core.explanation import Arrangement, Grade
from matching.core.wording import EMPLOYER, PRESENT, TO_ARRANGE
from matching.core.words import inside
from matching.proposals.models import Proposal
from matching.proposals.shown import Shown
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.texts import hours_range, in_words, long_day


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of the card, in the order of the page; an empty one is left out. ``can_percent`` is part of the hours."""

    can: tuple[str, ...]
    can_percent: int
    mostly: tuple[str, ...]
    grows: tuple[str, ...]
    ask: tuple[str, ...]
    works_best_with: tuple[str, ...]
    hours: str
    times: str
    travel: str
    available: str
    certificates: tuple[str, ...]
    we_arrange: tuple[str, ...]
    you_arrange: tuple[str, ...]


def card_of(shown: Shown) -> Card:
    """The card of one person at one place, as it was shown."""
    told = shown.explanation
    to_arrange = [one for one in told.arrangements if one.state == TO_ARRANGE]
    return Card(
        can=tuple(inside(task.name) for task in told.of_grade(Grade.CAN)),
        can_percent=told.can_percent,
        mostly=tuple(inside(task.name) for task in told.of_grade(Grade.MOSTLY)),
        grows=tuple(inside(task.name) for task in told.of_grade(Grade.GROWS)),
        ask=tuple(inside(task.name) for task in told.of_grade(Grade.ASK)),
        works_best_with=_words(one for one in told.arrangements if one.state == PRESENT),
        hours=hours_range(shown.hours_min, shown.hours_max),
        times=in_words(list(shown.times)),
        travel=shown.travel_time,
        available="" if shown.available_from <= shown.on else long_day(shown.available_from),
        certificates=shown.certificates,
        we_arrange=_words(one for one in to_arrange if one.by != EMPLOYER),
        you_arrange=_words(one for one in to_arrange if one.by == EMPLOYER),
    )


def _words(arrangements: Iterable[Arrangement]) -> tuple[str, ...]:
    return tuple(condition(one.code).employer_words for one in arrangements)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person, as far as that was agreed, and the coach."""

    name: str | None
    phone: str | None
    email: str | None
    coach: User

    def without_person(self) -> "Contact":
        """The coach alone, for who has not shown yet who is looking."""
        return replace(self, name=None, phone=None, email=None)


def contact_of(proposal: Proposal) -> Contact:
    """What the employer may know after an invitation. The caller asks ``may_see_contact`` first."""
    candidate, agreed = proposal.candidate, proposal.candidate.visibility
    return Contact(
        name=candidate.name if agreed.shares_name else None,
        phone=candidate.phone or None if agreed.shares_phone else None,
        email=candidate.email or None if agreed.shares_email else None,
        coach=candidate.coach,
    )
