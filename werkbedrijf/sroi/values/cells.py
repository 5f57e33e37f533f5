"""Reading one cell of a file with value tables: what it says, or a sentence about it. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from werkbedrijf.sroi.amounts import amount_of
from werkbedrijf.sroi.tables import UNITS, Limit, Unit

MOST_MONTHS = 600


class Wrong(Exception):
    """A cell that says nothing that can be; the sentence says what may stand there."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def text(told: str, most: int) -> str:
    """A text that must be there."""
    if not told:
        raise Wrong("Deze cel is leeg. Vul haar in.")
    if len(told) > most:
        raise Wrong(f"Gebruik ten hoogste {most} tekens.")
    return told


def name(told: str) -> str:
    """The name of a version or the code of a block: it stands in addresses and in commands."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{1,39}", told):
        raise Wrong("Gebruik 2 tot 40 kleine letters, cijfers en liggende streepjes, zoals utrecht_2027.")
    return told


def day(told: str) -> date:
    """A day as 2027-01-01 or 01-01-2027."""
    turned = re.sub(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$", lambda m: f"{m[3]}-{m[2]:0>2}-{m[1]:0>2}", told)
    try:
        found = date.fromisoformat(turned) if re.fullmatch(r"\d{4}-\d\d-\d\d", turned) else None
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2200:
        raise Wrong("Schrijf een dag als 2027-01-01 of 01-01-2027.")
    return found


def number(told: str, *, above: int = 0, most: int) -> Decimal:
    """An exact number with at most two decimals."""
    found = amount_of(told)
    if found is None or not above < found <= most:
        raise Wrong(f"Vul een getal in: meer dan {above} en ten hoogste {most}, met ten hoogste twee decimalen.")
    return found


def whole(told: str, *, least: int, most: int) -> int:
    """A whole number."""
    if not (told.isascii() and told.isdigit() and len(told) < 6 and least <= int(told) <= most):
        raise Wrong(f"Vul een heel getal in van {least} tot en met {most}.")
    return int(told)


def yes(told: str) -> bool:
    """Yes or no."""
    return choice(told, ("ja", "nee")) == "ja"


def choice(told: str, known: Sequence[str]) -> str:
    """One of a few words."""
    if told.casefold() not in known:
        raise Wrong(f"Kies uit: {', '.join(known)}.")
    return told.casefold()


def address(told: str) -> str:
    """Where the table can be read; a page shows it as a link."""
    if not re.fullmatch(r"https?://[^\s<>\"']{4,490}", told):
        raise Wrong("Vul het adres in van de pagina waar de tabel staat. Begin met https://.")
    return told


def unit(told: str) -> tuple[Unit, int | None]:
    """The unit, and the full-time norm when its name says one (``eur_per_jaar_36u``)."""
    norm = re.fullmatch(r"(eur_per_jaar|eur_per_leerwerkjaar|eur_per_maand)_(\d\d)u", told.casefold())
    if norm:
        return UNITS[norm[1]], int(norm[2])
    return UNITS[choice(told, tuple(one for one in UNITS if not one.endswith("u")))], None


def length(told: str) -> tuple[Limit, int | None]:
    """How long somebody counts: a number of months or a word; an empty cell is that the table does not say."""
    if told.isascii() and told.isdigit():
        return Limit.MONTHS, whole(told, least=1, most=MOST_MONTHS)
    if told.casefold() in {Limit.NONE, Limit.AGREED, Limit.NOT_SAID}:
        return Limit(told.casefold()), None
    if not told:
        return Limit.NOT_SAID, None
    raise Wrong(f"Vul een aantal maanden in (1 tot en met {MOST_MONTHS}), {Limit.NONE} of {Limit.AGREED}, of niets.")
