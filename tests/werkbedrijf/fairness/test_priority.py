from dataclasses import dataclass

from tests.werkbedrijf.fairness.telling import PW, WAJONG
from werkbedrijf.fairness.priority import laws_in, list_changes, priority_test


@dataclass(frozen=True)
class One:
    id: str


PEOPLE = [One(f"mens{n}") for n in range(12)]
PLACES = [One(f"plek{n}") for n in range(3)]
LABELS = {person.id: frozenset({PW if n % 2 else WAJONG}) for n, person in enumerate(PEOPLE)}


def by_id(people, places):
    first = sorted(person.id for person in people)
    return {place.id: first[:4] for place in places}


def by_row(people, places):
    return {place.id: [person.id for person in people[:4]] for place in places}


def test_lists_that_do_not_look_at_rows_pass():
    found = priority_test(PEOPLE, PLACES, LABELS, by_id)

    assert (found.times, found.changes, found.passed) == (20, 0, True)


def test_lists_in_the_order_of_rows_are_caught():
    found = priority_test(PEOPLE, PLACES, LABELS, by_row)

    assert found.changes
    assert not found.passed


def test_a_law_in_the_input_is_named_and_fails():
    rows = [{"id": "mens0", "wishes": ["wajong"], "instantie": "UWV"}, {"id": "wajong", "hours": [8, 16]}]
    found = laws_in(rows, {PW, WAJONG})

    assert found == {"instantie", "wajong"}
    assert not priority_test(PEOPLE, PLACES, LABELS, by_id, found=found, times=1).passed


def test_another_order_within_a_list_is_a_change():
    assert list_changes({"plek": ["a", "b"]}, {"plek": ["b", "a"]}) == 4


def test_a_change_in_one_of_the_times_is_not_forgotten_by_the_others():
    turns = iter([{"plek": ["a"]}, {"plek": ["b"]}, *({"plek": ["a"]} for _ in range(19))])

    assert priority_test(PEOPLE, PLACES, LABELS, lambda _people, _places: next(turns)).changes == 2
