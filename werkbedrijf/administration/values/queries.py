"""What can be asked about values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import (
    DEFINITIONS,
    Definition,
    Parameter,
    ParameterValue,
    find_row,
    values_of,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter as a page shows it: what holds today, and every value newest first."""

    parameter: Parameter
    definition: Definition
    today: ParameterValue | None
    values: Sequence[ParameterValue]

    def standing(self, row: ParameterValue, day: date) -> str:
        """Whether a value holds, held, or is still to come."""
        if row is self.today:
            return "geldt nu"
        return "gaat nog in" if row.valid_from > day else "gold eerder"


def setting_of(session: Session, parameter: Parameter, day: date) -> Setting:
    """One parameter on a day."""
    return Setting(
        parameter,
        DEFINITIONS[parameter],
        find_row(session, parameter, day),
        session.scalars(values_of(parameter)).all(),
    )


def settings_on(session: Session, day: date) -> list[Setting]:
    """Every parameter on a day, in the order of their definitions."""
    return [setting_of(session, parameter, day) for parameter in DEFINITIONS]


def find_parameter(session: Session, actor: Actor, name: str) -> Parameter | None:
    """The parameter with this name in the address."""
    return next((parameter for parameter in DEFINITIONS if parameter.value == name), None)
