"""Refusals of this room."""

from employers.rounds.blocking import Block
from werkbedrijf.foundation.errors import DomainError


class CalledMeanwhile(DomainError):
    """Somebody had contact with this employer, or it asked for rest; the page says who, when and what."""

    def __init__(self, block: Block):
        super().__init__(block.sentence)
        self.block = block


class NotYours(DomainError):
    """Somebody else calls this employer now, or it was written down already."""
