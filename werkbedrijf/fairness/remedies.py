"""What people can do about a difference. Never a thumb on the scale: no list is changed, more becomes possible.

Source: matching.md 9 (14).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing to do. ``doors`` are the pages where it is done, the first that exists is shown."""

    title: str
    text: str
    doors: tuple[str, ...]


REMEDIES: Final = (
    Remedy(
        "Werk anders verdelen",
        "Maak van losse taken een nieuwe plek, voor mensen die nu nergens terechtkunnen.",
        ("carving.index",),
    ),
    Remedy(
        "Vervoer regelen",
        "Reistijd houdt vaak een plek tegen. Kijk bij wie vervoer er een opent.",
        ("fairness.waiting", "advice.index"),
    ),
    Remedy(
        "Dubbel beoordelen",
        "Laat twee jobcoaches van verschillende organisaties apart invullen wat dezelfde mensen kunnen. Zo zie je of antwoorden te laag zijn.",
        ("scoring.index",),
    ),
    Remedy(
        "Voorwaarden regelen",
        "Vraag werkgevers wat zij toch kunnen regelen, en laat de regio de rest doen.",
        ("vacancies.index",),
    ),
    Remedy(
        "Meer plekken zoeken",
        "Zoek werk dat juist deze mensen aankunnen, op een plek waar zij kunnen komen.",
        ("advice.index", "employers.index"),
    ),
)


def offered(door: Callable[[str], str | None]) -> list[tuple[Remedy, str | None]]:
    """Every remedy with the address of its page. ``door`` knows the address of a page, or None where it may not be opened."""
    return [(one, next(filter(None, map(door, one.doors)), None)) for one in REMEDIES]
