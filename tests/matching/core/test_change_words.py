"""A step is told with what changes, who arranges it and how to begin, in words anybody may read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from matching.core.change_words import OPENINGS, told
from matching.core.changes import Change
from matching.core.possibilities import LEARN, MOVABLE, smallest_ways
from tests.matching.core.cases import calm, demands, minutes, offers
from tests.matching.core.test_explanation import FORBIDDEN
from tests.matching.core.test_possibilities import NEUTRAL, PERSON, PLACE


@pytest.mark.parametrize(
    ("change", "what", "who"),
    [
        (Change("uren", Decimal(20)), "20 uur per week werken (nu ten hoogste 16 uur)", "kandidaat of werkgever"),
        (Change("vervoer", 55), "vervoer voor een reis van 55 minuten (het eigen maximum is 30)", "werkbedrijf"),
        (Change("werktijden", ["avond"]), "ook in de avond werken, of een rooster zonder die tijden", None),
        (Change("certificaat", "vca"), "halen of aanvragen: VCA (veilig werken)", None),
        (Change("voorwaarde", "jobcoach"), "op deze plek toch regelen: jobcoach", "werkbedrijf"),
        (Change("niveau", {"lezen": 2}), "lezen van niveau 0 naar 2", "jobcoach en werkgever"),
        (Change("niveau", {"staan": 3}), "staan op niveau 3 (nog niet gevraagd)", "jobcoach"),
        (Change("taak_eraf", "lezen"), "de taak ‘lezen’ (50 % van het werk) gaat naar een collega", "werkgever"),
    ],
)
def test_each_step_has_its_own_words(change, what, who):
    found = told(change, PLACE, PERSON)
    assert found.what == what
    assert who in {None, found.who}


@given(offers(), demands())
@calm
def test_no_step_holds_a_word_about_who_somebody_is(offer, demand):
    for way in smallest_ways(demand, replace(offer, veto=frozenset()), minutes(demand, offer), NEUTRAL) or ():
        for change in way:
            found = told(change, demand, offer)
            text = f"{found.what} {found.who} {found.how}"
            assert not FORBIDDEN.search(text)
            assert "None" not in text
            assert found.how.endswith(".")


def test_every_change_that_opens_places_has_a_sentence():
    assert set(OPENINGS) == {LEARN, *(reason.code for reason in MOVABLE)}
    assert not any(FORBIDDEN.search(f"{start} {how}") for start, how in OPENINGS.values())
