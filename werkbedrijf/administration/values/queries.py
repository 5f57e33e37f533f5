"""What can be asked about values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.contents import fields_of
from werkbedrijf.foundation.cost_terms import COST
from werkbedrijf.foundation.parameters import (
    DEFINITIONS,
    Definition,
    Parameter,
    ParameterValue,
    values_of,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter as a page shows it: what holds today, and every value newest first."""

    parameter: Parameter
    definition: Definition
    today: ParameterValue | None
    values: Sequence[ParameterValue]

    @property
    def is_cost(self) -> bool:
        """Whether it is an amount or term of the law about what a job costs."""
        return self.parameter in COST

    def standing(self, row: ParameterValue, day: date) -> str:
        """Whether a value holds, held, or is still to come."""
        if row is self.today:
            return "geldt nu"
        return "gaat nog in" if row.valid_from > day else "gold eerder"


def setting_of(session: Session, parameter: Parameter, day: date) -> Setting:
    """One parameter on a day."""
    return _setting(parameter, session.scalars(values_of(parameter)).all(), day)


def settings_on(session: Session, day: date) -> list[Setting]:
    """Every parameter on a day, in the order of their definitions."""
    known: dict[Parameter, list[ParameterValue]] = {parameter: [] for parameter in DEFINITIONS}
    for row in session.scalars(select(ParameterValue).order_by(ParameterValue.valid_from.desc())):
        known.setdefault(row.name, []).append(row)
    return [_setting(parameter, known[parameter], day) for parameter in DEFINITIONS]


@fields_of.register
def _values_as_version(parameter: Parameter, session: Session) -> Iterator[tuple[str, object]]:
    """A parameter is its values: one more, or another source, is another version."""
    rows = session.scalars(values_of(parameter))
    yield "value", [(row.valid_from.isoformat(), str(row.value), row.source) for row in rows]


def _setting(parameter: Parameter, values: Sequence[ParameterValue], day: date) -> Setting:
    """``values`` stand newest first."""
    today = next((row for row in values if row.valid_from <= day), None)
    return Setting(parameter, DEFINITIONS[parameter], today, values)


def find_parameter(session: Session, actor: Actor, name: str) -> Parameter | None:
    """The parameter with this name in the address."""
    return next((parameter for parameter in DEFINITIONS if parameter.value == name), None)
