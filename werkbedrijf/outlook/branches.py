"""Sections of the SBI taken together in words people use, so that fewer groups are too small to show. Pure."""

from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "onbekend"
BRANCHES: Final[Mapping[str, tuple[str, str]]] = {
    "land": ("Landbouw en visserij", "A"),
    "industrie": ("Industrie, energie en afval", "BCDE"),
    "bouw": ("Bouw", "F"),
    "handel": ("Winkels en groothandel", "G"),
    "vervoer": ("Vervoer en opslag", "H"),
    "horeca": ("Horeca, cultuur en sport", "IR"),
    "schoonmaak": ("Schoonmaak, groen en uitzendwerk", "N"),
    "kantoor": ("Kantoor en andere diensten", "JKLMSTU"),
    "overheid": ("Overheid en onderwijs", "OP"),
    "zorg": ("Zorg en welzijn", "Q"),
    UNKNOWN: ("Bedrijfstak niet bekend", ""),
}
"""Per group its name on a page and its SBI sections (CBS, Standaard Bedrijfsindeling 2008)."""

_GROUP: Final = {section: code for code, (_, sections) in BRANCHES.items() for section in sections}


def branch_of(section: str | None) -> str:
    """The group of an SBI section.

    >>> branch_of("G"), branch_of(None)
    ('handel', 'onbekend')
    """
    return _GROUP.get(section or "", UNKNOWN)


def branch_name(code: str) -> str:
    """The group as it stands on a page."""
    return BRANCHES[code][0] if code in BRANCHES else code
