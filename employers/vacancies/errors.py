"""Refusals of this room."""

from werkbedrijf.foundation.errors import DomainError


class StillProposed(DomainError):
    """People wait for an answer on this place, so it cannot close yet."""

    def __init__(self, held: int):
        waiting = "staat nog 1 voordracht" if held == 1 else f"staan nog {held} voordrachten"
        super().__init__(
            f"Er {waiting} open op deze plek. Wacht op het antwoord van de werkgever, of trek eerst de voordracht in."
        )
