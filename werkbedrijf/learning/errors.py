"""Refusals about learning."""

from collections.abc import Sequence

from werkbedrijf.foundation.errors import DomainError


class LearningRefused(DomainError):
    """A rule does not hold, or the acceptance is too old: learned weights may not be used. ``reasons`` are sentences."""

    def __init__(self, reasons: Sequence[str]):
        self.reasons = tuple(reasons)
        super().__init__("Leren kan nog niet aan. " + " ".join(reasons))
