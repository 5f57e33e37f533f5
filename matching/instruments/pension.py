"""From which age the AOW begins, and what that means for help with a job. Pure.

Whoever reaches that age leaves the doelgroepregister, so that what belongs to a ground ends with it (Besluit SUWI art. 3.2), and
the loonkostenvoordeel stops (Wtl art. 2.10 to 2.13). The age is fixed for five years ahead (AOW art. 7a); of later years
nothing is known, and nothing is guessed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PensionAge:
    """The age that holds from a day on, in months, with where it was told."""

    valid_from: date
    months: int
    source: str

    @property
    def words(self) -> str:
        """The age as people say it."""
        years, more = divmod(self.months, 12)
        return f"{years} jaar en {more} maanden" if more else f"{years} jaar"


AGES = (
    PensionAge(date(2024, 1, 1), 67 * 12, "AOW art. 7a: van 2024 tot en met 2027 67 jaar"),
    PensionAge(
        date(2028, 1, 1),
        67 * 12 + 3,
        "AOW art. 7a; brief van de minister van 9 november 2022 (2022-0000229421), ook voor 2029, 2030 en 2031 zo vastgesteld",
    ),
)
KNOWN_UNTIL = date(2032, 1, 1)


class Reached(StrEnum):
    """Whether somebody of an age in whole years has the AOW age on a day."""

    YES = "ja"
    NO = "nee"
    PERHAPS = "misschien"
    """The age ends on months, or nobody knows it yet."""


def pension_age(day: date) -> PensionAge | None:
    """The age that holds on a day; None where it is not known here.

    >>> pension_age(date(2026, 7, 1)).words, pension_age(date(2028, 1, 1)).words, pension_age(date(2032, 1, 1))
    ('67 jaar', '67 jaar en 3 maanden', None)
    """
    found = [one for one in AGES if one.valid_from <= day]
    return found[-1] if found and day < KNOWN_UNTIL else None


def reached(years: int, day: date) -> Reached:
    """Whether who is so many whole years old has the AOW age on that day.

    >>> reached(66, date(2026, 7, 1)).value, reached(67, date(2027, 12, 31)).value
    ('nee', 'ja')
    >>> reached(67, date(2028, 1, 1)).value, reached(68, date(2028, 1, 1)).value, reached(67, date(2033, 1, 1)).value
    ('misschien', 'ja', 'misschien')
    """
    age = pension_age(day)
    if age is None:
        # The age only ever rose or stayed; below the last one that is known nobody is old enough.
        return Reached.NO if (years + 1) * 12 <= AGES[0].months else Reached.PERHAPS
    if years * 12 >= age.months:
        return Reached.YES
    return Reached.NO if (years + 1) * 12 <= age.months else Reached.PERHAPS
