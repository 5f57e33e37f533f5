"""Filling in what only the region can say."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.papers.models import Blank, PaperValue

MOST_WORDS = 500


def fill_in(session: Session, actor: Actor, values: Mapping[Blank, str], *, on: date) -> int:
    """Keep what differs from what was there; gives how many lines changed."""
    known = {row.name: row for row in session.scalars(select(PaperValue))}
    changed = 0
    for name, typed in values.items():
        value, row = typed.strip()[:MOST_WORDS], known.get(name)
        if value == (row.value if row else ""):
            continue
        if row is None:
            row = PaperValue(name=name, value=value, set_on=on, by_id=actor.id)
            session.add(row)
        else:
            row.value, row.set_on, row.by_id = value, on, actor.id or row.by_id
        record(session, actor, "paper.filled_in", row, fields=[name.value])
        changed += 1
    return changed
