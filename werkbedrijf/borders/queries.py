"""The borders that were taken in."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.borders.models import GemeenteBorder
from werkbedrijf.borders.outlines import Ring, read


def borders_of(session: Session, codes: Collection[str]) -> Mapping[str, Sequence[Ring]]:
    """The outlines of these gemeenten; one without a border is absent."""
    query = select(GemeenteBorder.code, GemeenteBorder.rings).where(GemeenteBorder.code.in_(sorted(codes)))
    return {code: read(rings) for code, rings in session.execute(query)}


def source_of_borders(session: Session) -> str:
    """Whose borders these are; empty before any was taken in."""
    return session.scalar(select(GemeenteBorder.source).limit(1)) or ""


def known_borders(session: Session) -> dict[str, str]:
    """Every border as it is kept, by the code of its gemeente."""
    return {code: rings for code, rings in session.execute(select(GemeenteBorder.code, GemeenteBorder.rings))}
