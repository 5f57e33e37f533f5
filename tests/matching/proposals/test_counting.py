"""While a place is typed: how many people could do it, and never who."""

from datetime import timedelta

import pytest

from matching.proposals.shortlist import candidates_for, month_key
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

TYPED = {
    "kind": "garantiebaan",
    "establishment": "WV-0001",
    "family": "logistiek",
    "hours_min": "16",
    "hours_max": "32",
    "tasks-0-title": "Orders verzamelen",
    "tasks-0-share": "60",
    "tasks-0-asks-lopen": "2",
    "tasks-0-asks-lopen-belang": "3",
    "tasks-0-asks-nauwkeurig": "2",
    "tasks-1-title": "Inpakken",
    "tasks-1-share": "40",
    "tasks-1-asks-handen": "2",
    "tasks-1-asks-tillen": "1",
    "tasks-1-asks-tillen-belang": "1",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    stored.vacancy()
    for _ in range(12):
        stored.profile(level=3)
    for _ in range(3):
        stored.profile(level=1)
    return stored


def counted(client, **changes):
    return client.post("/plekken/tellen", TYPED | changes).text


def test_the_number_is_that_of_the_list_of_candidates(client, region):
    place = region.vacancy()
    found = candidates_for(region.session, place, on=MONDAY, key=month_key("x", MONDAY))
    client.sign_in_as(region.user())

    assert f"In de regio kunnen nu {found.suitable} mensen dit werk" in counted(client)
    assert found.suitable == 12


def test_who_asks_more_is_left_with_fewer(client, region):
    client.sign_in_as(region.user())

    most = {"tasks-0-asks-lopen": "4", "tasks-0-asks-nauwkeurig": "4", "tasks-1-asks-handen": "4"}
    assert "niemand dit werk" in counted(client, **most)
    assert "niemand dit werk" in counted(client, hours_min="40", hours_max="40")
    assert "15 mensen dit werk" in counted(
        client, **{"tasks-0-asks-lopen": "1", "tasks-0-asks-nauwkeurig": "1", "tasks-1-asks-handen": "1"}
    )


def test_a_few_people_are_not_counted_out_loud(client, region):
    for _ in range(4):
        region.profile(level=4)
    client.sign_in_as(region.user())
    most = {"tasks-0-asks-lopen": "4", "tasks-0-asks-nauwkeurig": "4", "tasks-1-asks-handen": "4"}

    said = counted(client, **most)

    assert "minder dan 10 mensen" in said
    assert "4 mensen" not in said


def test_who_is_not_free_yet_counts_for_work_that_starts_later(client, region):
    for _ in range(10):
        region.profile(level=3, available_from=MONDAY + timedelta(days=30))
    client.sign_in_as(region.user())

    assert "nu 12 mensen" in counted(client)
    assert "nu 22 mensen" in counted(client, starts_on=(MONDAY + timedelta(days=40)).isoformat())


def test_shares_need_not_add_up_yet(client, region):
    client.sign_in_as(region.user())

    assert "12 mensen" in counted(client, **{"tasks-0-share": "90", "tasks-1-share": "60"})


def test_the_garantiebanen_stand_beside_it(client, region):
    client.sign_in_as(region.user())

    assert "Telt als 0,94 tot 1,25 garantiebaan" in counted(client, hours_min="24", hours_max="32")
    assert "Telt als 1,00 garantiebaan" in counted(client, hours_min="25,5", hours_max="")
    assert "Telt niet mee" in counted(client, kind="leerwerkplek")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kind": "onzin"},
        {"kind": "garantiebaan", "tasks-0-title": "Iets", "tasks-0-share": "x", "tasks-0-asks-lopen": "9"},
        TYPED | {"hours_min": "900"},
        TYPED | {"family": "onzin"},
        TYPED | {"certificates": ["onzin"]},
        TYPED | {"terug": "https://ergens.example/"},
    ],
)
def test_anything_typed_halfway_gets_an_answer(client, region, typed):
    page = client.sign_in_as(region.user()).post("/plekken/tellen", typed)

    assert "dit werk" in page.text
    assert "ergens.example" not in page.html.replace('value="https://ergens.example/"', "")


def test_without_scripts_one_goes_back_with_everything_typed(client, region):
    client.sign_in_as(region.user())
    employer = region.vacancy().employer.reference
    back = f"/werkgevers/{employer}/plekken/nieuw"
    region.save()

    page = client.post("/plekken/tellen", TYPED | {"terug": back, "title": "Mijn plek"})

    assert "Terug naar de plek" in page.text
    named = {one.get("name"): one.get("value") for one in page.all("input") if one.get("type") == "hidden"}
    carried = {name: value for name, value in named.items() if name not in {"csrf_token", "idempotency_key"}}
    form = client.post(back, carried | {"doe": "ververs"})
    assert 'value="Mijn plek"' in form.html
    assert 'value="Orders verzamelen"' in form.html


@pytest.mark.parametrize(("role", "status"), [(Role.COACH, 404), (Role.ALDERMAN, 404), (Role.EMPLOYER, 404)])
def test_only_who_logs_places_counts(client, region, role, status):
    client.sign_in_as(region.user(role)).post("/plekken/tellen", TYPED, status=status)
