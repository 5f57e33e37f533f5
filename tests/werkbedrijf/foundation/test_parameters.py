from datetime import date
from decimal import Decimal

import pytest

from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import (
    DEFINITIONS,
    MissingParameter,
    Parameter,
    ParameterValue,
    find_value,
    missing_shipped_values,
    value_on,
)


def add(session, value, valid_from, parameter=Parameter.HOURS_PER_JOB):
    row = ParameterValue(name=parameter, valid_from=valid_from, value=Decimal(value), source="proef")
    session.add(row)
    record(session, MAKER, "parameter.added", row)


def test_the_value_of_the_day_holds(session):
    add(session, "25.5", date(2015, 1, 1))
    add(session, "26", date(2027, 1, 1))

    assert value_on(session, Parameter.HOURS_PER_JOB, date(2026, 12, 31)) == Decimal("25.5")
    assert value_on(session, Parameter.HOURS_PER_JOB, date(2027, 1, 1)) == Decimal(26)


def test_before_the_first_value_there_is_none_and_the_refusal_names_it(session):
    add(session, "25.5", date(2015, 1, 1))

    assert find_value(session, Parameter.HOURS_PER_JOB, date(2014, 12, 31)) is None
    with pytest.raises(MissingParameter, match="Uren per garantiebaan"):
        value_on(session, Parameter.HOURS_PER_JOB, date(2014, 12, 31))


def test_what_ships_is_added_once_and_a_changed_value_is_left_alone(session, make):
    make.parameters()
    row = session.query(ParameterValue).filter_by(name=Parameter.HOLD_DAYS).one()
    row.value = Decimal(10)
    record(session, MAKER, "parameter.changed", row)

    assert missing_shipped_values(session) == []
    assert value_on(session, Parameter.HOLD_DAYS, date(2026, 1, 1)) == 10


@pytest.mark.parametrize("parameter", Parameter)
def test_every_parameter_says_what_it_means_and_where_its_value_comes_from(parameter):
    definition = DEFINITIONS[parameter]

    assert definition.title
    assert definition.unit
    assert definition.meaning.endswith(".")
    assert all(source for _, _, source in definition.shipped)
