"""Hide small groups so that no subtraction brings them back. Pure.

A table shows parts and their total. Hiding only the small parts would not help: the total minus the rest gives a lone
hidden part away. So more parts are hidden until the hidden ones together are a group too.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def hidden_parts(persons: Mapping[K, int], *, smallest: int) -> frozenset[K]:
    """Which parts of a total must stay hidden when the total itself is shown.

    Every part of 1 to ``smallest - 1`` persons is hidden. When that is only one part, or all hidden parts together are
    fewer than ``smallest`` persons, the smallest shown parts are hidden too. Nothing to hide among empty parts: a zero
    tells of no one.

    >>> sorted(hidden_parts({"a": 40, "b": 12, "c": 3}, smallest=10))
    ['b', 'c']
    >>> sorted(hidden_parts({"a": 40, "b": 8, "c": 3}, smallest=10))
    ['b', 'c']
    >>> sorted(hidden_parts({"a": 40, "b": 12}, smallest=10))
    []
    """
    hidden = {key for key, count in persons.items() if 0 < count < smallest}
    if not hidden:
        return frozenset()
    shown = sorted(
        (key for key, count in persons.items() if count >= smallest), key=lambda key: (persons[key], str(key))
    )
    for key in shown:
        if len(hidden) > 1 and sum(persons[k] for k in hidden) >= smallest:
            break
        hidden.add(key)
    return frozenset(hidden)


def is_small(persons: int, *, smallest: int) -> bool:
    """Whether a number stands for too few persons to be shown."""
    return 0 < persons < smallest
