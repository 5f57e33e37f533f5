"""What somebody can, question by question: on a phone, with the keyboard, and beside it what an answer would open."""

import re

import pytest

from tests.journeys import roads
from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser


def test_somebody_answers_on_a_phone_with_the_keyboard_alone_and_goes_on_where_it_stopped(come):
    coach = come("jobcoach", viewport=PHONE)
    keys = coach.page.keyboard
    candidate = roads.register_candidate(coach, ("Toetsen", "Bordmeer"))
    roads.fill_in_practical(coach)
    coach.visit(f"/kandidaten/{candidate}/profiel/vragen")
    for asked in range(1, 4):
        assert f"{asked} van 32" in coach.text
        coach.tab_to("Dat weet ik nog niet")
        keys.press("ArrowUp")
        with coach.going():
            keys.press("Enter")
        assert re.search(r"Opgeslagen om \d\d:\d\d", coach.html)
    coach.tab_to("Stoppen, alles is bewaard")
    with coach.going():
        keys.press("Enter")
    assert "3 van 32 vragen beantwoord" in coach.text

    coach.tab_to("Verder met vragen")
    with coach.going():
        keys.press("Enter")
    assert "4 van 32" in coach.text
    coach.visit(f"/kandidaten/{candidate}").follow("Welke plekken passen?")
    assert "open plek" in coach.text


def test_an_answer_that_changes_stands_in_the_history_with_what_it_was(come):
    coach = come("jobcoach", viewport=PHONE)
    candidate = roads.register_candidate(coach, ("Vroeger", "Enlater"))
    roads.fill_in_practical(coach)
    for level in (2, 3):
        coach.visit(f"/kandidaten/{candidate}/profiel/vraag/instructies")
        coach.page.locator(f"input[name='level'][value='{level}']").check()
        coach.press("Bewaar en volgende")
    coach.visit(f"/kandidaten/{candidate}")
    assert "2 naar 3" in coach.text
    coach.follow("Alle veranderingen")

    newest = coach.page.locator("tbody tr").first.inner_text()
    assert "2 van 4" in newest
    assert "3 van 4" in newest


def test_the_panel_beside_the_profile_leads_to_a_question_that_opens_places(come):
    coach = come("jobcoach")
    candidate = roads.register_candidate(coach, ("Vraagje", "Eerst"))
    roads.fill_in_practical(coach)
    coach.visit(f"/kandidaten/{candidate}")
    coach.page.get_by_role("heading", name="Plekken die nu passen").wait_for()
    question = coach.page.locator("section[aria-labelledby=openers] a").first
    asked = question.inner_text()
    with coach.going():
        question.click()

    assert coach.h1 == asked
    coach.visit(f"/kandidaten/{candidate}/kansen")
    assert asked in coach.text


def test_what_stands_for_a_question_that_nobody_asked_can_be_read(come):
    coach = come("jobcoach", viewport=PHONE)
    coach.visit("/kandidaten/gangbare-niveaus")

    assert "het middelste niveau van" in coach.text
