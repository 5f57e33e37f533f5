"""Which day a plan names, in the words people use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.contacts.phrases import LONGEST, suggested

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("Leuk gesprek, vrijdag terugbellen", date(2026, 11, 27)),
        ("maandag bellen", date(2026, 11, 30)),
        ("Morgen mail ik het rooster.", date(2026, 11, 24)),
        ("overmorgen langs", date(2026, 11, 25)),
        ("Over twee weken weer contact", date(2026, 12, 7)),
        ("over 3 dagen bellen", date(2026, 11, 26)),
        ("over een maand opnieuw bellen", date(2026, 12, 23)),
        ("volgende week bezoek plannen", date(2026, 11, 30)),
        ("volgende week donderdag langsgaan", date(2026, 12, 3)),
        ("Afspraak op 7 december", date(2026, 12, 7)),
        ("afspraak 5 januari", date(2027, 1, 5)),
        ("eind van de week hoor ik iets", date(2026, 11, 27)),
    ],
)
def test_a_plan_with_a_day_is_suggested(said, on):
    found = suggested(said, MONDAY)
    assert found is not None
    assert found.on == on


@pytest.mark.parametrize(
    "said",
    ["", "Vrijdag was Kim ziek thuis", "Terugbellen", "31 februari bellen", "Goed gesprek over leerwerkplekken."],
)
def test_without_a_day_or_without_a_deed_nothing_is_suggested(said):
    assert suggested(said, MONDAY) is None


@given(st.text(max_size=200), st.dates(date(2000, 1, 1), date(2190, 1, 1)))
def test_a_suggestion_is_always_short_and_lies_ahead(text, day):
    found = suggested(text + " morgen bellen", day)
    if found is not None:
        assert found.on > day
        assert len(found.words) <= LONGEST
