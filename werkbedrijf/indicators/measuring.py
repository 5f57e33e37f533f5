"""From plain records to each figure, with its numerator and denominator kept. Pure: an expert can read it as a definition.

The numbers in the definitions of ``indicatoren_basisset.csv`` are part of them: change one, and it is another indicator.
What lasting work is, ``matching.placements.lasting`` says for every page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Final

from matching.placements.lasting import HALF_YEAR, YEAR, Stay, lasted_by_group
from werkbedrijf.garantiebanen.counting import Count, Sum, count_on
from werkbedrijf.indicators.definitions import Split, indicators
from werkbedrijf.indicators.records import Facts, Place, Spell

CONFIRMED_WITHIN: Final = timedelta(days=90)
NO_GROUND: Final = "geen"
NOTHING: Final = "Er is in deze periode niets om te meten."
NO_CONTRACTS: Final = "Er zijn nog geen opdrachten met social return vastgelegd."
NOT_KEPT: Final = (
    "Hoe profielen toen waren, wordt niet bewaard. Dit cijfer begint op de dag dat het de eerste keer is vastgezet."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure. ``people`` are the different people or seats behind it, to decide whether it may be shown.

    ``numerator`` is None for a median; ``denominator`` is None where nothing is divided. ``left_out`` counts records that
    lack a fact. ``missing`` says why there is no value. ``on`` is the day of measuring where that differs.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    people: int = 0
    left_out: int = 0
    missing: str = ""
    on: date | None = None


Measure = Callable[[Facts, str | None], Measured]


def _one_decimal(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def share(numerator: int, denominator: int, *, people: int, left_out: int = 0, on: date | None = None) -> Measured:
    """So many out of so many, in percent with one decimal.

    >>> share(2, 3, people=3).value
    Decimal('66.7')
    >>> share(0, 0, people=0).value is None
    True
    """
    value = _one_decimal(Decimal(100 * numerator) / denominator) if denominator else None
    return Measured(
        value, Decimal(numerator), Decimal(denominator), people, left_out, "" if denominator else NOTHING, on=on
    )


def counted(facts: Facts) -> Count:
    """The own count of garantiebanen on the day."""
    return count_on(facts.on, facts.works, hours_per_job=facts.hours_per_job, hours_full_time=facts.hours_full_time)


def _of_the_count(pick: Callable[[Sum, Facts], tuple[Decimal, Decimal, Decimal | None]]) -> Measure:
    def measure(facts: Facts, gemeente: str | None) -> Measured:
        count = counted(facts if gemeente is None else facts.of_gemeente(gemeente))
        value, numerator, denominator = pick(count.total, facts)
        return Measured(value, numerator, denominator, count.total.persons, sum(count.left_out.values()))

    return measure


def started_in(facts: Facts, gemeente: str | None = None) -> list[Spell]:
    """Work that began in the quarter."""
    return [one for one in _spells(facts, gemeente) if facts.quarter.holds(one.starts_on)]


def _spells(facts: Facts, gemeente: str | None) -> Iterable[Spell]:
    known = (one for one in facts.spells if one.starts_on <= facts.on)
    return (one for one in known if gemeente is None or one.gemeente == gemeente)


def _starts(facts: Facts, gemeente: str | None) -> Measured:
    return _many(started_in(facts, gemeente))


def _many(spells: Sequence[Spell]) -> Measured:
    number = Decimal(len(spells))
    return Measured(number, number, None, len({one.person for one in spells}))


def _lasting(days: int) -> Measure:
    def measure(facts: Facts, gemeente: str | None) -> Measured:
        stays = [Stay(one.person, one.starts_on, one.ended_on, one.gemeente) for one in _spells(facts, None)]
        groups = lasted_by_group(stays, on=facts.on, days=days)
        cohort = [one for one in _spells(facts, gemeente) if one.starts_on + timedelta(days=days) <= facts.on]
        those = [found for code, found in groups.items() if gemeente in {None, code}]
        return share(
            sum(one.lasted for one in those),
            sum(one.judged for one in those),
            people=len({one.person for one in cohort}),
        )

    return measure


def _filled(facts: Facts, gemeente: str | None) -> Measured:
    places = facts.places if gemeente is None else facts.of_gemeente(gemeente).places
    began = [
        start for place in places for start in place.starts if facts.quarter.holds(start.on) and start.on <= facts.on
    ]
    proposed = sum(start.proposed for start in began)
    whole = len(began) + sum(_left_empty(place, facts) for place in places)
    return share(proposed, whole, people=whole)


def _left_empty(place: Place, facts: Facts) -> int:
    closed = place.closed_on
    if closed is None or closed > facts.on or not facts.quarter.holds(closed):
        return 0
    at_work = sum(
        1 for start in place.starts if start.on <= closed and (start.ended_on is None or start.ended_on > closed)
    )
    return max(0, place.seats - at_work)


def _days_until(pick: Callable[[Place], date | None]) -> Measure:
    def measure(facts: Facts, gemeente: str | None) -> Measured:
        places = facts.places if gemeente is None else facts.of_gemeente(gemeente).places
        reached = ((place.logged_on, pick(place)) for place in places)
        days = [(day - logged).days for logged, day in reached if day and facts.quarter.holds(day) and day <= facts.on]
        waiting = sum(1 for place in places if _open(place, facts.on) and (pick(place) or date.max) > facts.on)
        value = _one_decimal(Decimal(str(median(days)))) if days else None
        return Measured(value, None, Decimal(len(days)), len(days), waiting, "" if days else NOTHING)

    return measure


def _open(place: Place, day: date) -> bool:
    return place.logged_on <= day and (place.closed_on is None or place.closed_on > day)


def _ready(facts: Facts, gemeente: str | None) -> Measured:
    people = (facts if gemeente is None else facts.of_gemeente(gemeente)).people
    on = facts.people_on or facts.on
    if people is None:
        return Measured(None, missing=NOT_KEPT)
    ready = [
        one
        for one in people
        if one.active
        and one.complete
        and one.available_from is not None
        and one.available_from <= on
        and one.confirmed_on is not None
        and one.confirmed_on >= on - CONFIRMED_WITHIN
    ]
    return share(len(ready), len(people), people=len(people), on=on)


def _fulfilled(facts: Facts, _gemeente: str | None) -> Measured:
    social = facts.social
    if social is None or not social.promised:
        return Measured(None, missing=NO_CONTRACTS)
    value = _one_decimal(100 * social.approved / social.promised)
    return Measured(value, social.approved, social.promised, social.people)


MEASURES: Final[Mapping[str, Measure]] = {
    "I02": _of_the_count(lambda total, facts: (total.jobs, total.hours, facts.hours_per_job)),
    "I03": _of_the_count(lambda total, _facts: (Decimal(total.persons), Decimal(total.persons), None)),
    "I04": _of_the_count(lambda total, facts: (total.fte, total.hours, facts.hours_full_time)),
    "I07": _starts,
    "I08": _starts,
    "I09": _lasting(HALF_YEAR),
    "I10": _lasting(YEAR),
    "I12": _filled,
    "I13": _days_until(lambda place: place.first_proposed_on),
    "I14": _days_until(lambda place: min((start.on for start in place.starts), default=None)),
    "I15": _ready,
    "I17": _fulfilled,
}
"""How each indicator that follows from our own records is worked out, for the region or for one gemeente."""


def measured(code: str, facts: Facts, gemeente: str | None = None) -> Measured:
    """The figure of the region, or of one gemeente. Raises KeyError for an indicator that is not ours to work out."""
    return MEASURES[code](facts, gemeente)


def split(code: str, facts: Facts, by: Split) -> Mapping[str, Measured]:
    """The figure in parts: per gemeente, and for I08 per kind of work and per ground."""
    if by not in indicators()[code].splits:
        return {}
    if by is Split.GEMEENTE:
        return {gemeente: measured(code, facts, gemeente) for gemeente in sorted(facts.gemeenten)}
    parts: dict[str, list[Spell]] = {}
    for one in started_in(facts):
        parts.setdefault(one.kind if by is Split.KIND else one.ground or NO_GROUND, []).append(one)
    return {part: _many(rows) for part, rows in sorted(parts.items())}
