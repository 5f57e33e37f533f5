"""Learned weights in a run: other lists of the same suitable people, proved, kept and repeated; without them nothing changes."""

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from matching.allocation.checking import checked_again, stood_of
from matching.allocation.ground import ground_of, in_time
from matching.allocation.inputs import Inputs
from matching.allocation.preview import people_for
from matching.allocation.reading import inputs_of
from matching.allocation.running import run_here
from matching.allocation.settings import RunSettings, settings_on
from matching.allocation.solving import solve_region
from matching.allocation.weights import RunWeights
from matching.core.learning import LearnedWeights, learned_units
from matching.core.learning_facts import facts_of_pairs
from matching.core.pairs import JITTER, SCALE, all_pairs
from matching.proposals.shortlist import month_key
from matching.runs.outcome import packed
from tests.making import MONDAY
from tests.matching.allocation.examples import KEY, SETTINGS, TRAVEL, busy_region
from werkbedrijf.foundation.actors import Role

SECRET = "only for tests"
LEARNED = RunWeights.of(
    LearnedWeights(alpha=-6.1234567, fit=0.5, geo=0.25, worst=9, travel=2),
    outcomes=812,
    learned_on=date(2026, 11, 1),
    since=date(2026, 11, 20),
    until=date(2027, 11, 1),
)
BY_LEARNED = RunSettings(weights=LEARNED)


def spread_region(seed=1):
    """The busy region, with people who want to travel less and more."""
    given, rng = busy_region(seed), Random(seed)
    offers = (replace(one, travel=replace(one.travel, max_minutes=rng.randrange(10, 60))) for one in given.offers)
    return replace(given, offers=tuple(offers))


def run(given, settings=BY_LEARNED):
    return solve_region(given, settings, KEY, travel=TRAVEL)


def ground(given, settings):
    return ground_of(given, settings, KEY, TRAVEL)


def who_where(pairs):
    return sorted(zip(pairs.place.tolist(), pairs.person.tolist(), pairs.points.tolist(), strict=True))


def listed(outcome):
    return {place: {row.person for row in rows} for place, rows in outcome.lists.items()}


def digest(outcome):
    return packed(outcome.to_dict())[1]


def test_without_learned_weights_settings_and_pairs_are_what_they_were():
    given = spread_region()
    assert set(SETTINGS.to_dict()) == {"k", "m", "B", "tau"}
    assert RunSettings.from_dict(SETTINGS.to_dict()).weights is None

    found = ground(given, SETTINGS)
    plain = in_time(all_pairs(found.people, given.demands, travel=TRAVEL, hash_key=KEY), given)
    for name in ("start", "person", "worth", "points"):
        assert np.array_equal(getattr(found.pairs, name), getattr(plain, name)), name


def test_settings_keep_what_was_learned_exactly_through_text():
    again = RunSettings.from_dict(json.loads(json.dumps(BY_LEARNED.to_dict())))

    assert again == BY_LEARNED
    assert (LEARNED.alpha, LEARNED.worst) == (-6_123_457, 9_000_000)
    assert (
        RunWeights.of(LEARNED.learned, **{n: getattr(LEARNED, n) for n in ("outcomes", "learned_on", "since", "until")})
        == LEARNED
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_same_people_are_suitable_and_the_lists_are_proved_the_best(seed):
    given = spread_region(seed)
    fixed, learned = ground(given, SETTINGS), ground(given, BY_LEARNED)
    units = learned_units(LEARNED.learned, facts_of_pairs(learned.people, learned.pairs, learned.demands, TRAVEL))

    assert who_where(learned.pairs) == who_where(fixed.pairs)
    assert (learned.pairs.worth // (SCALE * JITTER)).tolist() == units.tolist()
    outcome = run(given)
    assert outcome.certificate["shortlists"]["valid"] and outcome.certificate["kernplan"]["valid"]
    assert {id_: one.qualified for id_, one in outcome.people.items()} == {
        id_: one.qualified for id_, one in run(given, SETTINGS).people.items()
    }


def test_what_was_learned_decides_who_is_on_a_list():
    assert any(listed(run(spread_region(seed))) != listed(run(spread_region(seed), SETTINGS)) for seed in range(4))


def test_promises_stand_above_what_was_learned():
    given = spread_region()
    fixed = run(given, SETTINGS)
    place = given.demands[0].id
    weak = sorted({offer.id for offer in given.offers} - listed(fixed)[place] - listed(run(given))[place])[:2]

    found = run(replace(given, sent=frozenset({(weak[0], place)}), added=frozenset({(weak[1], place)})))

    assert weak[0] in listed(found)[place]
    assert found.certificate["shortlists"]["valid"]


def test_neither_the_order_of_the_rows_nor_writing_it_down_is_in_it():
    given = replace(spread_region(), sent=frozenset({("p002", "P-0001")}), removed=frozenset({("p004", "P-0003")}))
    rng = Random(5)
    turned = replace(
        given,
        offers=tuple(rng.sample(given.offers, len(given.offers))),
        demands=tuple(rng.sample(given.demands, len(given.demands))),
    )
    stored = json.loads(json.dumps({"inputs": given.to_dict(), "settings": BY_LEARNED.to_dict()}))

    wanted = digest(run(given))
    assert digest(run(turned)) == wanted
    assert digest(run(Inputs.from_dict(stored["inputs"]), RunSettings.from_dict(stored["settings"]))) == wanted


@pytest.fixture
def region(make):
    make.parameters()
    for number in range(16):
        make.profile(level=2 + number % 3, max_minutes=30 + number)
    for _ in range(3):
        make.vacancy()
    make.proposal(make.vacancy())
    return make


def test_a_stored_run_is_proved_again_by_its_own_weights(region, session):
    stored = run_here(session, SECRET, on=MONDAY, weights=LEARNED)

    assert stored.settings["weights"]["outcomes"] == 812
    assert checked_again(stored, SECRET).holds
    without = {name: value for name, value in stored.settings.items() if name != "weights"}
    stored.settings = without
    assert not checked_again(stored, SECRET).lists.valid


def test_looking_ahead_gives_what_a_whole_run_with_these_weights_gives(region, session):
    stored = run_here(session, SECRET, on=MONDAY, weights=LEARNED)
    new = region.vacancy(title="Nieuw")
    inputs, key = inputs_of(session, on=MONDAY), month_key(SECRET, MONDAY)
    demand = next(one for one in inputs.demands if one.id == new.reference)

    ahead = people_for(stood_of(stored, SECRET), demand, frozenset(offer.id for offer in inputs.offers))

    whole = solve_region(inputs, settings_on(session, MONDAY, LEARNED), key)
    assert [person for person, _, _ in ahead] == [row.person for row in whole.lists[new.reference]]


def test_the_page_of_a_run_says_what_its_weights_were_learned_from(client, stored):
    stored.region()
    stored.parameters()
    stored.profile()
    stored.vacancy()
    told = (
        "De gewichten zijn geleerd uit 812 uitkomsten, aan sinds vrijdag 20 november 2026, "
        "geldig tot maandag 1 november 2027."
    )
    plain = run_here(stored.session, SECRET, on=MONDAY).reference
    learned = run_here(stored.session, SECRET, on=MONDAY + timedelta(days=1), weights=LEARNED).reference
    stored.session.commit()
    manager, coach = (stored.user(role) for role in (Role.ACCOUNT_MANAGER, Role.COACH))

    me = client.sign_in_as(manager)
    page = me.get(f"/verdeling/{learned}")
    assert told in page.text and '<a href="/leren">geleerd</a>' in page.html
    assert "geleerd" not in me.get(f"/verdeling/{plain}").text
    page = client.sign_in_as(coach).get(f"/verdeling/{learned}")
    assert told in page.text and 'href="/leren"' not in page.html
