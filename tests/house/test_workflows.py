"""Every life in the house can be lived: no status out of reach, no dead end that nobody chose, no arrow undrawn."""

import re
from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module

import pytest

from tests.house.sources import modules
from werkbedrijf.foundation.workflow import Workflow, label

# Where a life ends for good. Places and people can always come back.
ENDS = {
    "Deze plek": set(),
    "Deze kandidaat": set(),
    "Deze voordracht": {"geplaatst", "afgewezen", "ingetrokken", "verlopen", "vervallen"},
    "Deze dubbele beoordeling": {"besproken", "ingetrokken", "verlopen"},
    "Deze vraag om over te nemen": {"toegezegd", "geweigerd", "ingetrokken", "vervallen"},
    "Deze vraag om te wijzigen": {"overgenomen", "afgewezen", "ingetrokken"},
    "Deze plaatsing": {"beeindigd", "geannuleerd"},
    "Deze vraag": {"beantwoord", "ingetrokken"},
    "Deze bijdrage": {"afgewezen", "ingetrokken", "teruggedraaid"},
    "Deze afrekening": {"vastgelegd", "afgewezen"},
    "Dit bezwaar": {"bekendgemaakt", "ingetrokken"},
    "Dit gesprek": set(),
    "Deze beoordeling": {"ondertekend"},
    "Dit kaartenmapje": {"verlopen", "ingetrokken"},
    "Deze kaart": {"afgewezen", "niet_meer_beschikbaar"},
    "Dit voorstel": {"afgewezen", "plek_gemaakt"},
    "Deze belronde": {"afgerond", "gestopt"},
    "Deze werkgever in de belronde": {"afgehandeld", "niet_bereikt", "overgeslagen", "vervallen"},
}


def workflows() -> Iterable[Workflow]:
    """Every table of acts in a ``workflow.py``."""
    for path in modules():
        if path.endswith("/workflow.py") and not path.startswith("werkbedrijf/foundation/"):
            module = import_module(path.removesuffix(".py").replace("/", "."))
            yield from (value for value in vars(module).values() if isinstance(value, Workflow))


WORKFLOWS = {workflow.what: workflow for workflow in workflows()}
CASES = [(what, status) for what, workflow in WORKFLOWS.items() for status in type(workflow.start)]


def reachable(workflow: Workflow, start: StrEnum) -> set[StrEnum]:
    """Every status that acts can lead to."""
    found, previous = {start}, None
    while found != previous:
        previous = set(found)
        found |= {target for sources, target in workflow.acts.values() if found & set(sources)}
    return found


def test_every_life_is_known_here():
    assert set(WORKFLOWS) == set(ENDS)


@pytest.mark.parametrize(("what", "status"), CASES)
def test_every_status_can_be_reached(what, status):
    assert status in reachable(WORKFLOWS[what], WORKFLOWS[what].start)


@pytest.mark.parametrize(("what", "status"), CASES)
def test_a_status_has_a_way_out_or_is_a_chosen_end(what, status):
    assert WORKFLOWS[what].final(status) == (status.value in ENDS[what])


@pytest.mark.parametrize(("what", "status"), [case for case in CASES if ENDS[case[0]]])
def test_every_road_comes_to_an_end(what, status):
    assert any(WORKFLOWS[what].final(end) for end in reachable(WORKFLOWS[what], status))


@pytest.mark.parametrize(("what", "status"), CASES)
def test_every_status_has_a_dutch_label(what, status):
    assert re.fullmatch(r"[a-zà-ÿ]+( [a-zà-ÿ]+)*", label(status))


@pytest.mark.parametrize("what", WORKFLOWS)
def test_the_drawing_has_every_arrow_and_no_other(what):
    workflow = WORKFLOWS[what]

    drawn = re.findall(r"^    (\S+) --> (\w+)(?:: (\w+))?$", workflow.diagram(), re.MULTILINE)

    assert sorted(drawn) == sorted(
        [("[*]", workflow.start.name, "")]
        + [(source.name, to.name, act) for act, (sources, to) in workflow.acts.items() for source in sources]
    )


def test_what_is_out_of_reach_is_found():
    class Light(StrEnum):
        RED = "rood"
        GREEN = "groen"
        BLUE = "blauw"

    light = Workflow("Het licht", start=Light.RED, go=([Light.RED], Light.GREEN), fade=([Light.BLUE], Light.RED))

    assert reachable(light, light.start) == {Light.RED, Light.GREEN}
    assert light.final(Light.GREEN)
