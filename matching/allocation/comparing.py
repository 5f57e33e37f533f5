"""What a run says in a few numbers, and what changed since the run before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.runs.outcome import Listed, Outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one run: people who can do a place at all, those on a list, places, and places whose list is full."""

    suitable: int
    listed: int
    places: int
    full: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Since the run before: places that came and went, lists that changed among those that stayed, and people.

    ``came`` stand on a list and did not; ``left`` stood on one and do not, of whom ``away`` are no longer looking for work
    through the region (they work, are promised, or left).
    """

    new_places: int
    gone_places: int
    lists: int
    same: int
    came: int
    left: int
    away: int


def figures_of(outcome: Outcome) -> Figures:
    """The numbers of a run."""
    people = outcome.people.values()
    return Figures(
        suitable=sum(1 for person in people if person.qualified),
        listed=sum(1 for person in people if person.proposals),
        places=len(outcome.places),
        full=sum(len(outcome.lists[id_]) >= place.slots for id_, place in outcome.places.items()),
    )


def changes_between(before: Outcome, after: Outcome) -> Changes:
    """What changed from one run to the next."""
    stayed = before.places.keys() & after.places.keys()
    changed = sum(_who(before, place) != _who(after, place) for place in stayed)
    then, now = _listed(before.lists), _listed(after.lists)
    left = then - now
    return Changes(
        new_places=len(after.places.keys() - before.places.keys()),
        gone_places=len(before.places.keys() - after.places.keys()),
        lists=changed,
        same=len(stayed) - changed,
        came=len(now - then),
        left=len(left),
        away=len(left - after.people.keys()),
    )


def _who(outcome: Outcome, place: str) -> set[str]:
    return {listed.person for listed in outcome.lists[place]}


def _listed(lists: Mapping[str, tuple[Listed, ...]]) -> set[str]:
    return {listed.person for rows in lists.values() for listed in rows}


def hard_to_fill(outcome: Outcome) -> list[str]:
    """Places whose list is not full, or where no more people can do the work than the list is long; scarcest first."""
    short = (
        id_
        for id_, place in outcome.places.items()
        if len(outcome.lists[id_]) < place.slots or place.qualified <= place.slots
    )
    return sorted(short, key=lambda id_: (outcome.places[id_].qualified, id_))
