"""The borders that were taken in."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import Establishment
from werkbedrijf.borders.models import GemeenteBorder
from werkbedrijf.borders.outlines import Ring, read
from werkbedrijf.borders.tiles import Point, middle, named_points
from werkbedrijf.foundation.facts.regions import Gemeente
from werkbedrijf.foundation.geo.points import point_of


def borders_of(session: Session, codes: Collection[str]) -> Mapping[str, Sequence[Ring]]:
    """The outlines of these gemeenten; one without a border is absent."""
    query = select(GemeenteBorder.code, GemeenteBorder.rings).where(GemeenteBorder.code.in_(sorted(codes)))
    return {code: read(rings) for code, rings in session.execute(query)}


def source_of_borders(session: Session) -> str:
    """Whose borders these are; empty before any was taken in."""
    return session.scalar(select(GemeenteBorder.source).limit(1)) or ""


def points_of(session: Session, gemeenten: Sequence[Gemeente]) -> dict[str, Point]:
    """About where gemeenten lie: by the places they are called after, or else by the employers there. By code."""
    found = named_points(gemeenten)
    asked = [gemeente.code for gemeente in gemeenten if gemeente.code not in found]
    if asked:
        query = select(Establishment.gemeente_code, Establishment.postcode).where(
            Establishment.gemeente_code.in_(asked)
        )
        there: defaultdict[str, list[Point]] = defaultdict(list)
        for code, postcode in session.execute(query.distinct()):
            point = point_of(postcode[:4])
            if point:
                there[code].append(point)
        found |= {code: middle(points) for code, points in there.items()}
    return found


def known_borders(session: Session) -> dict[str, str]:
    """Every border as it is kept, by the code of its gemeente."""
    return {code: rings for code, rings in session.execute(select(GemeenteBorder.code, GemeenteBorder.rings))}
