"""The explanation: adds up, survives storage, and says nothing about who somebody is."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.catalogue import CONDITION_CODES, CONDITIONS
from matching.core.eligibility import CODES, LABELS, REASONS, SEVERAL, reasons, sentence, way_out
from matching.core.explanation import Explanation, Grade, explain
from matching.core.fit import fit
from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode
from matching.core.wording import coach_text, employer_text, person_text
from tests.matching.core.cases import calm, demands, minutes, offers

FORBIDDEN = re.compile(
    r"participatiewet|wajong|\bwsw\b|sociale werkvoorziening|bijstand|doelgroep|beschut|indicatie|grondslag|regeling\b"
    r"|beperk|handicap|stoornis|ziek|diagnos|autis|adhd|depress|psych|verslav|medi[cs]|\barts|syndroom|verstandelijk"
    r"|client|cliënt|dossier|afstand tot|klacht|lichamelijk onvermogen|matchpercentage|\bscore\b|\berror\b|invalid",
    re.IGNORECASE,
)
PLACE = Demand(
    id="P-1",
    hours_min=Decimal(16),
    hours_max=Decimal(24),
    tasks=(
        Task("orders verzamelen", Decimal("0.5"), {"lezen": Ask(2, 1), "lopen": Ask(2, 2)}),
        Task("inpakken", Decimal("0.4"), {"handen": Ask(2, 1)}),
        Task("laden", Decimal("0.1"), {"veilig": Ask(3, 2), "tillen": Ask(2, 1)}),
    ),
    conditions={"vaste_begeleider": ConditionState.PRESENT, "rustruimte": ConditionState.IMPOSSIBLE},
)
PERSON = Offer(
    id="K-1",
    levels={"lezen": 3, "lopen": 2, "handen": 4, "veilig": 1, "tillen": 2},
    hours_min=Decimal(16),
    hours_max=Decimal(24),
    travel=Travel(TravelMode.BICYCLE, 45),
    need=frozenset({"jobcoach", "vast_rooster", "vaste_begeleider", "rustruimte"}),
    essential=frozenset({"jobcoach"}),
)


def _texts(explanation):
    return employer_text(explanation), coach_text(explanation), person_text(explanation)


def test_the_employer_reads_what_someone_can_and_who_arranges_what():
    assert employer_text(explain(PLACE, PERSON, minutes=12)) == (
        "Kan vandaag: orders verzamelen en inpakken (90 % van het werk). Groeit nog in: laden. "
        "Wij regelen: een jobcoach die de eerste tijd meekijkt. U regelt: een vast rooster."
    )


def test_the_coach_reads_points_levels_and_what_to_arrange():
    text = coach_text(explain(PLACE, PERSON, minutes=12))
    assert text.startswith(
        "Past voor 95 %. Per taak: orders verzamelen 300 van 300 punten, inpakken 240 van 240 punten "
    )
    assert "(veilig werken, gevaar zien: nu niveau 1, gevraagd 3)" in text
    assert "Er is al: vaste begeleider op de werkvloer." in text
    assert "Te regelen: jobcoach (werkbedrijf, ongeveer 2 weken) en vast rooster (werkgever, ongeveer 1 week)." in text
    assert "Kan op deze plek niet: rustruimte." in text
    assert "Reistijd 12 minuten (eigen maximum 45)." in text
    assert "Eén stap meer bij veilig werken, gevaar zien (naar niveau 2) maakt het 97 %." in text


def test_the_person_reads_the_same_facts_and_whom_to_ask():
    text = person_text(explain(PLACE, replace(PERSON, levels={**PERSON.levels, "handen": None}), minutes=None))
    assert text.startswith("Dit kun je nu al: orders verzamelen.")
    assert "We vragen je nog naar: handen en vingers gebruiken." in text
    assert "niveau" not in text
    assert text.endswith("Klopt er iets niet? Vertel het je jobcoach. Die past het met je aan en kijkt opnieuw.")


def test_what_fits_what_grows_and_what_to_arrange_stand_in_words():
    told = explain(PLACE, PERSON, minutes=12)
    assert told.fits == ("orders verzamelen (50 % van het werk)", "inpakken (40 % van het werk)")
    assert told.grows == ("laden: veilig werken, gevaar zien",)
    assert told.arrange[0] == "jobcoach (werkbedrijf, jobcoaching, ongeveer 2 weken)"
    assert [a.essential for a in told.arrangements] == [True, False, False, False]


def test_a_task_nearly_done_is_told_as_mostly():
    nearly = replace(PERSON, levels={**PERSON.levels, "lezen": 1, "lopen": 4})
    assert explain(PLACE, nearly, minutes=1).tasks[0].grade is Grade.MOSTLY
    assert "Kan al een groot deel van: orders verzamelen." in employer_text(explain(PLACE, nearly, minutes=1))


def test_an_unknown_level_is_asked_not_claimed():
    unknown = replace(PERSON, levels={**PERSON.levels, "handen": None})
    told = explain(PLACE, unknown, minutes=1, neutral=[4] * 32)
    assert told.tasks[1].grade is Grade.ASK
    assert told.ask == ("handen",)
    assert "Dit vragen wij nog na: inpakken." in employer_text(told)
    assert "(50 % van het werk)" in employer_text(told)


def test_a_task_that_asks_nothing_is_told_plainly():
    idle = replace(PLACE, tasks=(Task("aanwezig zijn", Decimal(1)),))
    assert "aanwezig zijn vraagt niets bijzonders" in coach_text(explain(idle, PERSON, minutes=1))


@given(demands(), offers(), st.integers(0, 4))
@calm
def test_an_explanation_adds_up_and_survives_storage(demand, offer, neutral):
    told = explain(demand, offer, minutes=minutes(demand, offer), neutral=[neutral] * 32)
    exact = fit(demand, offer, [neutral] * 32)
    assert sum(task.points for task in told.tasks) == told.points == exact.points
    assert sum(task.of for task in told.tasks) == told.smax
    assert {a.code for a in told.arrangements} == offer.need
    assert Explanation.from_dict(json.loads(json.dumps(told.to_dict()))) == told


@given(demands(), offers())
@calm
def test_the_best_step_is_really_worth_its_points(demand, offer):
    step = explain(demand, offer, minutes=None).best_step
    if step is None:
        return
    higher = replace(offer, levels={**offer.levels, step.code: step.to_level})
    assert fit(demand, higher).points == fit(demand, offer).points + step.points
    assert fit(demand, higher).score == step.score


@given(demands(), offers(), st.sets(st.sampled_from(CONDITION_CODES)))
@calm
def test_no_text_holds_a_word_about_who_somebody_is(demand, offer, need):
    needing = replace(offer, need=offer.need | need)
    told = explain(demand, needing, minutes=minutes(demand, offer))
    refusals = [sentence(reason, demand, offer, 9) for reason in REASONS if reason & reasons(demand, offer, 999)]
    for text in (*_texts(told), *refusals, *told.fits, *told.grows, *told.arrange):
        assert not FORBIDDEN.search(text), text
        assert "None" not in text


@given(demands(), offers())
@calm
def test_the_employer_reads_no_level_and_nothing_lacking(demand, offer):
    text = employer_text(explain(demand, offer, minutes=3))
    assert not re.search(r"niveau|punten|niet|geen|mist|zonder|reistijd", text)


@pytest.mark.parametrize("name", ["capabilities", "conditions", "kinds"])
def test_no_fixed_text_holds_a_word_about_who_somebody_is(name):
    text = resources.files("matching.core").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    spoken = " ".join(re.findall(r'"([^"]*)"', text))
    assert not FORBIDDEN.search(spoken)


def test_no_way_out_holds_a_word_about_who_somebody_is():
    for text in (*(way_out(code, count) for code in (*CODES.values(), SEVERAL) for count in (1, 2)), *LABELS.values()):
        assert not FORBIDDEN.search(text)


def test_everything_somebody_needs_has_words_for_the_employer():
    everything = replace(PERSON, need=frozenset(CONDITION_CODES), essential=frozenset())
    text = employer_text(explain(replace(PLACE, conditions={}), everything, minutes=1))
    assert all(condition.employer_words in text for condition in CONDITIONS)
