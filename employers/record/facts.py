"""What is told about agreements and about not calling, before it is checked and saved."""

from dataclasses import dataclass
from datetime import date

from employers.record.models import AgreementKind


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement as it was told. ``starts_on`` None means today; ``contact_id`` is a contact person of this employer.

    ``exchange_code`` is the code of the national exchange, where the region gave it a word.
    """

    kind: AgreementKind
    subject: str
    starts_on: date | None = None
    until: date | None = None
    contact_id: int | None = None
    note: str = ""
    exchange_code: int | None = None


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A vestiging closes: why, and from which day; without a day from today."""

    reason: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoCallsFacts:
    """An employer asked not to be called: why, and the last day on which that counts if it said so."""

    reason: str
    until: date | None = None
