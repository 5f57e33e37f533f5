"""From a list to why, from a person to what would open more places, and an explanation to take home."""

import pytest

from tests.journeys import roads

pytestmark = pytest.mark.browser


def test_a_row_says_why_and_the_way_back_is_there(come):
    coach = come("jobcoach")
    roads.find_somebody(coach)

    coach.follow_first("article a:has-text('Waarom')")

    assert coach.h1 == "Waarom past dit?"
    assert "er staat niets in de weg" in coach.text
    coach.follow("Wie kan dit werk?")
    assert coach.h1 == "Wie kan dit werk?"


def test_what_one_change_opens_leads_to_every_step_it_takes(come):
    coach = come("jobcoach")
    coach.visit("/kandidaten").follow_first("tbody th a").follow("Welke plekken passen?")
    coach.follow("Wat zou meer plekken openen?")
    assert "plek erbij" in coach.text or "plekken erbij" in coach.text

    coach.follow_first("article li a")

    assert coach.h1 == "Wat zou dit mogelijk maken?"
    assert "Wie:" in coach.text
    assert "Elke manier is nagerekend." in coach.text


def test_the_explanation_of_a_voordracht_can_be_handed_over_on_paper(come):
    coach = come("jobcoach")
    coach.visit("/voordrachten").follow_first("tbody a[href*='/voordrachten/']")
    coach.unfold("Zo vertel je het de kandidaat")

    coach.follow("Uitleg op papier voor de kandidaat")

    assert coach.h1 == "Uitleg bij je voordracht"
    assert "Wil je dit niet? Zeg het." in coach.text
