"""The figures as the region keeps them: what shipped, and whatever the administrator entered since."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from matching.instruments.figures import FIGURES, Figures, Known, figures_on
from werkbedrijf.foundation.parameters import Parameter, ParameterValue


def all_figures(session: Session) -> dict[Parameter, list[Known]]:
    """Every value of every figure of this room, in one question."""
    found: dict[Parameter, list[Known]] = {parameter: [] for parameter in FIGURES}
    for name, value, valid_from, source in session.execute(_known()):
        found[name].append(Known(value, valid_from, source))
    return found


def figures_of_region(session: Session, on: date) -> Figures:
    """The figures that hold in this region on a day."""
    return figures_on(on, all_figures(session))


def is_set_between(session: Session, first: date, last: date) -> bool:
    """Whether any value begins in these days; when none does, no figure of this room changes either."""
    return session.execute(_set_between(), {"first": first, "last": last}).first() is not None


@cache
def _known() -> Select[*tuple[Any, ...]]:
    told = (ParameterValue.name, ParameterValue.value, ParameterValue.valid_from, ParameterValue.source)
    ours = select(*told).where(ParameterValue.name.in_(FIGURES))
    return ours.order_by(ParameterValue.valid_from, ParameterValue.id)


@cache
def _set_between() -> Select[int]:
    begins = ParameterValue.valid_from.between(bindparam("first"), bindparam("last"))
    return select(ParameterValue.id).where(begins).limit(1)
