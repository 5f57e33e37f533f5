import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.werkbedrijf.fairness.telling import PW, WAJONG, WSW, cells
from werkbedrijf.fairness.measures import (
    Level,
    Limits,
    Tally,
    counted,
    everybody,
    group,
    nobody_looks,
    reached_of_registered,
    selection,
)

FEW = Limits(fewest=5)
sets = st.frozensets(st.sampled_from([PW, WAJONG, WSW]))
people = st.lists(st.tuples(sets, st.integers(0, 2), st.integers(0, 2)), max_size=60)


def person(labels, able, rows):
    return frozenset(labels), Tally(
        registered=1,
        pool=1,
        able=int(able > 0),
        reached=int(able > 0 and rows > 0),
        reached_any=int(rows > 0),
        proposals=rows,
    )


def test_the_rate_of_a_group_stands_beside_that_of_the_best_served_group():
    found = selection(cells(({PW}, 100, 60), ({WAJONG}, 50, 24), ({WSW}, 40, 20)), FEW)

    assert found[PW].ratio == 1
    assert found[WAJONG].ratio == pytest.approx(0.8)
    assert found[WAJONG].level is Level.REPORT
    assert found[WSW].ratio == pytest.approx(5 / 6)


def test_below_four_fifths_is_an_alarm():
    found = selection(cells(({PW}, 100, 60), ({WAJONG}, 50, 23)), FEW)

    assert found[WAJONG].level is Level.ALARM


def test_someone_under_two_laws_counts_in_both_groups_and_once_in_the_region():
    both = cells(({PW}, 10, 5), ({WAJONG}, 10, 5), ({PW, WAJONG}, 4, 4))

    assert (group(both, PW).able, group(both, WAJONG).able, everybody(both).able) == (14, 14, 24)


def test_a_few_people_with_luck_do_not_make_everybody_else_an_alarm():
    found = selection(cells(({PW}, 100, 60), ({WAJONG}, 4, 4)), FEW)

    assert found[PW].ratio == 1
    assert (found[WAJONG].ratio, found[WAJONG].level) == (None, Level.TOO_FEW)


def test_a_loss_before_somebody_counts_as_able_is_seen_per_registered_person():
    lowered = {
        frozenset({PW}): Tally(registered=100, able=80, reached=40, reached_any=40),
        frozenset({WAJONG}): Tally(registered=100, able=40, reached=20, reached_any=20),
    }

    assert selection(lowered, FEW)[WAJONG].level is Level.FINE
    assert selection(lowered, FEW, reached_of_registered)[WAJONG].level is Level.ALARM


@given(people)
def test_other_names_for_the_groups_give_the_same_results_under_the_other_names(some):
    names = {PW: WSW, WAJONG: PW, WSW: WAJONG}
    one = selection(counted(person(*p) for p in some), FEW)
    other = selection(counted(person({names[label] for label in p[0]}, *p[1:]) for p in some), FEW)

    assert {names[label]: (s.rate, s.ratio, s.level) for label, s in one.items()} == {
        label: (s.rate, s.ratio, s.level) for label, s in other.items()
    }


@given(people, st.lists(sets, max_size=20))
def test_people_who_can_do_no_place_yet_change_no_selection_rate(some, others):
    before = counted(person(*p) for p in some)
    after = counted([*(person(*p) for p in some), *(person(labels, 0, 0) for labels in others)])

    changed = selection(after, FEW)
    assert all(changed[label] == found for label, found in selection(before, FEW).items())


@given(people)
def test_a_group_and_everybody_outside_it_are_the_region(some):
    found = counted(person(*p) for p in some)
    inside = group(found, PW)
    outside = sum((tally for labels, tally in found.items() if PW not in labels), Tally())

    assert inside + outside == everybody(found)
    assert everybody(found) - inside == outside


@pytest.mark.parametrize(("departures", "decisions", "said"), [(0, 4, None), (0, 5, True), (1, 50, False)])
def test_hardly_ever_departing_from_the_lists_is_an_alarm_of_its_own(departures, decisions, said):
    found = {frozenset(): Tally(departures=departures, decisions=decisions)}

    assert nobody_looks(found, FEW) is said
