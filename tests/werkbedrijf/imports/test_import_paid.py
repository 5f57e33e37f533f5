"""Wage, loonwaarde and the ground in the register come along with a placement, for who may record them on the pages."""

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from candidates.registration.models import Ground, RegisterEntry
from matching.placements.models import Placement
from tests.conftest import NOW
from tests.importing import file_of, outcomes, save
from tests.making import MONDAY, Make
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.imports.actions import take_file
from werkbedrijf.imports.command import run_import
from werkbedrijf.imports.errors import ImportStopped
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.paid.columns import LAYOUT
from werkbedrijf.imports.planning import plan
from werkbedrijf.wages.models import LoonwaardePeriod, Method, WagePeriod, WageUnit

START = date(2026, 9, 1)
WORK = {"Contract": "arbeidsovereenkomst", "Uren per week": "25,5", "Eerste werkdag": "01-09-2026"}
WAGE = {"Bruto loon": "14,99", "Loon per": "uur"}
WORTH = {"Loonwaarde": "63", "Hoe vastgesteld": "gemeten", "Loonwaarde vanaf": "01-10-2026"}
GROUND = {"Grond doelgroepregister": "PW_COLLEGE", "Grond vanaf": "01-03-2024"}
ALL = WAGE | WORTH | GROUND


@pytest.fixture
def manager(make):
    make.parameters()
    return make.actor(Role.ACCOUNT_MANAGER)


@pytest.fixture
def person(make, manager):
    coach = make.user(Role.COACH)
    coach.organisation_id = manager.organisation_id
    make.session.flush()
    make.session.refresh(coach)
    return make.candidate(coach=coach)


def row(person, vacancy, told):
    return {"Kandidaat": person.reference, "Plek": vacancy.reference} | WORK | told


def table(*rows):
    titles = [column.title for column in LAYOUT.columns]
    return file_of(titles, *([one.get(title, "") for title in titles] for one in rows))


def planned(session, actor, *rows):
    return plan(session, actor, ImportKind.PLACEMENTS, table(*rows), on=MONDAY)


def kept(session):
    """How many rows there are of work, wage, loonwaarde and register."""
    kinds = (Placement, WagePeriod, LoonwaardePeriod, RegisterEntry)
    return [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


def test_everything_of_a_row_goes_in_and_the_trail_tells_it(session, make, manager, person):
    made = planned(session, manager, row(person, make.vacancy(), ALL))
    assert kept(session) == [0, 0, 0, 0]
    assert save(session, manager, made) == 1

    wage, worth, entry = (session.scalars(select(kind)).one() for kind in (WagePeriod, LoonwaardePeriod, RegisterEntry))
    assert (wage.wage, wage.unit, wage.starts_on, wage.ends_on) == (Decimal("14.99"), WageUnit.HOUR, START, None)
    assert (worth.percent, worth.method, worth.starts_on) == (63, Method.MEASURED, date(2026, 10, 1))
    assert (entry.ground, entry.starts_on, entry.ends_on) == (Ground.PW_COLLEGE, date(2024, 3, 1), None)
    acts = set(session.scalars(select(AuditEntry.act)))
    assert {"placement.registered", "wage.changed", "loonwaarde.changed", "register.entered"} <= acts


def test_the_same_file_again_changes_nothing(session, make, manager, person):
    vacancy = make.vacancy()
    save(session, manager, planned(session, manager, row(person, vacancy, ALL)))

    again = planned(session, manager, row(person, vacancy, ALL))

    assert outcomes(again) == [Outcome.SAME]
    assert save(session, manager, again) == 0
    assert kept(session) == [1, 1, 1, 1]


def test_a_known_placement_gets_what_was_not_told_before(session, make, manager, person):
    vacancy = make.vacancy()
    save(session, manager, planned(session, manager, row(person, vacancy, {})))

    made = planned(session, manager, row(person, vacancy, ALL))
    assert outcomes(made) == [Outcome.CHANGED]
    assert made.judged[0].changes == ("Bruto loon", "Loonwaarde", "Grond doelgroepregister")
    save(session, manager, made)
    assert kept(session) == [1, 1, 1, 1]


def test_a_rise_closes_the_wage_before_it(session, make, manager, person):
    vacancy = make.vacancy()
    save(session, manager, planned(session, manager, row(person, vacancy, WAGE)))
    rise = row(person, vacancy, {"Bruto loon": "15,50", "Loon per": "uur", "Loon vanaf": "01-12-2026"})
    save(session, manager, planned(session, manager, rise))

    first, second = session.scalars(select(WagePeriod).order_by(WagePeriod.starts_on))
    assert (first.ends_on, second.wage) == (date(2026, 12, 1), Decimal("15.50"))
    # The first file again says what held then; it takes nothing back.
    assert outcomes(planned(session, manager, row(person, vacancy, WAGE))) == [Outcome.SAME]


@pytest.mark.parametrize(
    ("told", "column", "says"),
    [
        ({"Bruto loon": "14,99"}, "Loon per", "per uur of per maand"),
        ({"Bruto loon": "151", "Loon per": "uur"}, "Bruto loon", "ten hoogste 150"),
        ({"Bruto loon": "14,999", "Loon per": "uur"}, "Bruto loon", "twee achter de komma"),
        ({"Bruto loon": "veel", "Loon per": "uur"}, "Bruto loon", "veel"),
        (WAGE | {"Loon vanaf": "31-08-2026"}, "Loon vanaf", "nog niet begonnen"),
        (WAGE | {"Loon vanaf": "01-09-2036"}, "Loon vanaf", "twee jaar vooruit"),
        ({"Loon per": "uur"}, "Bruto loon", "geen loon"),
        ({"Loon vanaf": "01-10-2026"}, "Bruto loon", "geen loon"),
        ({"Loonwaarde": "63"}, "Hoe vastgesteld", "gemeten of forfait"),
        ({"Loonwaarde": "101", "Hoe vastgesteld": "gemeten"}, "Loonwaarde", "0 tot en met 100"),
        ({"Hoe vastgesteld": "gemeten"}, "Loonwaarde", "geen loonwaarde"),
        (WORTH | {"Loonwaarde vanaf": "01-08-2026"}, "Loonwaarde vanaf", "nog niet begonnen"),
        ({"Grond doelgroepregister": "PW_COLLEGE"}, "Grond vanaf", "vanaf welke dag"),
        ({"Grond doelgroepregister": "ZOMAAR", "Grond vanaf": "01-03-2024"}, "Grond doelgroepregister", "lijst"),
        ({"Grond vanaf": "01-03-2024"}, "Grond doelgroepregister", "geen grond"),
        (GROUND | {"Grond tot en met": "29-02-2024"}, "Grond tot en met", "voor de eerste dag"),
    ],
)
def test_what_is_wrong_is_said_at_its_column(session, make, manager, person, told, column, says):
    (one,) = planned(session, manager, row(person, make.vacancy(), told)).judged

    assert (one.outcome, one.save) == (Outcome.REFUSED, None)
    assert [problem.field for problem in one.problems] == [column]
    assert says in one.problems[0].sentence


@pytest.mark.parametrize(
    ("told", "column"),
    [
        (WAGE | {"Bruto loon": "15"}, "Bruto loon"),
        (WAGE | {"Loon per": "maand"}, "Bruto loon"),
        (WORTH | {"Loonwaarde": "64"}, "Loonwaarde"),
        (WORTH | {"Hoe vastgesteld": "forfait"}, "Loonwaarde"),
        (GROUND | {"Grond doelgroepregister": "WAJONG"}, "Grond doelgroepregister"),
        (GROUND | {"Grond vanaf": "01-03-2025"}, "Grond doelgroepregister"),
        (GROUND | {"Grond tot en met": "31-10-2026"}, "Grond doelgroepregister"),
    ],
)
def test_what_says_otherwise_than_we_know_is_refused_without_saying_what_we_know(
    session, make, manager, person, told, column
):
    vacancy = make.vacancy()
    save(session, manager, planned(session, manager, row(person, vacancy, ALL)))

    (one,) = planned(session, manager, row(person, vacancy, told)).judged

    assert one.outcome is Outcome.REFUSED
    assert [problem.field for problem in one.problems] == [column]
    assert not any(fact in one.why for fact in ("14", "63", "PW_COLLEGE", "2024"))


def test_a_ground_for_somebody_of_another_partner_is_refused_at_that_field(session, make, manager):
    theirs, vacancy = make.candidate(), make.vacancy()
    told = row(theirs, vacancy, GROUND)
    ours, nobody = planned(session, manager, told, told | {"Kandidaat": "K-9999"}).judged

    fields = {problem.field: problem.sentence for problem in ours.problems}
    assert set(fields) == {"Kandidaat", "Grond doelgroepregister"}
    # Whether the person exists elsewhere is not ours to tell.
    assert ours.problems[1] == nobody.problems[1]
    assert kept(session)[3] == 0


def test_nobody_of_another_partner_carries_it_out(session, make, manager, person):
    made = planned(session, manager, row(person, make.vacancy(), ALL))

    with pytest.raises(ImportStopped):
        save(session, make.actor(Role.ACCOUNT_MANAGER), made)

    assert kept(session) == [0, 0, 0, 0]


def test_two_placements_of_one_person_enter_the_register_once(session, make, manager, person):
    over = {"Eerste werkdag": "01-02-2025", "Laatste werkdag": "31-07-2025", "Reden einde": "anders"}
    rows = (row(person, make.vacancy(), GROUND | over), row(person, make.vacancy(), GROUND))
    save(session, manager, planned(session, manager, *rows))

    assert kept(session) == [2, 0, 0, 1]


def test_two_rows_that_contradict_each_other_are_refused_at_the_second(session, make, manager, person):
    vacancy = make.vacancy()
    save(session, manager, planned(session, manager, row(person, vacancy, {})))
    other = WAGE | {"Bruto loon": "16"}
    made = planned(session, manager, row(person, vacancy, WAGE | GROUND), row(person, vacancy, other))

    assert outcomes(made) == [Outcome.CHANGED, Outcome.REFUSED]
    assert "rij 2" in made.judged[1].why


def test_the_preview_names_columns_and_no_values(session, make, manager, person):
    made = planned(session, manager, row(person, make.vacancy(), ALL))
    batch = take_file(session, manager, made, file_name="p.csv", content=b"")
    shown = json.dumps([batch.preview, batch.counts, made.summary])

    assert "Bruto loon" in shown
    assert not any(value in shown for value in ("14.99", "14,99", "63", "PW_COLLEGE"))


def told_at_the_door(database, tmp_path):
    with database.transaction(at=NOW) as session:
        make = Make(session)
        make.parameters()
        manager = make.user(Role.ACCOUNT_MANAGER)
        coach = make.user(Role.COACH, organisation=manager.organisation)
        path = tmp_path / "plaatsingen.csv"
        path.write_bytes(table(row(make.candidate(coach=coach), make.vacancy(), ALL)))
        email = manager.email
    return lambda **more: run_import(
        *(database, Settings(data_dir=tmp_path), "placements", path), actor_email=email, at=NOW, **more
    )


def test_the_command_line_takes_it_along(database, tmp_path):
    run = told_at_the_door(database, tmp_path)
    assert run(commit=False)["new"] == 1
    assert run(commit=True)["refused"] == []
    assert run(commit=True)["new"] == 0

    with database.session(at=NOW) as session:
        assert kept(session) == [1, 1, 1, 1]
