"""What an operator types and gets."""

import errno
import json
import sqlite3
from datetime import date
from decimal import Decimal
from unittest.mock import Mock

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from tests.conftest import NOW
from tests.making import Make
from tests.werkbedrijf.garantiebanen.conftest import placing
from tests.werkbedrijf.sroi.making import approved, claimed, new_contract
from werkbedrijf import cli
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.garantiebanen.closing.actions import close_or_ask
from werkbedrijf.migrations import upgrade
from werkbedrijf.papers.regional import QUARTER

LONG_AGO = date(2026, 1, 1)
EXIT_TYPED = 2


@pytest.fixture
def type_(tmp_path):
    def run(*words):
        command, *rest = words
        return CliRunner().invoke(cli.werkbedrijf, [command, *rest, "--data-dir", str(tmp_path)])

    return run


@pytest.fixture
def made(tmp_path):
    settings = Settings(data_dir=tmp_path).prepare()
    database = Database(settings.database)
    upgrade(database)
    session = database.session(at=NOW, write=True)
    make = Make(session)
    make.parameters()
    yield make
    database.close()


def test_without_a_database_the_answer_is_a_sentence_and_a_code(type_):
    answer = type_("list", "vacancies")

    assert answer.exit_code == cli.EXIT_SETUP
    assert "nog geen database" in answer.stderr
    assert "Traceback" not in answer.output


def test_a_database_at_two_steps_at_once_is_told_in_a_sentence(type_, made):
    made.session.rollback()
    made.session.connection().exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    made.session.commit()

    answer = type_("integrity")

    assert answer.exit_code == cli.EXIT_SETUP
    assert "meer dan één stap" in answer.stderr


def test_a_disk_that_fails_is_told_in_a_sentence(type_, monkeypatch):
    def fails(*_):
        raise OperationalError("INSERT", {}, OSError("disk I/O error"))

    monkeypatch.setattr("werkbedrijf.migrations.upgrade", fails)
    answer = type_("migrate")

    assert answer.exit_code == cli.EXIT_SETUP
    assert "De database doet het niet: disk I/O error. Er is niets half opgeslagen." in answer.stderr
    assert "INSERT" not in answer.output + answer.stderr


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        # Past SQLAlchemy: a copy of the whole file, and a file that is open already.
        (sqlite3.OperationalError("database or disk is full"), "De database doet het niet: database or disk is full."),
        (OSError(errno.ENOSPC, "No space left on device"), "niet te lezen of te schrijven (No space left on device)"),
    ],
    ids=["driver", "file"],
)
def test_so_is_a_disk_that_fills_up_beneath_what_we_use(type_, monkeypatch, problem, sentence):
    def fails(*_):
        raise problem

    monkeypatch.setattr("werkbedrijf.migrations.upgrade", fails)
    answer = type_("migrate")

    assert answer.exit_code == cli.EXIT_SETUP
    assert sentence in answer.stderr


def test_a_mistake_of_ours_is_no_trouble_with_the_disk(type_, monkeypatch):
    def fails(*_):
        raise ValueError("ours")

    monkeypatch.setattr("werkbedrijf.migrations.upgrade", fails)

    assert isinstance(type_("migrate").exception, ValueError)


def test_migrate_makes_the_database_and_twice_is_no_mistake(type_):
    assert type_("migrate").exit_code == 0
    assert "al bij de tijd" in type_("migrate").output


def test_lists_are_references_and_states(type_, made):
    vacancy, candidate = made.vacancy(), made.candidate()
    made.save()

    assert json.loads(type_("list", "vacancies", "--json").output) == [
        {"reference": vacancy.reference, "state": "open"}
    ]
    assert json.loads(type_("list", "candidates", "--json").output) == [
        {"reference": candidate.reference, "state": "in_beeld"}
    ]
    assert json.loads(type_("list", "employers", "--json").output)[0]["reference"] == "W-0001"


def test_a_ranking_accounts_for_everybody(type_, made):
    vacancy = made.vacancy()
    able = made.profile(level=4, available_from=LONG_AGO)
    made.profile(level=1, available_from=LONG_AGO)
    made.profile(level=4, available_from=LONG_AGO, hours_min=Decimal(2), hours_max=Decimal(4))
    made.save()

    answer = json.loads(type_("rank", "--vacancy", vacancy.reference, "--limit", "5", "--json").output)

    assert answer["vacancy"] == vacancy.reference
    assert answer["considered"] == 3
    assert answer["ranked"][0]["candidate"] == able.candidate.reference
    assert answer["ranked"][0]["score"] == 100
    assert len(answer["ranked"]) + sum(left["count"] for left in answer["left_out"]) == 3
    assert {"score", "reasons", "gaps", "arrange", "candidate"} == set(answer["ranked"][0])


def test_places_for_a_person_the_other_way_round(type_, made):
    vacancy, profile = made.vacancy(), made.profile(level=3)
    made.save()

    answer = json.loads(type_("rank", "--candidate", profile.candidate.reference, "--json").output)

    assert [row["vacancy"] for row in answer["ranked"]] == [vacancy.reference]


def test_a_statement_of_social_return_is_replayed_and_exact(type_, made):
    contract = new_contract(made)
    approved(made, claimed(made, contract))
    made.save()

    answer = json.loads(
        type_("sroi", "statement", "--contract", contract.reference, "--on", "2026-11-23", "--json").output
    )

    assert (answer["promised"], answer["done"], answer["left"]) == ("20000.00", "16666.67", "3333.33")
    assert [one["kind"] for one in answer["events"]] == ["verplichting"] + ["bijdrage"] * 6
    assert "P-104" not in json.dumps(answer)
    assert "Er is geen opdracht" in type_("sroi", "statement", "--contract", "OP-9999").output


def test_the_count_is_text_with_two_decimals(type_, made):
    made.save()

    answer = json.loads(type_("count", "--on", "2026-11-23", "--json").output)

    assert answer == {
        "on": "2026-11-23",
        "persons": 0,
        "hours": "0.00",
        "jobs": "0.00",
        "fte": "0.00",
        "by_gemeente": [],
        "left_out": {},
    }


def test_the_count_of_a_closed_month_also_tells_what_it_was_closed_with(type_, made):
    made.region(is_demo=True)
    row = placing(made)(hours="25.5")
    close_or_ask(made.session, made.actor(Role.ACCOUNT_MANAGER), date(2026, 10, 1), reason="", on=date(2026, 11, 23))
    made.session.flush()
    row.terms[0].hours_per_week = Decimal(12)
    made.save()

    answer = json.loads(type_("count", "--month", "2026-10", "--json").output)

    assert (answer["hours"], answer["closed"]["hours"]) == ("52.20", "110.92")
    assert "gesloten met: 1 persoon, 110.92 uur" in type_("count", "--month", "2026-10").output
    assert "closed" not in json.loads(type_("count", "--month", "2026-09", "--json").output)


@pytest.mark.parametrize(
    "words",
    [("rank", "--vacancy", "P-9999"), ("rank", "--candidate", "K-9999")],
)
def test_an_unknown_reference_is_a_sentence(type_, made, words):
    made.save()
    answer = type_(*words)

    assert answer.exit_code == cli.EXIT_REFUSED
    assert "Er is geen" in answer.stderr


def test_rank_wants_one_of_two(type_, made):
    made.save()

    assert type_("rank").exit_code == 2


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "bezet").write_text("een bestand, geen map")

    answer = CliRunner().invoke(cli.werkbedrijf, ["migrate", "--data-dir", str(tmp_path / "bezet" / "map")])

    assert answer.exit_code == cli.EXIT_SETUP
    assert "kan niet worden geschreven" in answer.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("count", "--on", "2026-13-01"), "--on: 2026-13-01 kan niet. Schrijf het als 2026-10-01."),
        (("count", "--month", "oktober"), "--month: oktober kan niet. Schrijf het als 2026-10."),
        (("count", "--month", "2026-10-01"), "--month: 2026-10-01 kan niet. Schrijf het als 2026-10."),
        (
            ("count", "--by", "kleur"),
            "--by: kleur kan niet. Kies uit gemeente, sector, kind, ground, form, branch.",
        ),
        (("papers", "onzin", "--out", "x.pdf"), "onzin kan niet. Kies uit quarter, marktbewerkingsplan."),
        (("papers", "quarter", "--on", "2199-01-01", "--out", "x.pdf"), "Deze dag moet nog komen."),
    ],
)
def test_what_cannot_be_counted_or_written_is_a_dutch_sentence(type_, made, words, sentence):
    answer = type_(*words)

    assert answer.exit_code == EXIT_TYPED
    assert sentence in " ".join(answer.stderr.split())
    assert answer.stdout == ""


@pytest.mark.parametrize(
    "words",
    [("count",), ("indicators", "--period", "2026Q3"), ("papers", "quarter", "--on", "2026-10-01", "--out", "stuk.md")],
)
def test_who_only_reads_makes_nothing_where_there_is_no_database(tmp_path, words):
    nowhere = tmp_path / "nergens"
    answer = CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(nowhere)])

    assert answer.exit_code == cli.EXIT_SETUP
    assert "nog geen database" in answer.stderr
    assert not nowhere.exists()


def test_a_paper_that_cannot_be_written_is_a_sentence(type_, made, tmp_path, monkeypatch):
    monkeypatch.setattr("werkbedrijf.printing.material_on", lambda *_, **__: Mock())
    monkeypatch.setattr("werkbedrijf.printing.PAPERS", {QUARTER: Mock()})
    monkeypatch.setattr("werkbedrijf.printing.written", lambda *_: b"stuk")
    (tmp_path / "bestand").write_text("")

    answer = type_("papers", "quarter", "--on", "2026-10-01", "--out", str(tmp_path / "bestand" / "stuk.md"))

    assert answer.exit_code == cli.EXIT_SETUP
    assert "kan niet worden geschreven" in answer.stderr


def test_an_address_where_nothing_stands_is_told_without_the_address(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_DATABASE_URL", f"sqlite:///{tmp_path / 'leeg.db'}")
    for words in (("integrity",), ("outbox",), ("list", "candidates")):
        answer = CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path / "map")])

        assert answer.exit_code == cli.EXIT_SETUP
        assert "Op het adres in WERKBEDRIJF_DATABASE_URL staat nog geen database" in answer.stderr
        assert "leeg.db" not in answer.stderr


def test_the_short_word_for_postgresql_is_understood():
    assert Settings(database_url="postgres://a:b@server/regio").database == "postgresql://a:b@server/regio"
    assert Settings(database_url="postgresql+psycopg://server/regio").database == "postgresql+psycopg://server/regio"
