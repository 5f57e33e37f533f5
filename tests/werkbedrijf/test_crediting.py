"""The value of an effort from the command line, as a person and as a program reads it."""

import json

import pytest
from click.testing import CliRunner

from werkbedrijf import cli

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
