"""Refusals of this room, each with a way on."""

from candidates.models import Candidate
from werkbedrijf.foundation.errors import DomainError


class NoCoach(DomainError):
    """A candidate always has a job coach to ask."""

    def __init__(self) -> None:
        super().__init__("Kies een jobcoach van dezelfde organisatie. Elke kandidaat heeft een vaste jobcoach.")


class SignedOff(DomainError):
    """The person left; nothing changes in the file until the person is back."""

    def __init__(self, candidate: Candidate):
        super().__init__(
            f"Kandidaat {candidate.reference} is uitgeschreven. Schrijf de kandidaat eerst weer in om iets te wijzigen."
        )
