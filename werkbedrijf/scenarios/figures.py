"""What a what-if keeps of two outcomes: plain counts. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from matching.core.scenarios import Comparison, Stand, stand_of
from matching.runs.outcome import Outcome
from werkbedrijf.scenarios.groups import counted

NEW: Final = "nieuw-"
SCARCEST: Final = 5


def stand_in(outcome: Outcome) -> Stand:
    """An outcome as the comparison reads it."""
    return stand_of(
        outcome.people,
        {place: [(one.person, one.points, one.smax) for one in rows] for place, rows in outcome.lists.items()},
        {place: told.slots for place, told in outcome.places.items()},
        {place: told.qualified for place, told in outcome.places.items()},
        [person for person, told in outcome.people.items() if told.qualified],
    )


def figures_of(stand: Stand) -> dict[str, Any]:
    """The counts of one side. ``fit`` is the mean fit of all proposals in tenths of a percent, cut off."""
    return {
        "people": len(stand.pool),
        "suitable": len(stand.suitable),
        "reached": len(stand.reached),
        "proposals": sum(stand.proposals.values()),
        "places": len(stand.places),
        "full": stand.full,
        "empty": stand.unanswered,
        "fit": None if stand.mean_fit is None else int(stand.mean_fit * 1000),
        "scarcest": _scarcest(stand),
    }


def _scarcest(stand: Stand) -> list[list[Any]]:
    """The scarcest places, each once: of a period on its scarcest night."""
    found: dict[str, list[Any]] = {}
    for id_, told in stand.scarcest(len(stand.places)):
        if len(found) == SCARCEST:
            break
        found.setdefault(id_.rpartition(" ")[2], [id_, told.suitable, told.slots, len(told.fits)])
    return list(found.values())


def compared(comparison: Comparison, labels: Mapping[str, frozenset[str]], days: list[str]) -> dict[str, Any]:
    """Everything that is kept of a comparison; ``days`` are the nights it was made over, oldest first."""
    new = [place for id_, place in comparison.after.places.items() if id_.rpartition(" ")[2].startswith(NEW)]
    return {
        "nights": len(days),
        "days": [days[0], days[-1]],
        "before": figures_of(comparison.before),
        "after": figures_of(comparison.after),
        "gained": len(comparison.gained),
        "lost": len(comparison.lost),
        "fewer": len(comparison.fewer),
        "new": {"places": len(new), "full": sum(place.is_full for place in new), "empty": sum(not p.fits for p in new)},
        "groups": {row: list(numbers.row) for row, numbers in counted(comparison, labels).items()},
    }
