"""What changes the borders: those of a file take the place of what is there of the same gemeenten."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.borders.models import GemeenteBorder
from werkbedrijf.borders.outlines import written
from werkbedrijf.borders.queries import known_borders
from werkbedrijf.borders.reading import BorderFile
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import note, record


def border_difference(session: Session, file: BorderFile) -> dict[str, int]:
    """How many gemeenten of the file have no border yet, and of how many it is another."""
    before = known_borders(session)
    new = sum(code not in before for code in file.outlines)
    changed = sum(code in before and before[code] != written(rings) for code, rings in file.outlines.items())
    return {"new": new, "changed": changed}


def take_borders(session: Session, actor: Actor, file: BorderFile, *, on: date) -> int:
    """Keep the borders of a file; returns how many are new or other than before."""
    kept = {border.code: border for border in session.scalars(select(GemeenteBorder))}
    touched = 0
    for code, rings in file.outlines.items():
        text, border = written(rings), kept.get(code)
        if border is None:
            border = GemeenteBorder(code=code, rings=text, source=file.source, taken_on=on)
            session.add(border)
        elif border.rings == text and border.source == file.source:
            continue
        else:
            border.rings, border.source, border.taken_on = text, file.source, on
        record(session, actor, "border.imported", border)
        touched += 1
    if not touched:
        note(session, actor, "borders.read", "borders", "gemeentegrenzen")
    return touched
