"""Refusals of this room, each with a way on."""

from datetime import date

from candidates.models import Candidate
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import short_day


class Overlaps(DomainError):
    """There is a period already that holds on some of the same days."""

    def __init__(self, candidate: Candidate, what: str, starts_on: date, ends_on: date | None):
        until = f"tot {short_day(ends_on)}" if ends_on else "zonder einddatum"
        super().__init__(
            f"Kandidaat {candidate.reference} staat al in {what} vanaf {short_day(starts_on)}, {until}. "
            "Beëindig die periode eerst, of kies een andere begindatum."
        )


class EndsTooEarly(DomainError):
    """A period lasts at least a day."""

    def __init__(self, starts_on: date):
        super().__init__(f"De einddatum moet na de begindatum {short_day(starts_on)} liggen. Kies een latere dag.")


class NothingChanged(DomainError):
    """What was typed is what stands there."""

    def __init__(self) -> None:
        super().__init__("Dit stond er al zo. Er is niets gewijzigd.")
