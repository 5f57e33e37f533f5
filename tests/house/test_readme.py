"""The README keeps up: every command, option, exit code and setting is in it, and every link leads somewhere."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from tests.house.sources import ROOT
from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.setup.errors import Exit
from werkbedrijf.setup.start import OF_THE_TREE

README = (ROOT / "README.md").read_text(encoding="utf-8")
FIRST_SCREEN = 52  # lines
PICTURES = ROOT / "werkbedrijf" / "static" / "img" / "readme"
DOCUMENTS = [
    "README.md",
    "werkbedrijf/SECURITY.md",
    *sorted(f"werkbedrijf/decisions/{p.name}" for p in (ROOT / "werkbedrijf/decisions").glob("*")),
]
DIAGRAM = re.compile(r"<!-- diagram: ([\w.]+) -->\n```mermaid\n(.*?)\n```", re.DOTALL)


def commands(group: click.Group = werkbedrijf, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name; a group only through its commands."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands())
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in (*parameter.opts, *parameter.secondary_opts)
]


def row(name: str) -> str:
    """The row of a command in the table."""
    found = re.search(rf"^\| `werkbedrijf {re.escape(name)}\b.*$", README, re.MULTILINE)
    return found[0] if found else ""


def links(name: str) -> list[str]:
    """The files a document points to."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [link for link in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in link]


@pytest.mark.parametrize("name", [*COMMANDS, *OF_THE_TREE])
def test_every_command_has_its_row(name):
    assert row(name)


@pytest.mark.parametrize(("name", "option"), [pair for pair in OPTIONS if pair[1] not in {"--data-dir", "--json"}])
def test_every_option_stands_with_its_command(name, option):
    assert re.search(rf"[` ]{option}\b", row(name))


def test_the_options_of_every_command_are_said_once():
    assert all(f"`{option}`" in README for option in ("--data-dir", "--json"))


def test_the_readme_names_no_command_that_is_not_there():
    named = {
        " ".join(found.split())
        for found in re.findall(r"^\| `werkbedrijf ([a-z]+(?:[ -][a-z]+)*)", README, re.MULTILINE)
    }

    assert named == {*COMMANDS, *OF_THE_TREE}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_its_row(name):
    assert re.search(rf"^\| `WERKBEDRIJF_{name.upper()}` \|", README, re.MULTILINE)


def test_the_readme_names_no_setting_that_is_not_there():
    known = {f"WERKBEDRIJF_{name.upper()}" for name in Settings.model_fields}

    assert set(re.findall(r"WERKBEDRIJF_[A-Z_]+", README)) == known


def test_every_exit_code_is_explained():
    told = README.partition("Exit codes:")[2].partition("\n\n")[0]

    assert [int(code) for code in re.findall(r"(?:^|· |\n)\s*(\d+) ", told)] == sorted(Exit)


def test_the_first_screen_has_the_two_commands_and_the_map():
    screen = "\n".join(README.splitlines()[:FIRST_SCREEN])

    assert re.findall(r"^python3 -m werkbedrijf (\w+)", screen, re.MULTILINE) == ["demo", "check"]
    assert all(
        f"\n{folder}/" in screen for folder in ("employers", "candidates", "matching", "werkbedrijf", "templates")
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file(name):
    pictures = {PICTURES.relative_to(ROOT).as_posix()}
    dead = [
        link
        for link in links(name)
        if not (ROOT / name).parent.joinpath(link).exists() and str(Path(link).parent) not in pictures
    ]

    assert dead == []


def test_the_pictures_are_there():
    if not PICTURES.is_dir():
        pytest.skip("the pictures of the README are not there yet")

    assert [link for link in links("README.md") if link.endswith(".png") and not (ROOT / link).is_file()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_speaks_of_no_machine(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.findall(r"(?<![\w.])/(?:home|work|tmp|root|Users)/|localhost|\b\d+\.\d+\.\d+\.\d+\b", text) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_drawings_are_those_of_the_workflows(name):
    for path, drawn in DIAGRAM.findall((ROOT / name).read_text(encoding="utf-8")):
        module, _, workflow = path.rpartition(".")

        assert drawn == getattr(import_module(module), workflow).diagram()


def test_every_decision_is_in_the_list():
    folder = ROOT / "werkbedrijf" / "decisions"

    assert set(links("werkbedrijf/decisions/README.md")) == {p.name for p in folder.glob("0*.md")}
