"""Hours and occupations as VUM says them."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from employers.vocabulary.suggest import Suggestion, suggest
from matching.core.language import MOST_HOURS
from werkbedrijf.foundation.spreadsheets.columns import Problem
from werkbedrijf.imports.vum.reading import Source, whole

FEWEST_HOURS: Final = Decimal(1)
OCCUPATION: Final = (
    "beroepsnaamGecodeerd.omschrijvingBeroepsnaam",
    "beroepsnaamOngecodeerd.naamBeroepOngecodeerd",
)


def hours(source: Source) -> tuple[dict[str, Decimal], list[str]] | Problem:
    """Hours per week that are said, within what a week here can hold, and what to tell about it.

    A bound that is missing is open (VUM, rules of comparing); one above our highest stays at our highest, which compares
    the same with every place there can be.
    """
    low, high = (source.at(f"werktijden.aantalWerkurenPerWeek{which}") for which in ("Minimaal", "Maximaal"))
    told: dict[str, Decimal] = {}
    notes = []
    for name, said in (("hours_min", low), ("hours_max", high)):
        if said is None:
            continue
        number = whole(said)
        if number is None or number < 0:
            return Problem("werktijden", f"‘{str(said)[:20]}’ is geen aantal uren per week.")
        told[name] = min(Decimal(number), MOST_HOURS)
        if number > MOST_HOURS:
            notes.append(f"{number} uur per week is hier {MOST_HOURS}.")
    if told.get("hours_max") == 0:
        return Problem("werktijden", "Het hoogste aantal uren is 0.")
    if "hours_min" in told:
        told["hours_min"] = max(told["hours_min"], FEWEST_HOURS)
    if len(told) == 2 and told["hours_min"] > told["hours_max"]:
        return Problem("werktijden", "Het laagste aantal uren is hoger dan het hoogste.")
    return told, notes


def with_open_bounds(told: dict[str, Decimal]) -> dict[str, Any]:
    """The same with the widest value for what was not said."""
    high = told.get("hours_max", MOST_HOURS)
    return {"hours_min": told.get("hours_min", FEWEST_HOURS), "hours_max": high}


@lru_cache(maxsize=4096)
def _suggested(text: str) -> Suggestion | None:
    return next(iter(suggest(text, 1)), None)


def nearest_occupation(names: Iterable[str]) -> Suggestion | None:
    """The occupation of our vocabulary that resembles one of these names most."""
    found = [suggestion for name in names if (suggestion := _suggested(name))]
    return max(found, key=lambda one: one.strength, default=None)
