"""Logging and changing a place: everything in one sitting, with and without scripts."""

import pytest

from employers.vacancies.kinds import VacancyKind
from employers.vacancies.workflow import VacancyStatus
from tests.employers.vacancies.filling import PLACE, chosen, logged, value_of


def test_a_place_is_logged_and_opened_in_one_sitting(client, stored, address):
    form = client.get(address)
    assert form.h1 == "Nieuwe plek bij De Zon"

    page = client.post(address, PLACE)
    assert page.h1 == "Orderpicker avondploeg"
    assert "Wie kan dit werk?" in page.text

    (place,) = logged(stored)
    assert (place.status, place.family, place.occupation) == (VacancyStatus.OPEN, "logistiek", "orderpicker")
    assert [(task.title, task.share, task.separable, task.asks) for task in place.tasks] == [
        ("Orders verzamelen", 60, True, {"lopen": [3, 3]}),
        ("Inpakken", 40, False, {"handen": [2, 2]}),
    ]
    assert {one.code: (one.state.value, one.reason) for one in place.conditions} == {
        "vast_rooster": ("aanwezig", ""),
        "rolstoel": ("onmogelijk", "Smalle stellingen."),
    }
    assert (place.hard, place.times, place.certificates) == ({"veilig": 2}, 1, 4)


def test_what_a_task_asks_is_said_in_dots_and_in_words(client, stored, address):
    form = client.post(address, PLACE | {"doe": "ververs"}, status=200)
    dots = [node for node in form.all("input") if node.get("name") == "tasks-0-asks-lopen"]
    assert [node.get("aria-label") for node in dots][3] == "3 van 4: ook bij drukte"
    assert chosen(form, "tasks-0-asks-lopen") == "3"
    assert chosen(form, "tasks-0-asks-tillen") == "0"

    page = client.post(address, PLACE)
    assert "Lopen 3 van 4 ook bij drukte, heel belangrijk" in page.text
    assert "ten minste: in bekend werk" in page.text


def test_a_place_is_kept_as_a_concept_although_it_is_not_complete(client, stored, address):
    page = client.post(address, PLACE | {"tasks-3-share": "30", "doe": "concept"})
    assert "opgeslagen als concept" in page.text
    assert "De taken zijn samen 90 %" in page.text
    assert logged(stored)[0].status is VacancyStatus.DRAFT


def test_everything_typed_stays_when_something_is_wrong(client, stored, address):
    told = PLACE | {
        "tasks-3-share": "vijftig",
        "hours_min": "veel",
        "title": " ",
        "conditions-jobcoach": "onmogelijk",
        "description": "Vroeg beginnen.",
    }
    page = client.post(address, told)

    assert page.status == 422
    assert logged(stored) == []
    for sentence in (
        "Dit moet nog anders",
        "Vul een heel getal in.",
        "Vul een getal in, zoals 25,5.",
        "Vul in wat voor werk het is.",
        "Schrijf op waarom dit niet kan: jobcoach.",
        "Vroeg beginnen.",
    ):
        assert sentence in page.text
    assert value_of(page, "tasks-1-share") == "vijftig"
    assert value_of(page, "hours_min") == "veel"
    assert value_of(page, "conditions-rolstoel-waarom") == "Smalle stellingen."
    assert value_of(page, "closes_on") == "31-12-2098"
    assert chosen(page, "tasks-0-asks-lopen") == "3"
    assert chosen(page, "tasks-0-asks-lopen-belang") == "3"
    assert chosen(page, "hard-veilig") == "2"


def test_shares_that_do_not_add_up_are_said_when_opening(client, stored, address):
    page = client.post(address, PLACE | {"tasks-3-share": "50"})
    assert page.status == 422
    assert "De taken zijn samen 110 %. Maak er 100 % van." in page.text
    assert "10 % te veel." in page.text
    assert logged(stored) == []


def test_an_occupation_that_is_not_known_is_asked_for(client, address):
    page = client.post(address, {"occupation": "hoefsmid op zee", "doe": "taken"}, status=200)
    assert "Dit beroep staat niet in de lijst" in page.text
    assert value_of(page, "occupation") == "hoefsmid op zee"


def test_rows_come_and_go_and_the_rest_stays(client, address):
    page = client.post(address, PLACE | {"doe": "erbij", "tasks-3-share": "25"}, status=200)
    assert value_of(page, "tasks-2-title") == ""
    assert value_of(page, "tasks-2-share") == "15"

    page = client.post(address, PLACE | {"doe": "eraf-0"}, status=200)
    assert value_of(page, "tasks-1-title") is None
    assert value_of(page, "tasks-0-title") == "Inpakken"
    assert value_of(page, "title") == "Orderpicker avondploeg"


def test_the_form_says_what_the_hours_count_for(client, address):
    page = client.post(address, PLACE | {"doe": "ververs", "hours_max": "24"}, status=200)
    assert "Telt als 0,63 tot 0,94 garantiebaan" in page.text


@pytest.mark.parametrize("kind", VacancyKind)
def test_the_form_says_of_every_kind_whether_it_counts_and_why_not(client, stored, address, kind):
    page = client.post(address, PLACE | {"doe": "ververs", "kind": kind.value, "hours_max": "24"}, status=200)
    said = f"Telt niet mee als garantiebaan. {kind.rules.why_not}" if kind.rules.why_not else "Telt als 0,63 tot 0,94"
    assert said in page.text
    told = client.post("/plekken/tellen", PLACE | {"kind": kind.value, "hours_max": "24"}, status=200)
    assert said.removesuffix(" tot 0,94") in told.text
    opened = client.post(address, PLACE | {"kind": kind.value})
    assert opened.status == 200
    assert logged(stored)[0].kind is kind


def test_one_number_of_hours_means_fixed_hours(client, stored, address):
    client.post(address, PLACE | {"hours_max": ""})
    (place,) = logged(stored)
    assert place.hours_min == place.hours_max == 16


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "slavernij"},
        {"kind": ""},
        {"establishment": "WV-9999"},
        {"times": ["altijd"]},
        {"certificates": ["zwemdiploma"]},
        {"family": "toverij"},
        {"tasks-0-asks-lopen": "9"},
        {"tasks-0-asks-lopen": "drie"},
        {"conditions-jobcoach": "misschien"},
        {"hard-veilig": "99"},
        {"seats": "0"},
        {"seats": "1,5"},
        {"hours_min": "1e9"},
        {"hours_min": "NaN"},
        {"closes_on": "morgen"},
        {"starts_on": "0001-01-01"},
        {"tasks-0-share": "-5"},
    ],
)
def test_hostile_or_mistaken_values_are_refused_with_a_sentence(client, stored, address, wrong):
    page = client.post(address, PLACE | wrong)
    assert page.status == 422
    assert "Dit moet nog anders" in page.text
    assert logged(stored) == []


def test_thousands_of_rows_are_not_read(client, address):
    page = client.post(address, PLACE | {f"tasks-{number}-title": "x" for number in range(2000)}, status=422)
    assert page.html.count("data-task-title") < 40


def test_a_place_is_changed_with_what_stood_there(client, stored, anna):
    place = stored.vacancy(tasks=None)
    address = f"/plekken/{place.reference}/wijzigen"
    form = client.get(address)
    assert value_of(form, "tasks-0-title") == "Orders verzamelen"
    assert chosen(form, "tasks-0-asks-lopen") == "2"
    assert chosen(form, "tasks-0-asks-lopen-belang") == "3"
    assert value_of(form, "hours_max") == "32"

    told = PLACE | {"title": "Verzamelaar", "version": "1", "establishment": place.establishment.reference}
    assert client.post(address, told).h1 == "Verzamelaar"
    assert client.post(address, told, status=412).status == 412


def test_an_open_place_keeps_adding_up(client, stored, anna):
    place = stored.vacancy()
    told = PLACE | {"tasks-3-share": "1", "version": "1", "establishment": place.establishment.reference}
    page = client.post(f"/plekken/{place.reference}/wijzigen", told, status=422)
    assert "De taken zijn samen 61 %" in page.text


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
def test_a_row_that_is_not_there_cannot_be_taken_away(client, address, number):
    page = client.post(address, {**PLACE, "doe": f"eraf-{number}"}, status=200)

    assert value_of(page, "tasks-1-title") == "Inpakken" or value_of(page, "tasks-3-title") == "Inpakken"
