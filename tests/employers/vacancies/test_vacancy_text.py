"""A place from a pasted vacancy: suggestions with their sentence, each ticked by a person, nothing kept by itself."""

import pytest
from sqlalchemy import select

from employers.vacancies.models import Vacancy
from employers.vacancies.reading import draft_of, scaled, ticked_tasks
from employers.vocabulary.text import LONGEST_TEXT
from werkbedrijf.foundation.actors import Role

VACANCY = """Medewerker winkel, 24 tot 32 uur per week
- Je vult de schappen bij en zorgt dat alles netjes gespiegeld staat
- Je helpt klanten met afrekenen aan de kassa
Deze baan valt onder de banenafspraak. Je bent niet snel ziek.
Wij bieden een leuk team."""


@pytest.fixture
def form(address):
    return address


def places(stored):
    stored.session.rollback()
    return stored.session.scalars(select(Vacancy)).all()


def value(page, name):
    return next(one.get("value") for one in page.all("input") if one.get("name") == name)


def test_a_draft_holds_tasks_hours_and_no_delicate_words():
    draft = draft_of(VACANCY)

    sentences = [line.sentence for line in draft.lines]
    assert "Je vult de schappen bij en zorgt dat alles netjes gespiegeld staat" in sentences
    assert "Wij bieden een leuk team" not in sentences
    assert "vakkenvuller/1" in [task.place.id for line in draft.lines for task in line.tasks]
    assert "kassamedewerker" in [one.code for one in draft.occupations]
    assert (draft.hours.low, draft.hours.high) == (24, 32)
    assert draft.left_out == ("banenafspraak", "ziek")
    assert "banenafspraak" not in draft.description
    assert "ziek" not in draft.description
    assert draft.description.startswith("Medewerker winkel, 24 tot 32 uur per week")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("16-24 uur per week", (16, 24)),
        ("Het gaat om 20 uur p/w", (20, 20)),
        ("Minimaal 12 uur per week", (12, 12)),
        ("Je werkt van 8.00 tot 16.30 uur", None),
        ("80 uur per week", None),
        ("Geen uren", None),
    ],
)
def test_hours_are_those_of_a_week(text, found):
    hours = draft_of(text).hours
    assert (hours and (hours.low, hours.high)) == found


def test_shares_of_ticked_tasks_add_up_to_a_hundred():
    tasks = ticked_tasks(["vakkenvuller/1", "kassamedewerker/1", "vakkenvuller/1", "onzin/1", "vakkenvuller/9"])

    assert [task.title for task in tasks] == [
        "Artikelen uitpakken en in het schap zetten",
        "Boodschappen scannen en afrekenen",
    ]
    assert sum(task.share for task in tasks) == 100
    assert all(task.asks for task in tasks)
    assert all(sum(scaled([7] * many)) == 100 for many in range(1, 13))


def test_a_pasted_text_gives_suggestions_that_nobody_ticked_yet(client, stored, form):
    assert f"{form}/tekst" in client.get(form).links()

    page = client.post(f"{form}/tekst", {"text": VACANCY})

    assert "Je helpt klanten met afrekenen aan de kassa" in page.text
    assert "Boodschappen scannen en afrekenen" in page.text
    assert page.h1 == "Plek uit een tekst bij De Zon"
    assert "In de tekst staat ‘banenafspraak’ en ‘ziek’" in page.text
    boxes = [box for box in page.all("input") if box.get("type") == "checkbox"]
    assert boxes
    assert not [box for box in boxes if box.get("checked") is not None]
    assert places(stored) == []


def test_what_was_ticked_stands_in_the_form_and_nothing_else(client, stored, form):
    page = client.post(
        form,
        {
            "doe": "gelezen",
            "kind": "garantiebaan",
            "establishment": "WV-0001",
            "gelezen-taak": ["vakkenvuller/1", "kassamedewerker/1"],
            "gelezen-uren": "24-32",
            "gelezen-beroep": "vakkenvuller",
            "gelezen-tekst": "Geheime tekst",
        },
    )

    assert value(page, "tasks-0-title") == "Artikelen uitpakken en in het schap zetten"
    assert value(page, "tasks-1-title") == "Boodschappen scannen en afrekenen"
    assert int(value(page, "tasks-0-share")) + int(value(page, "tasks-1-share")) == 100
    assert value(page, "occupation") == "Vakkenvuller"
    assert value(page, "drafted_from") == "vakkenvuller"
    assert "Concept uit beroep Vakkenvuller" in page.text
    assert not [
        box for box in page.all("input") if box.get("name") == "concept-regel" and box.get("checked") is not None
    ]
    assert (value(page, "hours_min"), value(page, "hours_max")) == ("24", "32")
    assert "Geheime tekst" not in page.html
    assert places(stored) == []


def test_what_else_the_text_says_is_offered_with_its_sentence_and_filled_in_when_ticked(client, stored, form):
    text = (
        f"{VACANCY}\nJe hebt een rijbewijs B. Je werkt zelfstandig en ook in het weekend. Er is een vaste begeleider."
    )
    page = client.post(f"{form}/tekst", {"text": text})
    assert "Nodig: rijbewijs B" in page.text
    assert "Het werk vraagt: zelfstandig doorwerken (in bekend werk)" in page.text
    assert not [box for box in page.all("input") if box.get("type") == "checkbox" and box.get("checked") is not None]

    told = {"doe": "gelezen", "kind": "garantiebaan", "establishment": "WV-0001", "gelezen-taak": "vakkenvuller/1"}
    ticks = [
        "papier-rijbewijs_b",
        "vraagt-zelfstandig-3",
        "tijd-weekend",
        "voorwaarde-vaste_begeleider",
        "papier-onzin",
    ]
    page = client.post(form, told | {"gelezen-omstandigheid": ticks})
    checked = {(box.get("name"), box.get("value")) for box in page.all("input") if box.get("checked") is not None}
    assert {
        ("certificates", "rijbewijs_b"),
        ("times", "weekend"),
        ("tasks-0-asks-zelfstandig", "3"),
    } <= checked
    assert "vaste begeleider op de werkvloer" in page.text.lower()
    assert places(stored) == []


def test_what_the_work_asks_without_a_task_is_told_and_not_lost_in_silence(client, form):
    page = client.post(form, {"doe": "gelezen", "gelezen-omstandigheid": "vraagt-tillen-2"})
    assert "hoort bij een taak" in page.text
    assert "tillen en dragen" in page.text


def test_the_text_becomes_the_description_only_by_choice(client, form):
    page = client.post(
        form,
        {
            "doe": "gelezen",
            "gelezen-taak": "vakkenvuller/1",
            "gelezen-tekst": "Kom bij ons",
            "gelezen-tekst-bewaren": "ja",
        },
    )

    assert "Kom bij ons" in page.html


def test_without_a_tick_the_form_says_so(client, form):
    assert "geen taken aangevinkt" in client.post(form, {"doe": "gelezen"}).text


def test_more_ticks_than_a_place_has_tasks_are_not_dropped_in_silence(client, form):
    many = [
        f"{code}/{number}"
        for code in ("vakkenvuller", "kassamedewerker", "orderpicker", "keukenhulp", "afwasser")
        for number in (1, 2, 3)
    ]

    page = client.post(form, {"doe": "gelezen", "gelezen-taak": many})

    assert "De eerste 12 van de 15 staan hieronder" in page.text


@pytest.mark.parametrize(
    ("text", "said"), [("", "Plak hier eerst een tekst"), ("a" * (LONGEST_TEXT + 1), "ten hoogste 8.000")]
)
def test_nothing_or_too_much_gets_a_sentence_and_the_text_stays(client, form, text, said):
    page = client.post(f"{form}/tekst", {"text": text}, status=422)

    assert said in page.text
    assert text in page.html


def test_a_text_without_tasks_says_what_to_do(client, form):
    page = client.post(f"{form}/tekst", {"text": "Wij bieden een leuk team."})

    assert "Geen taken gevonden" in page.text
    assert form in page.links()


def test_only_account_managers_paste(client, stored, form):
    client.sign_in_as(stored.user(Role.COACH))

    client.get(f"{form}/tekst", status=403)
