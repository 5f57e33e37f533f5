"""A figure of somebody else, as a value that can be shown and compared but not added. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

COUNTRY: Final = "landelijk"


class Label(StrEnum):
    """What kind of figure it is, always shown with it."""

    INDICATIVE = "indicatief"
    OFFICIAL = "officieel"

    @property
    def words(self) -> str:
        """In words."""
        return {
            Label.INDICATIVE: "UWV, kwartaal, indicatief",
            Label.OFFICIAL: "UWV, jaar, officieel",
        }[self]


class Measure(StrEnum):
    """What it tells."""

    EXTRA = "extra_banen_totaal"
    EXTRA_MARKET = "extra_banen_markt_regulier"
    EXTRA_GOVERNMENT = "extra_banen_overheid_regulier"
    EXTRA_HIRED = "extra_banen_inleen"
    EXTRA_OF_MARKET = "extra_banen_markt"
    EXTRA_OF_GOVERNMENT = "extra_banen_overheid"
    ALL = "banen_totaal_incl_nulmeting"
    TARGET = "indicatieve_taakstelling_banen"
    REGISTERED = "personen_doelgroep"
    WORKING = "personen_werkzaam"
    FOUND = "vond_werk"
    LOST = "verloor_werk"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return _WORDS[self]

    @property
    def of_extra_jobs(self) -> bool:
        """Whether the baseline was taken off."""
        return self.value.startswith("extra_banen")

    @property
    def of_all_jobs(self) -> bool:
        """Whether it can be laid beside all jobs of our own count."""
        return self in {Measure.EXTRA, Measure.ALL}


_WORDS = {
    Measure.EXTRA: "extra banen",
    Measure.EXTRA_MARKET: "extra banen markt, zonder inleen",
    Measure.EXTRA_GOVERNMENT: "extra banen overheid, zonder inleen",
    Measure.EXTRA_HIRED: "extra banen van inleen",
    Measure.EXTRA_OF_MARKET: "extra banen markt",
    Measure.EXTRA_OF_GOVERNMENT: "extra banen overheid",
    Measure.ALL: "alle banen, met de nulmeting erbij",
    Measure.TARGET: "indicatieve taakstelling, in banen",
    Measure.REGISTERED: "personen in het doelgroepregister",
    Measure.WORKING: "personen aan het werk",
    Measure.FOUND: "personen die werk vonden",
    Measure.LOST: "personen die werk verloren",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of UWV. It has no arithmetic: adding it to anything, also to its like, is an error.

    >>> Beside(Label.OFFICIAL, "2025", COUNTRY, Measure.EXTRA, 1, date(2026, 7, 1), "brief") + 1
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'Beside' and 'int'
    """

    label: Label
    period: str
    area: str
    measure: Measure
    value: int
    as_of: date
    source: str

    @property
    def month(self) -> date:
        """The month of ours that it is laid beside: the last of the quarter, December of a year (Regeling Wfsv art. 3.29)."""
        return month_of_period(self.period)

    @property
    def period_words(self) -> str:
        """The period as people say it."""
        year, _, quarter = self.period.partition("Q")
        return f"{quarter}e kwartaal {year}" if quarter else year


def month_of_period(period: str) -> date:
    """The month that a quarter or a year is measured in.

    >>> month_of_period("2026Q3"), month_of_period("2025")
    (datetime.date(2026, 9, 1), datetime.date(2025, 12, 1))
    """
    year, _, quarter = period.partition("Q")
    return date(int(year), int(quarter) * 3 if quarter else 12, 1)


def is_period(label: Label, text: str) -> bool:
    """Whether a text names a period of this label: a quarter when indicative, a year when official."""
    shape = r"20[0-9]{2}Q[1-4]" if label is Label.INDICATIVE else r"20[0-9]{2}"
    return bool(re.fullmatch(shape, text, re.ASCII))


def difference(ours: Decimal, theirs: Beside) -> Decimal:
    """How much more UWV tells than we do: to compare two figures, never to make a third."""
    return Decimal(theirs.value) - ours
