"""Refusals of this room, each with a way on."""

from datetime import date

from candidates.models import Candidate
from werkbedrijf.foundation.errors import DomainError


class Overlaps(DomainError):
    """There is a period already that holds on some of the same days."""

    def __init__(self, candidate: Candidate, what: str, starts_on: date, ends_on: date | None):
        until = f"tot {ends_on:%d-%m-%Y}" if ends_on else "zonder einddatum"
        super().__init__(
            f"Kandidaat {candidate.reference} staat al in {what} vanaf {starts_on:%d-%m-%Y}, {until}. "
            "Beëindig die periode eerst, of kies een andere begindatum."
        )


class EndsTooEarly(DomainError):
    """A period lasts at least a day."""

    def __init__(self, starts_on: date):
        super().__init__(f"De einddatum moet na de begindatum {starts_on:%d-%m-%Y} liggen. Kies een latere dag.")
