"""The vocabulary that ships is whole and right, and a slip in it is named."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from employers.vocabulary.catalogue import VocabularyError, collect, occupations, read_family
from matching.core.catalogue import CAPABILITY_CODES, CONDITION_CODES, FAMILY_CODES

STUDY = Path(__file__).parents[4] / "shared" / "data"
SLIP = """
family = "logistiek"
[[occupation]]
code = "sjouwer"
title = "Sjouwer"
synonyms = []
isco = "9333"
conditions_often_present = ["vast_rooster"]
certificates = ["vca"]
[[occupation.task]]
title = "Tillen"
share = 50
separable = true
asks = { tillen = [2, 3], lopen = [2, 1], veilig = [1, 1] }
[[occupation.task]]
title = "Duwen"
share = 30
separable = true
asks = { duwen = [2, 3], lopen = [2, 1], veilig = [1, 1] }
[[occupation.task]]
title = "Vegen"
share = 20
separable = false
asks = { lopen = [2, 3], staan = [2, 1], veilig = [1, 1] }
"""


def study_rows(name: str) -> list[dict[str, str]]:
    path = STUDY / name
    if not path.exists():
        pytest.skip(f"study data {name} is not here")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_example_of_these_tests_is_right_itself():
    (one,) = read_family("proef.toml", SLIP)
    assert one.tasks[0].asks["tillen"] == (2, 3)
    assert one.tasks[2].separable is False


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("tillen = [2, 3]", "toveren = [2, 3]", "task 'Tillen': unknown capability: toveren"),
        ("tillen = [2, 3]", "tillen = [5, 3]", "'tillen' must be"),
        ("tillen = [2, 3]", "tillen = [0, 3]", "'tillen' must be"),
        ("tillen = [2, 3]", "tillen = [2, 4]", "'tillen' must be"),
        ("tillen = [2, 3]", "tillen = [true, 3]", "'tillen' must be"),
        ("tillen = [2, 3], lopen = [2, 1], ", "", "asks 1 things"),
        ('"vast_rooster"', '"taart"', "unknown condition: taart"),
        ('"vca"', '"duikbrevet"', "unknown certificate: duikbrevet"),
        ('family = "logistiek"', 'family = "ruimtevaart"', "unknown family: ruimtevaart"),
        ("share = 50", "share = 49", "shares add up to 99"),
        ("share = 50", "share = 0", "share must be a whole percentage"),
        ("share = 50", "share = 50.0", "share must be a whole percentage"),
        ("separable = false", 'separable = "nee"', "separable must be true or false"),
        ('code = "sjouwer"', 'code = "Sjouwer"', "code must be lower snake case"),
        ('isco = "9333"', 'isco = "93"', "isco '93'"),
        ('title = "Sjouwer"', 'title = " "', "title must be a text"),
        ("synonyms = []", 'synonyms = ["a", "a"]', "synonyms names something twice"),
        ("synonyms = []", "synonyms = []\nsalaris = 3", "unknown key: salaris"),
        ('family = "logistiek"', "family = ", "not readable as TOML"),
    ],
)
def test_a_slip_is_refused_with_its_place_and_reason(old, new, says):
    assert old in SLIP
    with pytest.raises(VocabularyError) as refusal:
        read_family("proef.toml", SLIP.replace(old, new, 1))
    assert str(refusal.value).startswith("proef.toml")
    assert says in str(refusal.value)


def test_a_family_without_occupations_is_refused():
    with pytest.raises(VocabularyError, match="holds no"):
        read_family("leeg.toml", 'family = "logistiek"')


def test_the_same_code_or_title_twice_is_refused():
    one = read_family("proef.toml", SLIP)
    with pytest.raises(VocabularyError, match="code occurs twice"):
        collect([one, one])
    namesake = read_family("proef.toml", SLIP.replace('code = "sjouwer"', 'code = "drager"'))
    with pytest.raises(VocabularyError, match="title 'Sjouwer' occurs twice"):
        collect([one, namesake])


def test_every_family_of_work_has_its_own_file():
    present = {entry.name for entry in files("employers.vocabulary").iterdir() if entry.name.endswith(".toml")}
    missing = [code for code in FAMILY_CODES if f"{code}.toml" not in present]
    if missing:
        pytest.skip(f"families still to be written: {', '.join(missing)}")
    assert present == {f"{code}.toml" for code in FAMILY_CODES}
    assert {one.family for one in occupations().values()} == set(FAMILY_CODES)
    assert len(occupations()) >= 115


def test_a_family_file_is_named_after_its_family():
    for entry in files("employers.vocabulary").iterdir():
        if entry.name.endswith(".toml"):
            (family,) = {one.family for one in read_family(entry.name, entry.read_text(encoding="utf-8"))}
            assert entry.name == f"{family}.toml"


def test_the_occupations_together_ask_every_capability():
    asked = {code for one in occupations().values() for task in one.tasks for code in task.asks}
    assert asked == set(CAPABILITY_CODES)


def test_the_highest_level_is_rarely_asked_of_simple_work():
    levels = [level for one in occupations().values() for task in one.tasks for level, _ in task.asks.values()]
    assert levels.count(4) <= 0.02 * len(levels)


def test_work_at_heights_always_asks_for_working_safely_too():
    # Level 1 is a low step; from level 2 somebody can fall.
    for one in occupations().values():
        heights = max((task.asks.get("hoogte", (0, 0))[0] for task in one.tasks), default=0)
        safety = any("veilig" in task.asks for task in one.tasks)
        assert heights < 2 or safety, one.code


def test_no_two_occupations_ask_the_same():
    profiles = {
        one.code: tuple(sorted((code, *ask, task.share) for task in one.tasks for code, ask in task.asks.items()))
        for one in occupations().values()
    }
    assert len(set(profiles.values())) == len(profiles)


def test_the_catalogue_cannot_be_changed_by_a_reader():
    one = occupations()["orderpicker"]
    with pytest.raises(TypeError):
        occupations()["nieuw"] = one
    with pytest.raises(TypeError):
        one.tasks[0].asks["tillen"] = (4, 3)


def test_every_isco_code_exists_in_the_classification():
    known = {row["iscoCode"] for row in study_rows("public/isco08_groepen_nl.csv")}
    unknown = {one.code: one.isco for one in occupations().values() if one.isco not in known}
    assert not unknown


def test_the_codes_are_those_of_the_study():
    assert tuple(row["code"] for row in study_rows("facts/vermogens.csv")) == CAPABILITY_CODES
    assert tuple(row["code"] for row in study_rows("facts/voorwaarden.csv")) == CONDITION_CODES
