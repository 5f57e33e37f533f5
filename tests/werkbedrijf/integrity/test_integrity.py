"""The check of the whole: silent over what the acts made, and telling about everything that came in behind their back."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, text, update

from candidates.models import Visibility
from employers.vacancies.models import Task, Vacancy
from matching.bookings.models import Booking, MentorWeek, PlaceWeek
from matching.placements.models import EndReason, Placement, Terms
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY, Make
from tests.making_training import booked, mentor, training_place
from werkbedrijf import migrations
from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit_keys import keys_on
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.outbox import WAITS, OutboxMessage
from werkbedrijf.foundation.references import ReferenceCounter
from werkbedrijf.foundation.sealing import seal
from werkbedrijf.integrity import engine
from werkbedrijf.integrity.checking import check
from werkbedrijf.integrity.rules import MOST_TOLD, RULES, broken
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.models import ErasureGround

RULE = {rule.name: rule for rule in RULES}


@pytest.fixture
def lived(session, make):
    """A place where somebody works and somebody is put forward."""
    make.parameters()
    vacancy = make.vacancy(seats=3)
    make.proposal(vacancy)
    make.placement(make.proposal(vacancy, status=ProposalStatus.ACCEPTED), status=PlacementStatus.RUNNING)
    place = training_place(make)
    booked(make, place, mentor(make, place))
    session.flush()
    return vacancy


def behind(session, statement):
    session.execute(statement.execution_options(synchronize_session=False))


BREAKS = {
    "plaatsingen_geteld": update(Vacancy).values(filled=0),
    "plekken_niet_te_vol": update(Vacancy).values(seats=1, filled=1, status="vol"),
    "voordrachten_geteld": update(Vacancy).values(held=2),
    "volle_plek_heet_vol": update(Vacancy).values(seats=1, held=1),
    "plaatsing_heeft_voordracht": update(Proposal)
    .where(Proposal.status == ProposalStatus.PLACED)
    .values(status=ProposalStatus.ACCEPTED),
    "taken_zijn_samen_honderd": update(Task).values(share=30),
    "weken_geteld": update(PlaceWeek).values(booked=0),
    "begeleiders_geteld": update(MentorWeek).values(booked=0),
    "weken_horen_bij_werk": update(Placement).values(
        status=PlacementStatus.ENDED, ended_on=MONDAY, end_reason=EndReason.OTHER
    ),
    "zichtbaarheid_staat_vast": delete(Visibility),
    "logboek_kent_placement": update(Placement).where(Placement.reference == "PL-0001").values(reference="PL-7777"),
    "kenmerk_een_keer_candidate": update(ReferenceCounter).values(last=0),
}


def test_what_the_acts_made_breaks_no_rule(session, lived):
    assert {rule.name: found for rule in RULES if (found := broken(session, rule))} == {}


@pytest.mark.parametrize("name", [name for name in BREAKS if name != "plekken_niet_te_vol"])
def test_what_came_in_behind_the_acts_is_told(session, lived, name):
    behind(session, BREAKS[name])

    assert broken(session, RULE[name])


def test_a_place_with_too_many_at_work_is_told_by_its_reference(session, make, lived):
    make.placement(make.proposal(lived, status=ProposalStatus.ACCEPTED))
    behind(session, BREAKS["plekken_niet_te_vol"])

    assert broken(session, RULE["plekken_niet_te_vol"]) == [lived.reference]


def test_hours_that_hold_twice_on_a_day_are_told(session, lived):
    placement = session.query(Placement).filter_by(vacancy_id=lived.id).one()
    first = placement.terms[0]
    twice = Terms(placement_id=placement.id, starts_on=first.starts_on + timedelta(days=9), hours_per_week=Decimal(8))
    session.add(twice)
    session.flush()

    assert broken(session, RULE["uren_niet_dubbel"]) == [placement.reference]


def test_a_person_at_work_twice_is_told(session, make, lived):
    # As it could stand in a database from which somebody took the index away.
    behind(session, text("DROP INDEX uq_placement_one_active_per_candidate"))
    other = make.placement()
    working = session.query(Placement).filter(Placement.vacancy_id == lived.id).one()
    behind(session, update(Placement).where(Placement.id == other.id).values(candidate_id=working.candidate_id))

    assert broken(session, RULE["een_plaatsing_per_mens"]) == [working.candidate.reference]


@pytest.mark.parametrize(
    ("rule", "table", "column"),
    [
        ("plaatsing_volgt_voordracht", Placement, "candidate_id"),
        ("plaatsing_volgt_voordracht", Placement, "vacancy_id"),
        ("boeking_volgt_plaatsing", Booking, "candidate_id"),
        ("boeking_volgt_plaatsing", Booking, "vacancy_id"),
    ],
)
def test_work_of_another_person_or_place_than_was_agreed_is_told(session, make, lived, rule, table, column):
    another = {"candidate_id": make.candidate(), "vacancy_id": make.vacancy()}[column]
    behind(session, update(table).values({column: another.id}).where(table.id == session.query(table).first().id))

    assert broken(session, RULE[rule])


def test_somebody_accepted_who_is_also_promised_elsewhere_is_told(session, make, lived):
    accepted, other = make.proposal(status=ProposalStatus.ACCEPTED), make.proposal()
    behind(session, update(Proposal).where(Proposal.id == other.id).values(candidate_id=accepted.candidate_id))

    assert broken(session, RULE["aangenomen_is_nergens_anders"]) == [accepted.reference]


def test_who_was_erased_is_no_hole_in_the_whole(session, make, lived):
    for person in (make.candidate(), make.proposal(lived).candidate):
        erase(session, TIMETABLE, person, ground=ErasureGround.REQUEST, on=MONDAY)
    session.flush()

    assert {rule.name: broken(session, rule) for rule in RULES if broken(session, rule)} == {}


def test_many_of_one_kind_are_told_with_how_many_more(session, make):
    for _ in range(MOST_TOLD + 3):
        make.candidate()
    behind(session, delete(Visibility))

    found = broken(session, RULE["zichtbaarheid_staat_vast"])

    assert (len(found), found[-1]) == (MOST_TOLD + 1, "en nog 3")


def test_a_constraint_or_a_column_that_is_gone_is_told(session):
    connection = session.connection()
    assert list(engine.constraint_problems(connection)) == []

    if connection.dialect.name == "postgresql":
        session.execute(text("ALTER TABLE vacancy DROP CONSTRAINT ck_vacancy_never_over_filled"))
        session.execute(text("ALTER TABLE outbox_message DROP CONSTRAINT uq_outbox_message_key"))
        wanted = ["vacancy: regel ck_vacancy_never_over_filled ontbreekt", "regel uq_outbox_message_key ontbreekt"]
    else:
        session.execute(text("DROP INDEX uq_placement_one_active_per_candidate"))
        wanted = ["index uq_placement_one_active_per_candidate ontbreekt"]

    assert list(engine.constraint_problems(connection)) == wanted


def test_a_row_that_points_nowhere_is_told_on_the_embedded_database(database):
    raw = database.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("INSERT INTO visibility (candidate_id, shares_name, shares_phone, shares_email) VALUES (77, 0, 0, 0)")
    raw.close()

    report = check(database, at=NOW)

    assert [one.check for one in report.findings] == ["verwijzingen"]
    assert "wijst naar candidate" in report.findings[0].what


def run(*words):
    done = CliRunner().invoke(werkbedrijf, [str(word) for word in words])
    return done.exit_code, done.output


def test_the_command_ends_with_nought_when_all_is_well_and_with_one_otherwise(folder):
    assert run("integrity", "--data-dir", folder)[0] == 0
    database = Database(f"sqlite:///{folder / 'werkbedrijf.db'}")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX uq_placement_one_active_per_candidate")
    database.close()

    code, told = run("integrity", "--data-dir", folder, "--json")

    assert code == 1
    answer = json.loads(told)
    assert answer["ok"] is False
    assert answer["findings"] == [{"check": "regels", "what": "index uq_placement_one_active_per_candidate ontbreekt"}]


@pytest.mark.parametrize(("most", "named"), [(200_000, "logboek"), (0, "logboek van de laatste maand")])
def test_a_trail_that_was_touched_is_a_finding(folder, monkeypatch, most, named):
    monkeypatch.setattr("werkbedrijf.integrity.trail.SHORT", most)
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    database = Database(f"sqlite:///{folder / 'werkbedrijf.db'}")
    with database.transaction(at=NOW) as session:
        Make(session).region()
        session.flush()
        seal(session, keys_on(database.keys))
    whole = json.loads(run("integrity", "--data-dir", folder, "--json")[1])
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_unchanged")
        connection.exec_driver_sql("UPDATE audit_entry SET act = 'region.renamed'")
    database.close()

    code, told = run("integrity", "--data-dir", folder, "--json")

    assert (whole["findings"], named in whole["checked"]) == ([], True)
    # That nothing guards the trail any more, and that it was touched.
    assert (code, [one["check"] for one in json.loads(told)["findings"]]) == (1, ["regels", "logboek"])


def test_an_older_database_is_told_and_left_as_it_is(folder):
    from alembic import command

    database = Database(f"sqlite:///{folder / 'werkbedrijf.db'}")
    command.downgrade(migrations.config_for(database), "-1")
    before = migrations.current(database)

    code, told = run("integrity", "--data-dir", folder)

    assert code == 1
    assert "werkbedrijf migrate" in told
    assert migrations.current(database) == before
    database.close()


def test_without_a_database_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("WERKBEDRIJF_DATABASE_URL", raising=False)

    code, told = run("outbox", "--data-dir", tmp_path)

    assert code == 3
    assert "werkbedrijf migrate" in told


def test_the_outbox_is_told_in_numbers_without_an_address_or_a_text(folder):
    database = Database(f"sqlite:///{folder / 'werkbedrijf.db'}")
    with database.transaction(at=NOW) as session:
        for key, refusals, sent in (("a", 0, None), ("b", 0, NOW), ("c", len(WAITS) + 1, None)):
            told = {"to_address": "geheim@adres.example", "subject": "Geheim onderwerp", "body": "Geheime tekst"}
            message = OutboxMessage(key=f"soort:{key}", created_at=NOW, due_at=NOW, attempts=refusals, **told)
            message.refusals = refusals
            message.sent_at = sent
            message.last_problem = "SMTPRecipientsRefused: {'geheim@adres.example': 550}" if key == "c" else ""
            session.add(message)
    database.close()

    code, told = run("outbox", "--data-dir", folder, "--json")

    assert code == 0
    answer = json.loads(told)
    assert (answer["waiting"], answer["sent"], answer["stuck"]) == (1, 1, 1)
    assert answer["stuck_messages"] == [
        {"key": "soort:c", "attempts": len(WAITS) + 1, "problem": "SMTPRecipientsRefused"}
    ]
    assert "geheim" not in told.lower()


def test_every_rule_has_its_own_name_and_a_sentence():
    assert len(RULE) == len(RULES)
    assert all(rule.words.endswith(".") or rule.words.endswith(").") for rule in RULES)
