from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

import pytest
import time_machine
from sqlalchemy import select

from tests.conftest import MONDAY, NOW
from werkbedrijf.administration.values.actions import ValueFacts, set_value
from werkbedrijf.administration.values.forms import number_in
from werkbedrijf.administration.values.limits import LIMITS
from werkbedrijf.administration.values.queries import setting_of
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import DEFINITIONS, START, Parameter, value_on
from werkbedrijf.foundation.reasons import reasons_of

HOURS = Parameter.HOURS_PER_JOB
PAGE = "/beheer/instellingen/uren_per_baan"


def facts(value="27", valid_from=MONDAY + timedelta(days=30), source="Regeling 2027", reason=""):
    return ValueFacts(Decimal(value), valid_from, source, reason)


@pytest.fixture
def boss(make):
    make.parameters()
    return make.actor(Role.ADMINISTRATOR)


def acts(session):
    session.flush()
    lines = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    said = reasons_of(session, lines) | {"": ""}
    return [(e.act, said[e.reason]) for e in lines if e.act[:10] == "parameter." and "made" not in e.act]


def test_a_value_holds_from_its_day_and_not_before(session, boss):
    set_value(session, boss, HOURS, facts(), on=MONDAY)
    assert value_on(session, HOURS, MONDAY + timedelta(days=29)) == Decimal("25.5")
    assert value_on(session, HOURS, MONDAY + timedelta(days=30)) == Decimal(27)
    assert acts(session) == [("parameter.set", "")]
    session.commit()


def test_what_already_held_changes_only_with_a_reason_that_stays(session, boss):
    for held in (MONDAY - timedelta(days=1), START):
        with pytest.raises(InputRefused) as refusal:
            set_value(session, boss, HOURS, facts(valid_from=held), on=MONDAY)
        assert set(refusal.value.problems) == {"reason"}
    set_value(session, boss, HOURS, facts(valid_from=START, reason="verkeerd overgenomen"), on=MONDAY)
    assert value_on(session, HOURS, MONDAY) == Decimal(27)
    assert acts(session) == [("parameter.corrected", "verkeerd overgenomen")]
    session.commit()


def test_a_value_that_has_not_begun_may_be_set_anew_without_a_reason(session, boss):
    set_value(session, boss, HOURS, facts(), on=MONDAY)
    set_value(session, boss, HOURS, facts("28"), on=MONDAY)
    assert [act for act, _ in acts(session)] == ["parameter.set", "parameter.corrected"]


def test_a_value_that_begins_today_holds_already(session, boss):
    set_value(session, boss, HOURS, facts("26", MONDAY), on=MONDAY)
    with pytest.raises(InputRefused, match="Schrijf op waarom"):
        set_value(session, boss, HOURS, facts("27", MONDAY), on=MONDAY)


def test_a_value_tells_whether_it_holds(session, boss):
    set_value(session, boss, HOURS, facts(), on=MONDAY)
    set_value(session, boss, HOURS, facts("26", MONDAY), on=MONDAY)
    setting = setting_of(session, HOURS, MONDAY)
    assert [setting.standing(row, MONDAY) for row in setting.values] == ["gaat nog in", "geldt nu", "gold eerder"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (HOURS, "0"),
        (HOURS, "61"),
        (HOURS, "25.5555"),
        (Parameter.SMALL_CELL, "4"),
        (Parameter.SUITABLE_FROM, "101"),
        (Parameter.HOLD_DAYS, "2.5"),
        (Parameter.PROPOSALS_PER_SEAT, "0"),
        (Parameter.LIST_LENGTH, "0"),
        (Parameter.LISTS_PER_PERSON, "5"),
        (Parameter.BONUS_FIRST, "10.125"),
        (Parameter.RUN_INPUT_DAYS, "183"),
    ],
)
def test_a_slip_of_the_keyboard_is_refused(session, boss, parameter, value):
    with pytest.raises(InputRefused) as refusal:
        set_value(session, boss, parameter, facts(value), on=MONDAY)
    assert set(refusal.value.problems) == {"value"}


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [
        (Parameter.BONUS_SECOND, "10.5", "kies ten hoogste 10, of verhoog eerst"),
        (Parameter.BONUS_FIRST, "4", "kies ten minste 5, of verlaag eerst"),
        (Parameter.BONUS_LATER, "1.3", "kies ten hoogste 1,2"),
    ],
)
def test_a_later_voordracht_never_weighs_more(session, boss, parameter, value, words):
    with pytest.raises(InputRefused) as refusal:
        set_value(session, boss, parameter, facts(value), on=MONDAY)
    assert words in refusal.value.problems["value"]


def test_the_series_may_stay_level_and_is_looked_at_on_every_day_it_holds(session, boss):
    first, second = Parameter.BONUS_FIRST, Parameter.BONUS_SECOND
    later = MONDAY + timedelta(days=60)
    set_value(session, boss, second, facts("10"), on=MONDAY)
    set_value(session, boss, first, facts("20", later), on=MONDAY)
    set_value(session, boss, second, facts("20", later), on=MONDAY)

    with pytest.raises(InputRefused) as refusal:
        set_value(session, boss, first, facts("15", later), on=MONDAY)

    assert "is 20 op 22 jan 2027" in refusal.value.problems["value"]
    with pytest.raises(InputRefused):
        set_value(session, boss, second, facts("12", MONDAY + timedelta(days=10)), on=MONDAY)


def test_every_parameter_has_limits_and_its_shipped_values_fit():
    assert set(LIMITS) == set(DEFINITIONS)
    for parameter, definition in DEFINITIONS.items():
        for _, value, _ in definition.shipped:
            assert LIMITS[parameter].problem(Decimal(value)) is None, parameter


@pytest.mark.parametrize(
    ("text", "number"), [("25,5", "25.5"), ("25.5", "25.5"), ("1.250", "1250"), ("1.250,5", "1250.5"), (" 80 ", "80")]
)
def test_numbers_are_read_as_the_dutch_write_them(text, number):
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "veel", "nan", "inf", "1,2,3"])
def test_what_is_no_number_is_none(text):
    with pytest.raises(InvalidOperation):
        number_in(text)


@pytest.fixture
def page(client, stored):
    stored.region()
    stored.parameters()
    with time_machine.travel(NOW, tick=False):
        yield client.sign_in_as(stored.user(Role.ADMINISTRATOR))


def test_the_list_shows_what_holds_today_and_what_is_missing(page):
    text = page.get("/beheer/instellingen").text
    assert "25,5 uur per week" in text
    assert "Nog niet ingesteld" in text


def test_a_new_value_is_shown_as_coming(page):
    answer = page.post(PAGE, {"value": "27", "valid_from": "2027-01-01", "source": "Regeling 2027"})
    assert "Gaat nog in" in answer.text
    assert "vanaf 1 jan 2027: 27" in page.get("/beheer/instellingen").text


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"value": "veel"}, "Vul een getal in, bijvoorbeeld 25,5."),
        ({"valid_from": "2020-01-01"}, "Schrijf op waarom"),
        ({"valid_from": "0001-01-01"}, "tussen 2000 en 2100"),
        ({"valid_from": "gisteren"}, "atum"),
        ({"source": ""}, "waar deze waarde vandaan komt"),
    ],
)
def test_what_is_wrong_with_a_value_stands_at_its_field(page, values, says):
    answer = page.post(PAGE, {"value": "27", "valid_from": "2027-01-01", "source": "Regeling", **values})
    assert answer.status == 422
    assert says in answer.text


def test_a_parameter_that_does_not_exist_is_not_found(page):
    page.get("/beheer/instellingen/onzin", status=404)
    assert date(2015, 1, 1) == START
