"""What each of the 19 basisindicatoren is: numerator, denominator, unit, moment, status and source. Pure.

The facts stand in ``indicatoren_basisset.csv``; what a reader needs besides stands in ``words``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from werkbedrijf.foundation.facts.tables import Table, rows
from werkbedrijf.indicators.words import GET, PLAIN, READ, SOURCE


class Status(StrEnum):
    """How hard a definition is."""

    STATUTORY = "wettelijk"
    EXTERNAL = "extern"
    PROPOSAL = "voorstel"

    @property
    def words(self) -> str:
        """The status in a line."""
        return {
            Status.STATUTORY: "Staat in de wet",
            Status.EXTERNAL: "Van een andere organisatie",
            Status.PROPOSAL: "Ons voorstel, er is geen landelijke definitie",
        }[self]


class Shape(StrEnum):
    """What kind of number it is, which decides how it is worked out and rounded."""

    BOARD = "stand"
    COUNT = "aantal"
    SHARE = "aandeel"
    MEDIAN = "mediaan"
    OUTSIDE = "van buiten"
    MONEY = "geld"


class Split(StrEnum):
    """By what a figure is told besides the region."""

    GEMEENTE = "gemeente"
    KIND = "soort"
    GROUND = "grond"


_STATUS = {
    **dict.fromkeys(("I01", "I18"), Status.STATUTORY),
    **dict.fromkeys(("I05", "I06", "I11", "I16", "I19"), Status.EXTERNAL),
}
_SHAPES = {
    **dict.fromkeys(("I02", "I03", "I04"), Shape.BOARD),
    **dict.fromkeys(("I07", "I08"), Shape.COUNT),
    **dict.fromkeys(("I09", "I10", "I12", "I15"), Shape.SHARE),
    **dict.fromkeys(("I13", "I14"), Shape.MEDIAN),
    "I17": Shape.MONEY,
}
_PER_PERSON_GEMEENTE = frozenset({"I15"})


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``numerator`` and ``denominator`` are sentences; ``moment`` says of which day or period it is.

    ``plain`` says in a line what it tells, ``read`` how to read it, and ``get`` where a figure that is not ours comes from.
    """

    code: str
    name: str
    unit: str
    numerator: str
    denominator: str
    moment: str
    status: Status
    shape: Shape
    source: str
    plain: str
    read: str
    get: str

    @property
    def is_outside(self) -> bool:
        """Whether its value is entered with a source, because it cannot follow from what is kept here."""
        return self.shape is Shape.OUTSIDE

    @property
    def place(self) -> str:
        """Which gemeente a record belongs to."""
        return "waar iemand woont" if self.code in _PER_PERSON_GEMEENTE else "waar het werk is"

    @property
    def splits(self) -> tuple[Split, ...]:
        """By what it is told besides the region."""
        if self.is_outside or self.shape is Shape.MONEY:
            return ()
        return (Split.KIND, Split.GROUND) if self.code == "I08" else (Split.GEMEENTE,)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code, in their order.

    >>> len(indicators()), indicators()["I09"].status.value, indicators()["I01"].is_outside
    (19, 'voorstel', True)
    """
    return MappingProxyType({row["code"]: _read(row) for row in rows(Table.INDICATORS)})


def _read(row: Mapping[str, str]) -> Indicator:
    code = row["code"]
    return Indicator(
        code=code,
        name=row["naam"],
        unit=row["eenheid"],
        numerator=row["teller"],
        denominator=row["noemer"],
        moment=row["peiling"],
        status=_STATUS.get(code, Status.PROPOSAL),
        shape=_SHAPES.get(code, Shape.OUTSIDE),
        source=SOURCE[code],
        plain=PLAIN[code],
        read=READ[code],
        get=GET.get(code, ""),
    )
