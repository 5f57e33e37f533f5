"""The figures as the region keeps them: what shipped, and whatever the administrator entered since."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from matching.instruments.figures import FIGURES, Figures, Known, figures_on
from werkbedrijf.foundation.parameters import Parameter, ParameterValue, all_rows


def all_figures(session: Session) -> dict[Parameter, list[Known]]:
    """Every value of every figure of this room, in one question."""
    return figures_in(all_rows(session, FIGURES))


def figures_in(rows: Iterable[ParameterValue]) -> dict[Parameter, list[Known]]:
    """The values of every figure of this room, out of rows that may hold others too."""
    found: dict[Parameter, list[Known]] = {parameter: [] for parameter in FIGURES}
    for row in rows:
        if row.name in found:
            found[row.name].append(Known(row.value, row.valid_from, row.source))
    return found


def figures_of_region(session: Session, on: date) -> Figures:
    """The figures that hold in this region on a day."""
    return figures_on(on, all_figures(session))
