"""What the exchange asks and answers about contact moments, as values. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from werkbedrijf.foundation.errors import DomainError

MOST_RESULTS = 100
"""How many results one answer holds at most (VUM: 100 unless agreed otherwise)."""
LONGEST_NAME, LONGEST_EMAIL, LONGEST_PHONE, LONGEST_TRADE_NAME = 70, 320, 14, 500
LONGEST_STREET, LONGEST_ADDITION, LONGEST_PLACE, LONGEST_PERSON = 24, 6, 80, 35
HIGHEST_SBI, HIGHEST_NUMBER = 99_999, 99_999
SUBJECTS = KINDS = range(1, 7)
AGREEMENTS = range(1, 4)
YES, NO, UNKNOWN = 1, 2, 0


class NotVum(DomainError):
    """A question or an answer that is not in the shape of the exchange; says which field."""

    def __init__(self, where: str, what: str):
        super().__init__(f"Dit is geen VUM 3.1-bericht over contactmomenten. Bij ‘{where}’: {what}")
        self.where = where


@dataclass(frozen=True, slots=True)
class Question:
    """Which contact moments are asked: of the employer with this KvK number, from a day on or all."""

    kvk: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to reach: at the partner (``organisation``) or at the employer (``function``)."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an employer is. ``number`` is the house number alone; a letter or a second number is the addition."""

    street: str = ""
    number: int | None = None
    addition: str = ""
    place: str = ""
    postcode: str = ""
    person: Person = field(default_factory=Person)


@dataclass(frozen=True, slots=True)
class About:
    """The employer of a contact moment."""

    name: str = ""
    kvk: str = ""
    sbi: int | None = None
    agreement: int | None = None
    sbb: bool | None = None
    address: Address = field(default_factory=Address)


@dataclass(frozen=True, slots=True)
class Match:
    """One contact moment, as far as it is told."""

    on: date
    subject: int | None = None
    kind: int | None = None
    by: Person = field(default_factory=Person)
    employer: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class Answer:
    """The contact moments that were found; ``is_cut`` says that there are more than one answer holds."""

    matches: tuple[Match, ...] = ()
    is_cut: bool = False

    @classmethod
    def of(cls, found: Sequence[Match], most: int = MOST_RESULTS) -> "Answer":
        """The first ``most`` of what was found.

        >>> Answer.of([Match(date(2026, 1, day)) for day in (3, 2, 1)], most=2).is_cut
        True
        """
        return cls(tuple(found[:most]), len(found) > most)
