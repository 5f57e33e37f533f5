"""The level that stands for what nobody asked yet: set once a month, for the whole region, over everybody in view.

One value per capability, never per group or organisation, so that not knowing costs or gains nobody more than another.
Source: matching.md 2.7.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.profile.models import NeutralLevels
from candidates.profile.pool import fresh_people, neutral_in_month
from candidates.profile.revision import next_pool_revision
from matching.core.catalogue import CAPABILITY_CODES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.periods import month_of


def set_neutral_levels(session: Session, actor: Actor, *, on: date) -> NeutralLevels | None:
    """Set the values of this month from the levels of now; None when they stand already or nobody is in view.

    From here on a change in somebody's profile no longer moves what is unknown of others.
    """
    people = fresh_people(session).people
    if not len(people) or neutral_in_month(session, on) is not None:
        return None
    medians = people.with_neutral().neutral
    row = NeutralLevels(month=month_of(on), levels="".join(map(str, medians.tolist())), people=len(people))
    session.add(row)
    # Packed copies everywhere read the value anew.
    next_pool_revision(session)
    record(session, actor, "neutral_levels.set", row)
    return row


def neutral_months() -> Select[NeutralLevels]:
    """Every month with its values, newest first."""
    return select(NeutralLevels).order_by(NeutralLevels.month.desc())


def levels_of(row: NeutralLevels) -> Mapping[str, int]:
    """The values of a month by code of the capability."""
    return {code: int(level) for code, level in zip(CAPABILITY_CODES, row.levels, strict=True)}
