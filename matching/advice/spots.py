"""Where new work could be: per gemeente of the region the postcode where most employers are."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from employers.models import Establishment
from werkbedrijf.foundation.facts.regions import gemeente_by_code, gemeenten_of
from werkbedrijf.foundation.region import current_region


@dataclass(frozen=True, slots=True)
class Spot:
    """A gemeente, and the four digits that travel is computed from."""

    gemeente_code: str
    name: str
    pc4: str


def spots_of(session: Session) -> tuple[Spot, ...]:
    """The gemeenten of the region where an employer is, by name; equal numbers of employers go by the lowest postcode."""
    region = current_region(session)
    inside = {gemeente.code for gemeente in gemeenten_of(region.code)} if region else set()
    pc4 = func.substr(Establishment.postcode, 1, 4)
    counted = select(Establishment.gemeente_code, pc4, func.count()).group_by(Establishment.gemeente_code, pc4)
    best: dict[str, tuple[int, str]] = {}
    for code, postcode, many in session.execute(counted):
        known = best.get(code)
        if known is None or (-many, postcode) < known:
            best[code] = (-many, postcode)
    found = (Spot(code, _name(code), postcode) for code, (_, postcode) in best.items() if code in inside)
    return tuple(sorted(found, key=lambda spot: spot.name))


def spots_by_code(session: Session) -> Mapping[str, Spot]:
    """The same by the code of the gemeente."""
    return {spot.gemeente_code: spot for spot in spots_of(session)}


def _name(code: str) -> str:
    known = gemeente_by_code(code)
    return known.name if known else code
