"""Values with an effective date: what the law or the region set, from when, and who says so.

Pure code never looks a value up: the door or the job does, for the day it concerns, and passes it on.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import Select, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.definitions import BONUSES, DEFINITIONS, OWN_CHOICE, START, Definition, Parameter
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.texts import short_day

__all__ = [
    "BONUSES",
    "DEFINITIONS",
    "OWN_CHOICE",
    "START",
    "Definition",
    "MissingParameter",
    "Parameter",
    "ParameterValue",
    "find_row",
    "find_value",
    "missing_shipped_values",
    "rows_on",
    "value_on",
    "values_of",
    "whole_number_on",
]


class ParameterValue(Audited, Base):
    """One value from one date on, with its source."""

    __tablename__ = "parameter_value"
    __table_args__ = (UniqueConstraint("name", "valid_from"),)

    name: Mapped[Parameter] = mapped_column(one_of(Parameter, checked=False))
    valid_from: Mapped[date]
    value: Mapped[Decimal]
    source: Mapped[str]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"{self.name.value} vanaf {self.valid_from.isoformat()}"


class MissingParameter(DomainError):
    """No value holds on that day; the sentence names the parameter and the way out."""

    def __init__(self, parameter: Parameter, day: date):
        super().__init__(
            f"Er is geen waarde ingesteld voor ‘{DEFINITIONS[parameter].title}’ op {short_day(day)}. "
            "De beheerder kan die toevoegen bij Beheer, Instellingen."
        )
        self.parameter = parameter


def find_value(session: Session, parameter: Parameter, day: date) -> Decimal | None:
    """The value that holds on a day, or None when nobody set one."""
    row = find_row(session, parameter, day)
    return row.value if row else None


def find_row(session: Session, parameter: Parameter, day: date) -> ParameterValue | None:
    """The row that holds on a day, with its source."""
    return session.scalars(_holding(), {"parameter": parameter, "day": day}).first()


@cache
def _holding() -> Select[ParameterValue]:
    return (
        select(ParameterValue)
        .where(ParameterValue.name == bindparam("parameter"), ParameterValue.valid_from <= bindparam("day"))
        .order_by(ParameterValue.valid_from.desc())
        .limit(1)
    )


def rows_on(session: Session, parameters: Collection[Parameter], day: date) -> dict[Parameter, ParameterValue]:
    """The rows that hold on a day, of several parameters in one question, in their order; one without a value is left away."""
    rows = session.scalars(_several_holding(), {"parameters": list(parameters), "day": day})
    found = {row.name: row for row in rows}
    return {name: found[name] for name in parameters if name in found}


@cache
def _several_holding() -> Select[ParameterValue]:
    named = ParameterValue.name.in_(bindparam("parameters", expanding=True))
    until = ParameterValue.valid_from <= bindparam("day")
    return select(ParameterValue).where(named, until).order_by(ParameterValue.valid_from)


def all_rows(session: Session, parameters: Collection[Parameter]) -> Sequence[ParameterValue]:
    """Every value of several parameters in one question, what holds first before what holds later."""
    rows = select(ParameterValue).where(ParameterValue.name.in_(parameters))
    return session.scalars(rows.order_by(ParameterValue.valid_from, ParameterValue.id)).all()


def value_on(session: Session, parameter: Parameter, day: date) -> Decimal:
    """The value that holds on a day. Raises MissingParameter, which names itself."""
    value = find_value(session, parameter, day)
    if value is None:
        raise MissingParameter(parameter, day)
    return value


def whole_number_on(session: Session, parameter: Parameter, day: date) -> int:
    """As value_on, for counts and days."""
    return int(value_on(session, parameter, day))


def values_of(parameter: Parameter) -> Select[ParameterValue]:
    """Every value of a parameter, newest first."""
    return select(ParameterValue).where(ParameterValue.name == parameter).order_by(ParameterValue.valid_from.desc())


def missing_shipped_values(session: Session) -> Sequence[ParameterValue]:
    """The values the product ships with that this database does not have yet; a changed one is left alone."""
    present = {(row.name, row.valid_from) for row in session.scalars(select(ParameterValue))}
    return [
        ParameterValue(name=parameter, valid_from=valid_from, value=Decimal(value), source=source)
        for parameter, definition in DEFINITIONS.items()
        for valid_from, value, source in definition.shipped
        if (parameter, valid_from) not in present
    ]
