"""The fixed lists: complete, in the order of the study, and stored without loss."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core import catalogue as c
from tests.matching.core.cases import calm

FACTS = Path(__file__).parents[4] / "shared" / "data" / "facts"


def _rows(name: str) -> list[dict[str, str]]:
    path = FACTS / name
    if not path.exists():
        pytest.skip(f"study data not beside the project: {name}")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_capabilities_are_those_of_the_study_in_the_same_order():
    rows = _rows("vermogens.csv")
    ours = [(i.code, i.name, i.group, i.hard_possible) for i in c.CAPABILITIES]
    assert ours == [(r["code"], r["naam"], r["groep"], r["hard_mogelijk"] == "ja") for r in rows]


def test_conditions_are_those_of_the_study_in_the_same_order():
    assert [(i.code, i.name) for i in c.CONDITIONS] == [(r["code"], r["naam"]) for r in _rows("voorwaarden.csv")]


def test_every_capability_has_a_different_example_per_level():
    assert len(c.ANCHORS) == 5
    assert all(len(set(item.examples)) == 5 for item in c.CAPABILITIES)
    assert all(text.endswith(".") for item in c.CAPABILITIES for text in item.examples)
    assert {item.group for item in c.CAPABILITIES} == set(c.GROUPS)
    assert c.capability("lezen").group_title == "Lezen, rekenen en taal"


def test_every_condition_says_who_arranges_what_and_how_long_it_takes():
    assert {item.by for item in c.CONDITIONS} == {"werkgever", "werkbedrijf", "UWV", "gemeente"}
    assert all(item.instrument and item.lead_time and item.coach_words.endswith(".") for item in c.CONDITIONS)
    assert not any(item.employer_words.endswith(".") for item in c.CONDITIONS)


def test_only_safety_and_height_may_be_hard():
    assert c.HARD_CODES == ("veilig", "hoogte")


def test_sizes_fit_the_stored_form():
    assert (len(c.CAPABILITIES), len(c.CONDITIONS), len(c.FAMILIES)) == (32, 24, 15)


@given(st.dictionaries(st.sampled_from(c.CAPABILITY_CODES), st.none() | st.integers(0, 4)))
@calm
def test_levels_come_back_from_their_text(levels):
    back = c.levels_from_text(c.levels_to_text(levels))
    assert back == {code: levels.get(code) for code in c.CAPABILITY_CODES}


@pytest.mark.parametrize(
    ("codes", "to_bits", "from_bits"),
    [
        (c.CONDITION_CODES, c.conditions_to_bits, c.conditions_from_bits),
        (c.CERTIFICATE_CODES, c.certificates_to_bits, c.certificates_from_bits),
        (c.FAMILY_CODES, c.families_to_bits, c.families_from_bits),
        (c.TIME_CODES, c.times_to_bits, c.times_from_bits),
    ],
)
def test_codes_come_back_from_their_bits(codes, to_bits, from_bits):
    assert from_bits(to_bits(codes)) == codes
    assert from_bits(to_bits(codes[1:])) == codes[1:]
    with pytest.raises(ValueError, match="Onbekend"):
        to_bits(["bestaat_niet"])
    with pytest.raises(ValueError, match="bits"):
        from_bits(1 << len(codes))


def test_a_level_outside_the_scale_is_refused_with_the_capability_named():
    with pytest.raises(ValueError, match="'lezen' is een heel getal van 0 tot 4"):
        c.levels_to_text({"lezen": 5})
    with pytest.raises(ValueError, match="tekens"):
        c.levels_from_text("9")
    with pytest.raises(ValueError, match="Onbekend vermogen 'tempo'"):
        c.capability("tempo")
    with pytest.raises(ValueError, match="Onbekende voorwaarde"):
        c.condition("koffie")
