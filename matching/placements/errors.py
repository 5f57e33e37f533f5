"""Why a placement cannot be planned, started or changed, and what to do about it."""

from datetime import date

from candidates.models import Candidate
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import short_day


class WorksAlready(DomainError):
    """One planned or running placement per person."""

    def __init__(self, candidate: Candidate):
        super().__init__(
            f"Kandidaat {candidate.reference} werkt al of gaat al ergens beginnen. "
            "Beëindig of annuleer eerst die plaatsing."
        )


class PlannedAlready(DomainError):
    """A voordracht becomes one placement."""

    def __init__(self) -> None:
        super().__init__("Voor deze voordracht is al een plaatsing gepland. Bekijk haar bij Plaatsingen.")


class TooEarly(DomainError):
    """Nobody starts before the day that was agreed."""

    def __init__(self, starts_on: date):
        super().__init__(
            f"Deze plaatsing begint op {short_day(starts_on)}. Meld de start op die dag of later, "
            "of pas de startdatum aan."
        )


class NoSeat(DomainError):
    """Every seat of the place is taken."""

    def __init__(self) -> None:
        super().__init__(
            "Alle plekken bij deze werkplek zijn bezet. Beëindig eerst een andere plaatsing, of voeg een plek toe."
        )
