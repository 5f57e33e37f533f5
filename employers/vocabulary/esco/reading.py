"""Reads ``occupations_nl.csv`` as ESCO publishes it: one occupation per row, its other labels under each other in one cell."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from werkbedrijf.foundation.tables import FileRefused

NEEDED: Final = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")
LONGEST: Final = 300
"""Letters of a label; ESCO's own longest is about half."""
LONGEST_DESCRIPTION: Final = 3000
NO_CSV: Final = "Dit bestand is geen goede CSV. Neem het bestand zoals ESCO het aanbiedt."
# Signs that nobody sees: they steer a screen, or turn the direction of what is read. A database may not keep the first of them.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_URI = re.compile(r"https?://data\.europa\.eu/esco/[\w./-]{3,200}")
_GROUP = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class EscoFact:
    """An occupation as the file tells it; the preferred label stands first and no label stands twice."""

    uri: str
    code: str
    isco: str
    labels: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class EscoFile:
    """What can be used of a file, and per row what cannot."""

    facts: tuple[EscoFact, ...]
    refused: tuple[Mapping[str, Any], ...]

    @property
    def labels(self) -> int:
        """All words together."""
        return sum(len(fact.labels) for fact in self.facts)


def read_esco(content: bytes) -> EscoFile:
    """Read a file of ESCO occupations in Dutch. Raises FileRefused with a sentence when it is something else."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise FileRefused("Dit bestand is geen UTF-8. Neem het CSV-bestand zoals ESCO het aanbiedt.") from wrong
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    except csv.Error as wrong:
        raise FileRefused(NO_CSV) from wrong
    if missing:
        raise FileRefused(
            f"Dit lijkt geen ESCO-bestand met beroepen: {', '.join(missing)} ontbreekt. "
            "Download bij ESCO de classificatie in het Nederlands, en kies occupations_nl.csv."
        )
    return _collected(rows)


def _collected(rows: Iterable[Mapping[str, Any]]) -> EscoFile:
    facts: dict[str, EscoFact] = {}
    refused = []
    try:
        for number, row in enumerate(rows, start=2):
            cells = dict.fromkeys(NEEDED, "") | {
                name: cell.strip() for name, cell in row.items() if isinstance(cell, str)
            }
            problem = _problem(cells) or (
                ("conceptUri", "Dit beroep staat er twee keer in.") if cells["conceptUri"] in facts else None
            )
            if problem:
                refused.append({"record": number, "field": problem[0], "reason": problem[1]})
            else:
                facts[cells["conceptUri"]] = _fact(cells)
    except csv.Error as wrong:
        raise FileRefused(NO_CSV) from wrong
    if not facts:
        raise FileRefused("In dit bestand staat geen enkel beroep dat we kunnen lezen.")
    return EscoFile(tuple(facts.values()), tuple(refused))


def _problem(cells: Mapping[str, str]) -> tuple[str, str] | None:
    if not _URI.fullmatch(cells["conceptUri"]):
        return "conceptUri", "Dit is geen adres van ESCO."
    if not _GROUP.fullmatch(cells["iscoGroup"]):
        return "iscoGroup", "Een ISCO-groep heeft vier cijfers, zoals 9334."
    if not cells["preferredLabel"]:
        return "preferredLabel", "Dit beroep heeft geen naam in het Nederlands."
    for name, cell in cells.items():
        if _UNSEEN.search(cell):
            return name or "kolom zonder naam", "Hier staat een onzichtbaar teken dat er niet hoort."
    return None


def _fact(cells: Mapping[str, str]) -> EscoFact:
    told = [
        cells["preferredLabel"],
        *re.split(r"[\n|]", cells["altLabels"]),
        *re.split(r"[\n|]", cells.get("hiddenLabels", "")),
    ]
    labels = dict.fromkeys(clean[:LONGEST] for one in told if (clean := " ".join(one.split())))
    return EscoFact(
        uri=cells["conceptUri"],
        code=cells.get("code") or cells.get("escoCode") or "",
        # A spreadsheet that took it for a number lost the zero in front.
        isco=cells["iscoGroup"].zfill(4),
        labels=tuple(labels),
        description=" ".join((cells.get("description") or "").split())[:LONGEST_DESCRIPTION],
    )
