"""The sums of the law on the command line: amounts as text with their article, and one Dutch sentence when it cannot be."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from click.testing import CliRunner

from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.founding import found
from werkbedrijf.migrations import upgrade

USUAL = {"--on": "2026-07-01", "--ground": "PW_COLLEGE", "--hours": "36", "--loonwaarde": "60"}


@pytest.fixture
def cost(tmp_path):
    def run(*more, **changed):
        options = USUAL | {f"--{name}": value for name, value in changed.items()}
        words = [word for pair in options.items() if pair[1] is not None for word in pair]
        return CliRunner().invoke(werkbedrijf, ["cost", *words, *more, "--data-dir", str(tmp_path / "data")])

    return run


def test_every_amount_is_a_text_with_its_article(cost):
    told = json.loads(cost("--json").stdout)

    assert {key: told[key] for key in ("wml_month", "base", "lks", "surcharge", "lks_with_surcharge", "lkv_year")} == {
        "wml_month": "2337.00",
        "base": "2523.96",
        "lks": "1009.58",
        "surcharge": "237.26",
        "lks_with_surcharge": "1246.84",
        "lkv_year": "1890.72",
    }
    assert (told["cap_applied"], told["no_risk"]) == (False, True)
    assert told["articles"]["lks"] == "Participatiewet art. 10d lid 4"
    assert {line["key"] for line in told["lines"]} <= set(told["articles"])


def test_a_forfait_of_eight_months_is_six_at_most(cost):
    told = json.loads(cost("--json", "--forfait", months="8").stdout)

    assert (told["forfait_months"], told["lks"], told["lks_after_forfait"]) == ("6", "1261.98", "1246.84")
    assert Decimal(told["lks_period"]) == 6 * Decimal("1558.55") + 2 * Decimal("1246.84")
    assert told["articles"]["lks"] == "Participatiewet art. 10d lid 5"


def test_a_wajong_has_loondispensatie_and_no_loonkostensubsidie(cost):
    told = json.loads(cost("--json", ground="WAJONG").stdout)

    assert (told["lks"], told["lks_period"], told["dispensation"]) == ("0.00", "0.00", "1009.58")
    assert told["articles"]["trial_months_longest"] == "Wajong art. 2:24 en 3:69"


def test_a_person_reads_a_table_with_the_article_beside_each_amount(cost):
    lines = cost(hours="24,5").stdout.splitlines()

    assert lines[0].startswith("Bedragen van 2026-07-01, 24,5 uur per week, loonwaarde 60 procent")
    assert any("687,08 per maand" in line and "10d lid 4" in line for line in lines)
    assert any("2024-2026 niet gevonden" in line for line in lines)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": "1-7-2026"}, "jaar-maand-dag"),
        ({"ground": "BIJSTAND"}, "geen grond van het register"),
        ({"ground": None}, "--ground"),
        ({"hours": "0"}, "--hours"),
        ({"hours": "veel"}, "--hours"),
        ({"hours": None}, "--hours"),
        ({"loonwaarde": "101"}, "--loonwaarde"),
        ({"loonwaarde": "60,5"}, "heel getal"),
        ({"loonwaarde": "\u0666\u0660"}, "heel getal"),
        ({"months": "0"}, "--months"),
    ],
)
def test_what_cannot_be_understood_ends_with_two_and_one_sentence(cost, changed, words):
    result = cost("--json", **changed)

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("age", ["67", "68", "99"])
def test_from_the_aow_age_on_nothing_is_worked_out_and_the_sentence_says_why(cost, age):
    result = cost("--json", age=age)

    assert (result.exit_code, result.stdout) == (2, "")
    for said in ("67 jaar", "AOW art. 7a", "doelgroepregister", "loonkostenvoordeel", "Wtl art. 2.10"):
        assert said in result.stderr


@pytest.mark.parametrize("age", ["14", "100", "670", "-1", "66,5"])
def test_an_age_that_cannot_be_is_refused(cost, age):
    result = cost(age=age)

    assert result.exit_code == 2
    assert "--age een heel getal van 15 tot en met 99" in result.stderr


@pytest.mark.parametrize(
    ("age", "months", "told"), [("66", "1", True), ("65", "12", False), ("65", "13", True), ("21", "60", False)]
)
def test_who_may_reach_the_aow_age_before_the_contract_ends_reads_so(cost, age, months, told):
    notes = json.loads(cost("--json", age=age, months=months).stdout)["notes"]

    assert bool(notes) is told
    assert all("AOW-leeftijd (67 jaar op 2026-07-01" in note for note in notes)
    lines = cost(age=age, months=months).stdout
    assert ("Let op: misschien bereikt deze persoon" in lines) is told


def test_an_age_of_before_it_makes_no_amount_other_than_that_of_an_adult(cost):
    assert json.loads(cost("--json", age="64").stdout)["lks"] == json.loads(cost("--json").stdout)["lks"]


@pytest.mark.parametrize("day", ["2025-03-01", "2027-03-01"])
def test_a_day_without_figures_is_refused_and_says_what_to_do(cost, day):
    result = cost(on=day)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Kies een" in result.stderr


def test_a_ground_may_be_typed_small(cost):
    assert json.loads(cost("--json", ground=" wajong ").stdout)["ground"] == "WAJONG"


def test_without_a_database_none_is_made(cost, tmp_path):
    assert cost().exit_code == 0
    assert not (tmp_path / "data").exists()


def test_the_figures_a_region_entered_are_used(cost, tmp_path):
    (tmp_path / "data").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'data' / 'werkbedrijf.db'}")
    upgrade(database)
    found(database, at=datetime(2026, 11, 23, tzinfo=UTC))
    with database.engine.begin() as connection:
        for name, value in ((Parameter.WML_MONTH, "2400.00"), (Parameter.WML_HOUR, "15.40")):
            connection.execute(
                ParameterValue.__table__.insert().values(
                    name=name, valid_from=date(2027, 1, 1), value=Decimal(value), source="Staatscourant"
                )
            )
    database.close()

    told = json.loads(cost("--json", on="2027-03-01").stdout)

    assert (told["wml_month"], told["base"]) == ("2400.00", "2592.00")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;64,5;100;100;100\n", 0, "Loonwaarde: 65 procent"),
        ("taak;tempo;kwaliteit;inzetbaarheid;aandeel\nvegen;x;100;100;100\n", 2, "Rij 2"),
        ("", 2, ""),
        (None, 2, "bestaat niet"),
    ],
)
def test_a_loonwaarde_out_of_a_file(tmp_path, text, code, words):
    path = tmp_path / "taken.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    result = CliRunner().invoke(werkbedrijf, ["loonwaarde", str(path)])

    assert result.exit_code == code
    assert words in (result.stderr if code else result.stdout)


def test_a_loonwaarde_for_a_program(tmp_path):
    path = tmp_path / "taken.csv"
    path.write_text("task,tempo,quality,deployability,share\nvegen,75,90,100,100\n", encoding="utf-8")

    told = json.loads(CliRunner().invoke(werkbedrijf, ["loonwaarde", str(path), "--json"]).stdout)

    assert (told["loonwaarde"], told["exact"], told["tasks"][0]["loonwaarde"]) == ("68", "67.5", "67.5")


def test_another_day_tells_what_changes_before_and_after(cost):
    told = json.loads(cost("--json", "--against", "2026-07-01", on="2026-06-30").stdout)
    changes = {one["key"]: one for one in told["changes"]}

    assert (told["against"], changes["lks"]["before"], changes["lks"]["after"]) == ("2026-07-01", "991.18", "1009.58")
    assert changes["lks"]["difference"] == "18.40"
    assert "lkv_year" not in changes
    assert "verandert er niets" in cost("--against", "2026-07-02").stdout
