"""Which instrument goes with which ground on which day: the whole table."""

from datetime import date

import pytest

from matching.instruments.grounds import CODES, TABLE, Instrument, RulesNotKnown, Standing, UnknownGround, rules_of

DAYS = (date(2026, 1, 1), date(2026, 7, 1), date(2028, 4, 1))
LETTERS = {"j": Standing.YES, "v": Standing.IF, "n": Standing.NO}

# Per ground, in the order of the instruments: LKS, loondispensatie, LKV banenafspraak, LKV nieuw, LKV herplaatsen, no-risk,
# proefplaatsing, jobcoach, werkplek. j = yes, v = on a condition, n = no. Sources: Participatiewet art. 10-10da (text of
# 1 January and 1 July 2026), Wtl art. 2.6-2.17 (1 January 2026), Wajong art. 2:20 and 3:63, Ziektewet art. 29b.
TRUTH = {
    "PW_COLLEGE": "jnjnnjjjv",
    "PRAKTIJKROUTE": "jnjnnjjjv",
    "PW_EIGEN_VERZOEK": "jnjnnjjjv",
    "VSO": "vnjnnjvvv",
    "PRO": "vnjnnjvvv",
    "ENTREE": "vnjnnjvvv",
    "WSW": "nnvnnjvvv",
    "WAJONG": "nvjnnjjvv",
    "WSW_VERLOPEN": "vnjnnjvvv",
    "WAJONG_AFGEWEZEN": "vnjnnjvvv",
    "OUD_B_C": "vnjnnjvvv",
    "BLIJFT": "vnjnnjvvv",
    "WIA_EXPERIMENT": "nvjvvjjvv",
    "JONGGEHANDICAPT_VOORZIENING": "nnjnnjvvj",
    "WIW_ID": "nnjnnvnvv",
}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("code", CODES)
def test_every_instrument_for_every_ground(code, day):
    rules = rules_of(code, day)

    assert {one: rules[one].standing for one in Instrument} == {
        one: LETTERS[letter] for one, letter in zip(Instrument, TRUTH[code], strict=True)
    }


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_its_article_and_every_no_or_maybe_a_reason(code):
    for rule in rules_of(code, DAYS[1]).values():
        assert rule.article
        assert rule.standing is Standing.YES or rule.sentence


def test_the_table_holds_exactly_the_grounds_of_the_register():
    assert set(TABLE) == set(CODES) == set(TRUTH)


def test_the_trial_with_loondispensatie_ends_on_its_day():
    during, after = (rules_of("WAJONG", day)[Instrument.DISPENSATION].sentence for day in DAYS[1:])

    assert "Tot 1-4-2028" in during
    assert "1-4-2028" not in after


@pytest.mark.parametrize("code", ["", "bijstand", "pw_college"])
def test_an_unknown_ground_names_the_ones_there_are(code):
    with pytest.raises(UnknownGround, match="PW_COLLEGE"):
        rules_of(code, DAYS[0])


def test_before_2026_we_do_not_answer():
    with pytest.raises(RulesNotKnown, match="31-12-2025"):
        rules_of("WAJONG", date(2025, 12, 31))
