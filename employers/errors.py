"""Refusals of this room."""

from datetime import date

from employers.lookalikes import Lookalike
from werkbedrijf.foundation.errors import DomainError, InputRefused


class AlreadyKnown(InputRefused):
    """The KvK number belongs to an employer the region already has; the sentence says whom to call."""

    status = 409

    def __init__(self, known: Lookalike, on: date):
        super().__init__({"kvk": known.sentence(on)})
        self.known = known


class HasFace(DomainError):
    """Someone else is the contact of this employer."""

    def __init__(self, employer: str, face: str, reach: str):
        super().__init__(f"{face} is al aanspreekpunt van {employer}. Overleg over het overnemen{reach}.")
