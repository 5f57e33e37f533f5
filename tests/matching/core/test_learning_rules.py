"""Eleven rules: each stops learning by itself, at its own border, with a number and a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from matching.core.learning_rules import RULES, Evidence, accepted, judged, valid_until

SOUND = Evidence(
    outcomes=800,
    stopped=200,
    lasted=600,
    smallest_group=50,
    gain_low=0.0001,
    slope=1.0,
    trace=0.55,
    shift=0.05,
    deviation=2.4,
    coverage=0.9,
    trial=0.0,
)
BORDERS = [
    ("uitkomsten", "outcomes", 799),
    ("gestopt", "stopped", 199),
    ("gebleven", "lasted", 199),
    ("groepen", "smallest_group", 49),
    ("beter", "gain_low", 0.0),
    ("ijking", "slope", 0.79),
    ("ijking", "slope", 1.26),
    ("spoor", "trace", 0.551),
    ("aandeel", "shift", 0.051),
    ("groepsijking", "deviation", 2.41),
    ("dekking", "coverage", 0.89),
    ("proef", "trial", -0.0001),
]


def test_when_every_rule_holds_learning_is_accepted():
    assert accepted(judged(SOUND))
    assert {code for code, _, _ in BORDERS} == {rule.code for rule in RULES}


@pytest.mark.parametrize(("code", "name", "value"), BORDERS)
def test_each_rule_alone_stops_learning_just_beyond_its_border(code, name, value):
    rules = judged(replace(SOUND, **{name: value}))
    assert [rule.code for rule in rules if not rule.holds] == [code]
    assert not accepted(rules)


@pytest.mark.parametrize(
    "name", ["smallest_group", "gain_low", "slope", "trace", "shift", "deviation", "coverage", "trial"]
)
def test_what_was_not_measured_does_not_hold(name):
    rules = judged(replace(SOUND, **{name: None}))
    assert [rule.sentence for rule in rules if not rule.holds] == ["Nog niet te meten."]


def test_a_rule_that_is_left_away_is_no_acceptance():
    assert not accepted(judged(SOUND)[:-1])
    assert not accepted(())


def test_the_sentences_say_what_is_missing():
    said = {
        rule.code: rule.sentence for rule in judged(replace(SOUND, outcomes=37, stopped=1, trial=-0.012, slope=0.5))
    }
    assert said["uitkomsten"] == "Er zijn 37 uitkomsten; er ontbreken er nog 763."
    assert said["gestopt"] == "Er is 1 plaatsing die binnen een half jaar stopte; er ontbreken er nog 199."
    assert said["gebleven"] == "Er zijn 600 plaatsingen die een half jaar bleven: genoeg."
    assert said["ijking"] == "De helling tussen verwacht en gebleven is 0,50: de kansen zijn te stellig."
    assert said["proef"].endswith(
        "blijven van elke 1.000 mensen op de lijsten er 12,0 minder dan met de vaste gewichten."
    )


def test_an_acceptance_holds_twelve_months():
    assert valid_until(date(2026, 11, 26)) == date(2027, 11, 26)
