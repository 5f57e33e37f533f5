"""What somebody types wrong is answered in Dutch, with how the command goes and without a traceback."""

import pytest
from click.testing import CliRunner

from werkbedrijf import cli


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["tellen"], "De opdracht tellen bestaat niet."),
        (["cuont"], "De opdracht cuont bestaat niet. Bedoelt u cost of count?"),
        (["count", "--op", "2026-01-01"], "De optie --op bestaat niet."),
        (["count", "--jsn"], "De optie --jsn bestaat niet. Bedoelt u --json of --on?"),
        (["serve", "--port", "70000"], "--port: 70000 mag hier niet. Kies een getal van 0 tot en met 65535."),
        (["serve", "--port", "acht"], "--port: acht is geen heel getal."),
        (["serve", "--port"], "Achter --port ontbreekt een waarde."),
        (["count", "--json=ja"], "Achter --json hoort niets."),
        (["list", "vacancies", "nog"], "Dit is te veel: nog."),
        (["list"], "ontbreekt."),
        (["list", "huizen"], "huizen kan niet. Kies uit vacancies, candidates, employers."),
        (["audit", "iets"], "De opdracht iets bestaat niet."),
        (["import", "vacancies", "/"], "/ is een map; hier hoort een bestand."),
        (["count", "--on", "1 mei"], "--on: 1 mei kan niet. Schrijf het als 2026-10-01."),
        (["audit", "verify", "--from", "1 mei"], "--from: 1 mei kan niet. Schrijf het als 2026-10-01."),
        (["rank"], "Geef --vacancy of --candidate, één van beide."),
    ],
)
def test_what_is_typed_wrong_is_told_in_dutch(words, told):
    answer = CliRunner().invoke(cli.werkbedrijf, words, prog_name="werkbedrijf")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert "Meer uitleg: werkbedrijf" in answer.stderr
    assert not any(word in answer.stderr for word in ("Error", "Usage", "Invalid", "No such", "Try "))


def test_without_a_command_the_help_is_shown():
    answer = CliRunner().invoke(cli.werkbedrijf, [], prog_name="werkbedrijf")

    assert "garantiebanen, leerwerkplekken" in answer.output
    assert "Traceback" not in answer.output


def _everything(command, words=()):
    yield list(words)
    for name, below in getattr(command, "commands", {}).items():
        yield from _everything(below, (*words, name))


@pytest.mark.parametrize("words", list(_everything(cli.werkbedrijf)), ids=" ".join)
def test_the_help_of_every_command_is_dutch(words):
    answer = CliRunner().invoke(cli.werkbedrijf, [*words, "--help"], prog_name="werkbedrijf")

    assert answer.exit_code == 0
    assert answer.stdout.startswith("Zo gaat het: werkbedrijf")
    english = ("Usage", "Options", "OPTIONS", "Commands:", "COMMAND", "Show this", "default:", "required", "RANGE")
    english += ("DIRECTORY", "INTEGER", "FLOAT", "%Y", "<=x")
    assert [word for word in english if word in answer.stdout] == []
