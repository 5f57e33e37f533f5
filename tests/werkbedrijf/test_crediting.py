"""The value of an effort from the command line, as a person and as a program reads it."""

import json

import pytest
from click.testing import CliRunner

from tests.werkbedrijf.sroi.own_tables import file_of
from werkbedrijf import cli
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.sroi.tables import shipped
from werkbedrijf.sroi.values.shape import file_rows

HALF_A_YEAR = ["--hours", "24", "--from", "2026-01-01", "--to", "2026-06-30"]


def run(*words):
    return CliRunner().invoke(cli.werkbedrijf, ["sroi", *words])


def test_a_program_gets_every_amount_as_text_with_the_sum_and_the_source():
    told = run(
        "value", "--table", "utrecht_b", "--block", "banenafspraak", *HALF_A_YEAR, "--bonus", "bonus_vast", "--json"
    )
    answer = json.loads(told.output)
    assert (told.exit_code, answer["value"], answer["months"], answer["full_time_hours"]) == (0, "20000.00", "6", "36")
    assert [(line["code"], line["value"]) for line in answer["lines"]] == [
        ("banenafspraak", "16666.67"),
        ("bonus_vast", "3333.33"),
    ]
    assert "24/36 × 6/12" in answer["lines"][0]["sum"] and answer["source"].startswith("https://www.utrecht.nl/")


def test_a_person_reads_a_sentence():
    told = run("value", "--table", "utrecht_b", "--block", "banenafspraak", *HALF_A_YEAR)
    assert "Samen €\xa016.666,67 volgens Utrecht, nieuwste tabel" in told.output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--table", "x", "--block", "ww", *HALF_A_YEAR], 1, "Er is geen waardetabel ‘x’. Kies uit: utrecht_a"),
        (["--table", "leiden", "--block", "x", *HALF_A_YEAR], 1, "heeft geen bouwblok ‘x’"),
        (["--table", "leiden", "--block", "ww", "--hours", "-2", *HALF_A_YEAR[2:]], 1, "Uren per week zijn meer dan 0"),
        (["--table", "leiden", "--block", "ww", "--hours", "veel", *HALF_A_YEAR[2:]], 2, "‘veel’ is geen getal"),
        (["--table", "leiden", "--block", "ww", "--hours", "nan", *HALF_A_YEAR[2:]], 2, "geen getal"),
    ],
)
def test_what_cannot_be_is_a_sentence(words, code, said):
    told = run("value", *words)
    assert told.exit_code == code and said in told.output


def test_the_tables_and_their_blocks_are_listed():
    listed = json.loads(run("tables", "--json").output)
    assert [one["version"] for one in listed][:2] == ["utrecht_a", "utrecht_b"]
    assert "ww: WW, €\xa015.000,00 per jaar (hoe lang staat er niet bij)" in run("tables", "leiden").output


def test_two_tables_are_compared():
    told = run("compare", "utrecht_a", "utrecht_b")
    assert "banenafspraak: €\xa035.000,00" in told.output and "→ €\xa050.000,00" in told.output
    assert run("compare", "leiden", "leiden").output == "Deze tabellen zeggen hetzelfde.\n"


@pytest.fixture
def region(database, stored, tmp_path, monkeypatch):
    """A folder with a database and a coordinator, and a file with a table of the region."""
    stored.user(Role.COORDINATOR)
    stored.save()
    monkeypatch.setenv("WERKBEDRIJF_DATABASE_URL", str(database.engine.url))
    monkeypatch.setenv("WERKBEDRIJF_DATA_DIR", str(tmp_path))
    (tmp_path / "tabel.csv").write_bytes(to_csv(file_rows(file_of().tables)))
    return tmp_path


def brought(folder, *words):
    return run("import-table", str(folder / "tabel.csv"), *words)


def test_a_table_of_the_region_is_brought_in_and_then_reckoned_with(region):
    told = brought(region)
    assert (told.exit_code, told.output) == (0, "werkregio_2027: opgeslagen\n")
    assert json.loads(brought(region, "--json").output) == {"new": [], "same": ["werkregio_2027"], "refused": []}
    assert "werkregio_2027: stond er al" in brought(region).output
    told = run("value", "--table", "werkregio_2027", "--block", "banenafspraak", *HALF_A_YEAR, "--json")
    assert json.loads(told.output)["value"] == "15000.00"
    listed = json.loads(run("tables", "--json").output)
    assert listed[-1]["version"] == "werkregio_2027" and listed[-1]["blocks"][0]["minimum_hours"] == "12"
    assert "ww: € 15.000,00 per jaar" in run("compare", "leiden", "werkregio_2027").output.replace("\xa0", " ")


def test_a_trial_keeps_nothing(region):
    told = brought(region, "--dry-run")
    assert told.exit_code == 0 and "werkregio_2027: nieuw" in told.output and "Proef" in told.output
    assert "werkregio_2027" not in run("tables").output


def test_a_file_that_is_wrong_keeps_nothing_and_says_where(region):
    (region / "tabel.csv").write_bytes(to_csv(file_rows(file_of().tables)).replace(b"20000", b"veel"))
    told = brought(region)
    assert told.exit_code == 1 and "rij 3, waarde: Vul een getal in" in told.output
    assert "Er is niets opgeslagen." in told.output and "werkregio_2027" not in run("tables").output
    (region / "tabel.csv").write_bytes(b"%PDF-1.7")
    assert brought(region).exit_code == 1
    assert run("import-table", str(region / "weg.csv")).exit_code == 1


def test_only_a_coordinator_brings_a_table_in(region, stored):
    coach = stored.user(Role.COACH)
    stored.save()
    told = brought(region, "--as", coach.email)
    assert told.exit_code == 1 and "geen regiocoördinator" in told.output


def test_without_a_database_the_shipped_tables_are_all_there_is(tmp_path):
    folder = ["--data-dir", str(tmp_path / "leeg")]
    assert [one["version"] for one in json.loads(run("tables", *folder, "--json").output)] == list(shipped())
    told = run("value", *folder, "--table", "eigen", "--block", "ww", *HALF_A_YEAR)
    assert told.exit_code == 1 and "Er is geen waardetabel ‘eigen’" in told.output
    assert not (tmp_path / "leeg").exists()
