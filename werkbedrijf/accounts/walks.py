"""Walks over the keyboard: passwords that the fingers know and that every list of guesses holds. Pure."""

from itertools import pairwise
from typing import Final

# One key apart or less, on the keyboard that is sold in the Netherlands.
_ROWS: Final = ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_SHIFTED: Final = str.maketrans('!@#$%^&*()_+{}:"<>?', "1234567890-=[];',./")
_AT: Final = {key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
# A phrase goes to a key beside the last for about one letter in four; a walk with a jump at the end of each row for three.
WALKED = 0.7


def is_walk(lowered: str) -> bool:
    """Whether most letters lie beside another one before them; ``lowered`` is in lower case.

    >>> [is_walk(text) for text in ("1q2w3e4r5t6y7u", "1qaz2wsx3edc", "drie gele fietsen", "weerwolf treedt op")]
    [True, True, False, False]
    """
    keys = [_AT[key] for key in lowered.translate(_SHIFTED) if key in _AT]
    steps = [(one, other) for one, other in pairwise(keys) if one != other]
    beside = sum(max(abs(row - other), abs(column - at)) <= 1 for (row, column), (other, at) in steps)
    return bool(steps) and beside >= WALKED * len(steps)
