"""The figures as the region keeps them: what shipped, and whatever the administrator entered since."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.instruments.figures import FIGURES, Figures, Known, figures_on
from werkbedrijf.foundation.parameters import Parameter, ParameterValue


def all_figures(session: Session) -> dict[Parameter, list[Known]]:
    """Every value of every figure of this room, in one question."""
    found: dict[Parameter, list[Known]] = {parameter: [] for parameter in FIGURES}
    for row in session.scalars(select(ParameterValue).where(ParameterValue.name.in_(FIGURES))):
        found[row.name].append(Known(row.value, row.valid_from, row.source))
    return found


def figures_of_region(session: Session, on: date) -> Figures:
    """The figures that hold in this region on a day."""
    return figures_on(on, all_figures(session))
