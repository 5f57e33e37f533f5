from tests.werkbedrijf.fairness.telling import PW, WAJONG
from werkbedrijf.fairness.priority import laws_in, list_changes, priority_test

PEOPLE = [{"id": f"mens{n}"} for n in range(12)]
PLACES = [{"id": f"plek{n}"} for n in range(3)]
LABELS = {row["id"]: frozenset({PW if n % 2 else WAJONG}) for n, row in enumerate(PEOPLE)}


def by_id(people, places):
    first = sorted(row["id"] for row in people)
    return {place["id"]: first[:4] for place in places}


def by_row(people, places):
    return {place["id"]: [row["id"] for row in people[:4]] for place in places}


def test_lists_that_do_not_look_at_rows_pass():
    found = priority_test(PEOPLE, PLACES, LABELS, by_id(PEOPLE, PLACES), by_id)

    assert (found.times, found.changes, found.passed) == (20, 0, True)


def test_lists_in_the_order_of_rows_are_caught():
    found = priority_test(PEOPLE, PLACES, LABELS, by_row(PEOPLE, PLACES), by_row)

    assert found.changes
    assert not found.passed


def test_a_law_in_the_input_is_named():
    people = [*PEOPLE[1:], {**PEOPLE[0], "wishes": ["wajong"], "instantie": "UWV"}]

    assert laws_in(people, {PW, WAJONG}) == {"instantie", "wajong"}
    assert not priority_test(people, PLACES, LABELS, by_id(people, PLACES), by_id, times=1).passed


def test_another_order_within_a_list_is_a_change():
    assert list_changes({"plek": ["a", "b"]}, {"plek": ["b", "a"]}) == 4
