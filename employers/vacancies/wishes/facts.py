"""What would differ when a wish is followed, kept as JSON and said in words. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from employers.vacancies.facts import VacancyFacts
from werkbedrijf.foundation.texts import count, hours, long_day


@dataclass(frozen=True, slots=True)
class Field:
    """A fact of a place that its employer may ask to change: its name on a page, how it is kept and said."""

    title: str
    keep: Callable[[Any], Any]
    read: Callable[[Any], Any]
    say: Callable[[Any], str]


def _same(value: Any) -> Any:
    return value


def _day_kept(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _day_read(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _hours_kept(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _plain(value: str) -> str:
    return value or "niets"


FIELDS: Final[Mapping[str, Field]] = {
    "title": Field("Titel", _same, _same, _plain),
    "seats": Field("Aantal plekken", _same, _same, lambda value: count(value, "plek", "plekken")),
    "hours_min": Field("Minste uren", _hours_kept, Decimal, hours),
    "hours_max": Field("Meeste uren", _hours_kept, Decimal, hours),
    "starts_on": Field("Start", _day_kept, _day_read, lambda value: long_day(value) if value else "in overleg"),
    "closes_on": Field("Sluit na", _day_kept, _day_read, lambda value: long_day(value) if value else "geen datum"),
    "description": Field("Omschrijving", _same, _same, _plain),
}


def differing(now: VacancyFacts, wanted: VacancyFacts) -> dict[str, Any]:
    """What would differ, as it is kept.

    >>> from employers.vacancies.kinds import VacancyKind
    >>> now = VacancyFacts(VacancyKind.VACANCY, "Inpakker", Decimal(16), Decimal(24))
    >>> differing(now, replace(now, hours_max=Decimal(32), closes_on=date(2026, 12, 1)))
    {'hours_max': '32', 'closes_on': '2026-12-01'}
    """
    return {
        name: field.keep(getattr(wanted, name))
        for name, field in FIELDS.items()
        if getattr(now, name) != getattr(wanted, name)
    }


def followed(now: VacancyFacts, kept: Mapping[str, Any]) -> VacancyFacts:
    """The place with what was asked; all else stays as it is now.

    >>> from employers.vacancies.kinds import VacancyKind
    >>> now = VacancyFacts(VacancyKind.VACANCY, "Inpakker", Decimal(16), Decimal(24))
    >>> followed(now, {"hours_max": "32"}).hours_max
    Decimal('32')
    """
    return replace(now, **{name: FIELDS[name].read(value) for name, value in kept.items() if name in FIELDS})


def side_by_side(now: VacancyFacts, kept: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Per fact that was asked about: its name, how it is now, and how it would be."""
    then = followed(now, kept)
    return [
        (field.title, field.say(getattr(now, name)), field.say(getattr(then, name)))
        for name, field in FIELDS.items()
        if name in kept
    ]
