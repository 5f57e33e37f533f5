"""Small pieces of Dutch that every text of the engine shares."""

from collections.abc import Iterable
from decimal import Decimal


def listed(words: Iterable[str]) -> str:
    """Join words as one speaks.

    >>> listed(["vegen", "dweilen", "ramen lappen"])
    'vegen, dweilen en ramen lappen'
    """
    *first, last = list(words) or [""]
    return f"{', '.join(first)} en {last}" if first else last


def in_hours(hours: Decimal) -> str:
    """Hours with a decimal comma.

    >>> in_hours(Decimal("24.50"))
    '24,5 uur'
    """
    text = f"{hours:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text.replace('.', ',')} uur"


def inside(text: str) -> str:
    """A task's name as it stands inside a sentence: a small first letter, unless it is a name of capitals.

    >>> inside("Orders verzamelen"), inside("VCA-borden ophangen")
    ('orders verzamelen', 'VCA-borden ophangen')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
