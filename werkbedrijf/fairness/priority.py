"""The priority test: give everybody another law, put the rows in another order, allocate again, and compare. Pure.

Laws are no input, so the only road left for one is the order of rows. Each time the laws are dealt out anew over the
people, and the rows stand law by law, in a random order within. Nothing may change. That no law is in the rows themselves
is looked up apart. Source: matching.md 2.10, 2.11 (1-3), 3.3.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final, Protocol, TypeVar

from matching.core.files import PERSON_KEYS
from werkbedrijf.fairness.measures import Labels

TIMES: Final = 20
Lists = Mapping[str, Sequence[str]]


class Named(Protocol):
    """A person or place of the allocation: whatever it is made of, it has an id."""

    @property
    def id(self) -> str: ...


Person = TypeVar("Person", bound=Named)
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class PriorityTest:
    """``changes`` rows of lists that differed over all times (must be 0); ``found`` what of a law stood in the input."""

    times: int
    changes: int
    found: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether no law had any way in."""
        return self.changes == 0 and not self.found


def priority_test(
    people: Sequence[Person],
    places: Sequence[Place],
    labels: Mapping[str, Labels],
    solve: Callable[[Sequence[Person], Sequence[Place]], Lists],
    *,
    found: Iterable[str] = (),
    times: int = TIMES,
    seed: int = 0,
) -> PriorityTest:
    """Allocate ``times`` times with other laws and another order, against the lists of the rows as they stand."""
    random = Random(seed)  # noqa: S311  # a test must be the same each time, not secret
    lists, changes = solve(people, places), 0
    for _ in range(times):
        dealt = list(labels.values())
        random.shuffle(dealt)
        other = dict(zip(labels, dealt, strict=True))
        rows = random.sample(people, len(people))
        rows.sort(key=lambda person: sorted(other.get(person.id, frozenset())))
        changes += list_changes(lists, solve(rows, random.sample(places, len(places))))
    return PriorityTest(times, changes, tuple(sorted(found)))


def list_changes(before: Lists, after: Lists) -> int:
    """Rows that are on one of two sets of lists only, or in another place of the order.

    >>> list_changes({"a": ["x", "y"]}, {"a": ["x", "y"], "b": []}), list_changes({"a": ["x", "y"]}, {"a": ["y"]})
    (0, 3)
    """
    one = {(place, number, person) for place, people in before.items() for number, person in enumerate(people)}
    other = {(place, number, person) for place, people in after.items() for number, person in enumerate(people)}
    return len(one ^ other)


def laws_in(people: Iterable[Mapping[str, Any]], words: Iterable[str]) -> set[str]:
    """What does not belong in a row of matching: a key that matching does not know, or the name of a law in a value.

    >>> laws_in([{"id": "a", "levels": {"lopen": 2}, "times": ["avond"]}], {"wajong"})
    set()
    >>> sorted(laws_in([{"id": "a", "regeling": "x"}, {"id": "b", "wishes": ["Wajong"]}], {"wajong"}))
    ['regeling', 'wajong']
    """
    people = list(people)
    keys = {key for row in people for key in row if key not in PERSON_KEYS}
    values = {text.casefold() for row in people for key, value in row.items() if key != "id" for text in _texts(value)}
    return keys | {word for word in words if word.casefold() in values}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, inner in value.items() for text in (key, *_texts(inner))]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list | tuple) else []
