"""The best lists around what was promised: exactly what the core finds, whatever the order of the rows."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from matching.allocation.inputs import Inputs
from matching.allocation.settings import RunSettings
from matching.allocation.solving import solve_region
from matching.core.allocation import Rules
from matching.core.files import Settings
from matching.core.names import Names
from matching.core.solution import solve
from matching.runs.outcome import packed
from tests.conftest import MONDAY
from tests.matching.allocation.examples import KEY, SETTINGS, TRAVEL, busy_region, inputs, person, place


def run(given, settings=SETTINGS, key=KEY):
    return solve_region(given, settings, key, travel=TRAVEL)


def names(outcome, place_id="A"):
    return [listed.person for listed in outcome.lists[place_id]]


def digest(given):
    return packed(given.to_dict())[1]


def test_it_is_what_the_core_finds():
    given = replace(busy_region(), available={})

    found = run(given)

    core = solve(given.offers, given.demands, Names({}, {}), TRAVEL, Settings(key=KEY.decode()))
    assert {place_id: sorted(p.person for p in rows) for place_id, rows in found.lists.items()} == {
        place_id: sorted(people) for place_id, people in core.lists.lists.items()
    }
    assert found.certificate["shortlists"]["objective"] == core.lists_certificate.objective
    assert {id_: p.price_units for id_, p in found.people.items()} == dict(
        zip(core.pairs.people, core.prices.units.tolist(), strict=True)
    )


@pytest.mark.parametrize("seed", range(4))
def test_every_run_is_proved_the_best(seed):
    found = run(busy_region(seed))

    assert found.certificate["shortlists"]["valid"] and found.certificate["kernplan"]["valid"]


def test_the_order_of_the_rows_is_nowhere_in_it():
    given = busy_region()
    rng = Random(5)
    turned = replace(
        given,
        offers=tuple(rng.sample(given.offers, len(given.offers))),
        demands=tuple(rng.sample(given.demands, len(given.demands))),
    )

    assert digest(turned) == digest(given)
    assert packed(run(turned).to_dict())[1] == packed(run(given).to_dict())[1]


def test_the_counts_add_up():
    found = run(busy_region())

    many = Counter(p.person for rows in found.lists.values() for p in rows)
    assert {id_: p.proposals for id_, p in found.people.items()} == {id_: many[id_] for id_ in found.people}
    assert len(found.people) == 60
    assert all(len(found.lists[id_]) <= p.slots for id_, p in found.places.items())
    assert sum(p.qualified for p in found.people.values()) == sum(p.qualified for p in found.places.values())
    assert all([p.rank for p in rows] == list(range(1, len(rows) + 1)) for rows in found.lists.values())


def test_input_that_is_written_down_gives_the_same_run():
    given = replace(busy_region(), sent=frozenset({("p002", "P-0001")}), added=frozenset({("p003", "P-0002")}))

    again = Inputs.from_dict(given.to_dict())

    assert digest(again) == digest(given)
    assert packed(run(again).to_dict())[1] == packed(run(given).to_dict())[1]


def test_input_with_a_regeling_in_it_is_refused():
    stored = busy_region().to_dict()
    stored["people"][0]["regeling"] = "x"

    with pytest.raises(ValueError, match="regeling"):
        Inputs.from_dict(stored)


def test_settings_come_back_as_they_were():
    settings = RunSettings(Rules(k=3, m=1))

    assert RunSettings.from_dict(settings.to_dict()) == settings


def test_a_sent_voordracht_stays_though_others_fit_better():
    people = [person("weak", level=2), *(person(f"strong{n}") for n in range(8))]

    free = run(inputs(people, [place("A")]))
    kept = run(inputs(people, [place("A")], sent=frozenset({("weak", "A")})))

    assert "weak" not in names(free) and "weak" in names(kept)
    assert [p.person for p in kept.lists["A"] if p.frozen] == ["weak"]
    assert len(names(kept)) == 5
    assert kept.certificate["shortlists"]["valid"]


def test_the_rest_around_promises_is_the_best_there_is():
    given = busy_region()
    found = run(given)
    promise = next(
        (id_, place_id)
        for place_id, rows in found.lists.items()
        for id_ in sorted(found.people)
        if found.people[id_].qualified and id_ not in [p.person for p in rows]
    )

    kept = run(replace(given, sent=frozenset({promise})))

    assert promise[0] in names(kept, promise[1])
    assert kept.certificate["shortlists"]["valid"]


def test_who_has_more_sent_than_there_is_room_for_keeps_them_all():
    people = [person(f"p{n}") for n in range(9)]
    sent = frozenset(("p0", place_id) for place_id in "ABC")

    found = run(inputs(people, [place(id_) for id_ in "ABCD"], sent=sent))

    assert all("p0" in names(found, place_id) for place_id in "ABC")
    assert found.people["p0"].proposals == 3
    assert "p0" not in names(found, "D")
    assert all(len(found.lists[place_id]) <= 5 for place_id in "ABCD")


def test_a_place_with_more_sent_than_k_keeps_them_all():
    people = [person(f"p{n}") for n in range(9)]
    sent = frozenset((f"p{n}", "A") for n in range(7))

    found = run(inputs(people, [place("A")], sent=sent))

    assert sorted(names(found)) == [f"p{n}" for n in range(7)]


def test_whom_a_coach_added_is_on_the_list_also_below_tau():
    people = [person("weak", level=2), *(person(f"strong{n}") for n in range(8))]

    found = run(inputs(people, [place("A")], added=frozenset({("weak", "A")})))

    assert [p.person for p in found.lists["A"] if p.added] == ["weak"]
    assert found.people["weak"].qualified == 0


def test_whom_a_filter_refuses_is_not_added():
    people = [person("veto", veto=frozenset({"logistiek"})), person("other")]

    found = run(inputs(people, [place("A", family="logistiek")], added=frozenset({("veto", "A")})))

    assert names(found) == ["other"]


def test_nobody_is_added_above_m():
    sent = frozenset({("p0", "A"), ("p0", "B")})

    found = run(
        inputs([person("p0"), person("p1")], [place(id_) for id_ in "ABC"], sent=sent, added=frozenset({("p0", "C")}))
    )

    assert "p0" not in names(found, "C")


def test_whom_a_coach_took_off_is_left_out_and_still_counts_as_suitable():
    people = [person("p0"), person("p1")]

    found = run(inputs(people, [place("A")], removed=frozenset({("p0", "A")})))

    assert names(found) == ["p1"]
    assert [p.person for p in found.kernplan["A"]] == ["p1"]
    assert found.people["p0"].qualified == 1


def test_who_comes_free_too_late_for_a_place_is_not_proposed_there():
    later = MONDAY + timedelta(days=10)
    region = inputs(
        [person("p0")], [place("A"), place("B")], available={"p0": later}, starts={"B": later + timedelta(days=1)}
    )

    found = run(region)

    assert names(found, "A") == [] and names(found, "B") == ["p0"]
    assert found.people["p0"].qualified == 1


def test_only_one_for_a_place_has_a_price_there():
    only = person("only", levels={"nauwkeurig": 4, "handen": 4, "lezen": 4})
    others = [person(f"p{n}", levels={"handen": 4}) for n in range(4)]
    places = [place("A", asked=("handen",)), place("B", asked=("lezen", "nauwkeurig"), level=4)]

    found = run(inputs([only, *others], places))

    assert found.people["only"].witness == "B"
    assert found.people["only"].price_units > 100_000
    assert all(found.people[f"p{n}"].price_units < 100_000 for n in range(4))
    assert found.places["B"].qualified == 1


def test_a_region_without_places_or_people_is_no_problem():
    assert run(inputs([], [place("A")])).lists == {"A": ()}
    assert run(inputs([person("p0")], [])).people["p0"].proposals == 0


def test_progress_is_told_in_words():
    told = []
    solve_region(busy_region(), SETTINGS, KEY, travel=TRAVEL, told=lambda progress, step: told.append((progress, step)))

    assert [progress for progress, _ in told] == sorted(progress for progress, _ in told)
    assert all(step for _, step in told)


def test_history_lets_others_go_first():
    people = [person("known", history=4), *(person(f"new{n}") for n in range(5))]

    found = run(inputs(people, [place("A")]))

    assert "known" not in names(found)
