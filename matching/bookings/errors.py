"""Why a learner cannot be booked, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.bookings.fitting import Refusal
from werkbedrijf.foundation.errors import DomainError, InputRefused


class DoesNotFit(InputRefused):
    """The period does not fit; the sentences say why, and from when it does.

    ``free`` is the first day from which the whole period fits, None when none does; ``refusals`` tell programs.
    """

    def __init__(self, field: str, sentence: str, refusals: Sequence[Refusal], free: date | None):
        super().__init__({field: sentence})
        self.refusals = tuple(refusals)
        self.free = free


class JustBooked(DomainError):
    """Somebody else took the last room in between; the counters said so."""

    def __init__(self) -> None:
        super().__init__(
            "Net op dit moment is een van deze weken volgeboekt. Er is niets opgeslagen. Kijk opnieuw wat vrij is."
        )


class BookedAlready(DomainError):
    """One booking per placement."""

    def __init__(self) -> None:
        super().__init__("Voor deze plaatsing zijn al weken geboekt. Verplaats die boeking als het anders moet.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A booking that a change would leave without room in these weeks."""

    booking: int
    reference: str
    weeks: tuple[date, ...]


class Touches(DomainError):
    """A change leaves bookings without room; somebody has to choose what happens. Nothing was changed."""

    def __init__(self, hits: Sequence[Hit]):
        number = len({hit.booking for hit in hits})
        super().__init__(f"Dit raakt {number} {'boeking' if number == 1 else 'boekingen'}. Kies wat ermee gebeurt.")
        self.hits = tuple(hits)
