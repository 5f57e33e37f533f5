"""A field in which people write about somebody: words about health and a BSN are refused, what was typed stays.

Nobody can get past it, for no role needs those here (security.md 1.4). The sentence says how it can be put instead.
"""

from typing import Any

from wtforms.validators import ValidationError

from werkbedrijf.foundation.delicate import NO_BSN, health_word, holds_bsn
from werkbedrijf.foundation.errors import InputRefused

INSTEAD = (
    "Zulke woorden horen hier niet in, van niemand. Schrijf op wat er op het werk nodig is. "
    "Bijvoorbeeld: heeft een rustige plek nodig, of begint met 12 uur per week."
)


def health_problem(text: str, *, of_work: bool = False) -> str | None:
    """What is wrong with a text, as a sentence; None when it can stay.

    >>> health_problem("Is depressief")
    'Hier staat ‘depressief’. Zulke woorden horen hier niet in, van niemand. Schrijf op wat er op het werk nodig is. \
Bijvoorbeeld: heeft een rustige plek nodig, of begint met 12 uur per week.'
    """
    if holds_bsn(text):
        return NO_BSN
    word = health_word(text, of_work=of_work)
    return f"Hier staat ‘{word}’. {INSTEAD}" if word else None


class Humane:
    """Validator of a free text about people; ``of_work`` where it is about a place or an employer first."""

    def __init__(self, *, of_work: bool = False):
        self.of_work = of_work

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse the text when it holds such a word or a BSN."""
        problem = health_problem(str(field.data or ""), of_work=self.of_work)
        if problem:
            raise ValidationError(problem)


def refuse_health(field: str, text: str, *, of_work: bool = False) -> None:
    """The same for a text that comes without a form. Raises InputRefused."""
    problem = health_problem(text, of_work=of_work)
    if problem:
        raise InputRefused({field: problem})
