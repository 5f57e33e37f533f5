"""Values that may not turn up where they do not belong: each is in one place only, and so odd that it is found again.

A search for one of them through pages, files, logs and backups tells who saw what.
"""

from dataclasses import dataclass
from datetime import date

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@dataclass(frozen=True, slots=True)
class Canary:
    """One value: what kind, whose side, and of which thing by its reference and field."""

    value: str
    kind: str
    side: str
    of: str
    field: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The odd facts of one person or firm."""

    first: str
    last: str
    email: str
    phone: str
    born_on: date


_SYLLABLES = (
    "bra",
    "clu",
    "dro",
    "fli",
    "gno",
    "hep",
    "jux",
    "kwi",
    "lom",
    "nuz",
    "pro",
    "quo",
    "rux",
    "ska",
    "tiv",
    "vey",
)


def odd_name(number: int) -> str:
    """A surname no Dutch register knows, one per number.

    >>> odd_name(0), odd_name(17)
    ('Brabrabraski', 'Braclucluski')
    """
    parts = [_SYLLABLES[number // 256 % 16], _SYLLABLES[number // 16 % 16], _SYLLABLES[number % 16]]
    return "".join(parts).capitalize() + "ski"


def facts(number: int, side: str) -> Facts:
    """The facts of the person with this number in the world."""
    last = odd_name(number)
    return Facts(
        first=f"Zq{last.lower().removesuffix('ski')}",
        last=last,
        email=f"{last.lower()}.{side}@kanarie.example",
        # Numbers of this series are not given out.
        phone=f"06 0199 {number:04d}",
        born_on=date(1950 + number % 47, 1 + number % 12, 1 + number % 28),
    )


def is_bsn(text: str) -> bool:
    """Whether nine digits pass the elfproef.

    >>> is_bsn("111222333"), is_bsn("123456789"), is_bsn("000000000")
    (True, False, False)
    """
    if len(text) != len(BSN_WEIGHTS) or not text.isdecimal() or not text.strip("0"):
        return False
    return sum(int(digit) * weight for digit, weight in zip(text, BSN_WEIGHTS, strict=True)) % 11 == 0


def spare_numbers(many: int) -> list[str]:
    """Numbers that pass the elfproef in a range that is not given out, to type into forms."""
    found: list[str] = []
    number = 999_990_000
    while len(found) < many:
        if is_bsn(f"{number:09d}"):
            found.append(f"{number:09d}")
        number += 1
    return found
