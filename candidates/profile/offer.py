"""A profile said in the words of matching. This is the whole of what matching hears about a person.

No name, birth date, gemeente, organisation, regeling or ground: the functions here cannot reach them (matching.md 2.10).
"""

from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from candidates.profile.models import Profile
from matching.core.catalogue import (
    certificates_from_bits,
    conditions_from_bits,
    families_from_bits,
    levels_from_text,
    times_from_bits,
)
from matching.core.language import Offer, Travel, TravelMode, WorkTime
from matching.core.travel import Points
from werkbedrijf.foundation.geo.points import all_points

# What is read of a profile, by the name of its column; the pool reads these and no others.
COLUMNS = (
    Profile.pseudonym,
    Profile.levels,
    Profile.needs,
    Profile.essentials,
    Profile.hours_min,
    Profile.hours_max,
    Profile.pc4,
    Profile.mode,
    Profile.max_minutes,
    Profile.times,
    Profile.certificates,
    Profile.vetoes,
    Profile.wishes,
)


class Told(Protocol):
    """A profile, or a row with the same columns."""

    pseudonym: Any
    levels: Any
    needs: Any
    essentials: Any
    hours_min: Any
    hours_max: Any
    pc4: Any
    mode: Any
    max_minutes: Any
    times: Any
    certificates: Any
    vetoes: Any
    wishes: Any


def offer_of(profile: Told, *, history: int = 0) -> Offer:
    """What someone can and wants, under the pseudonym. ``history`` counts the proposals of the last six months."""
    return Offer(
        id=profile.pseudonym,
        levels=levels_from_text(profile.levels),
        hours_min=Decimal(profile.hours_min),
        hours_max=Decimal(profile.hours_max),
        travel=Travel(TravelMode(profile.mode.value), profile.max_minutes),
        pc4=profile.pc4,
        need=frozenset(conditions_from_bits(profile.needs)),
        essential=frozenset(conditions_from_bits(profile.essentials)),
        times=frozenset(WorkTime(time) for time in times_from_bits(profile.times)),
        certificates=frozenset(certificates_from_bits(profile.certificates)),
        veto=frozenset(families_from_bits(profile.vetoes)),
        wishes=tuple(profile.wishes),
        history=history,
    )


@cache
def known_points() -> Points:
    """The postcodes that travel is computed from, made once per process; travel times must stand on this same object."""
    return Points((pc4, lat, lon) for pc4, (lat, lon) in all_points().items())
