"""Who gains, per group: everybody counts once, and nothing that is shown tells of a few people by subtraction."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from matching.core.scenarios import Comparison, PlaceList, Stand
from werkbedrijf.scenarios.groups import NONE, SEVERAL, Numbers, Table, counted

NAMES = {"wajong": "Alleen Wajong", "wsw": "Alleen Wsw", SEVERAL: "Meer dan één", NONE: "Geen"}
SMALLEST = 10


def stand(pool, reached):
    return Stand(frozenset(pool), {"P-1": PlaceList(99, 99, dict.fromkeys(reached, Fraction(1)))})


@st.composite
def rows(draw):
    """People who stay, come in, go out and never had a proposal."""
    stay, gained, lost, never = (draw(st.integers(0, 40)) for _ in range(4))
    return Numbers(stay + gained + lost + never, stay + lost, stay + gained, gained, lost)


tables = st.dictionaries(st.sampled_from(list(NAMES)), rows(), min_size=1)


def test_everybody_stands_in_one_row_by_the_whole_set_of_regelingen():
    labels = {"a": {"wajong"}, "b": {"wajong", "wsw"}, "c": {"wsw"}}
    labels = {person: frozenset(own) for person, own in labels.items()}
    found = counted(Comparison(stand("abcd", "ab"), stand("abcd", "bcd")), labels)
    assert found == {
        NONE: Numbers(1, 0, 1, 1, 0),
        SEVERAL: Numbers(1, 1, 1, 0, 0),
        "wajong": Numbers(1, 1, 0, 0, 1),
        "wsw": Numbers(1, 0, 1, 1, 0),
    }
    assert sum(found.values(), Numbers()).people == 4


def test_large_groups_are_told_and_a_small_difference_is_not():
    numbers = {
        "wajong": Numbers(100, 40, 60, 20, 0),
        "wsw": Numbers(90, 50, 53, 3, 0),
        NONE: Numbers(50, 20, 35, 15, 0),
    }
    table = Table.of(numbers, NAMES, smallest=SMALLEST)
    told = {row.name: (row.people, row.before, row.after, row.difference) for row in table.rows}
    assert told["Alleen Wajong"] == (100, 40, 60, 20)
    assert told["Alleen Wsw"] == (90, 50, None, None)
    assert told["Geen"] == (50, 20, None, None), "the smallest other one hides with it"
    assert table.total.difference == 38


def test_where_few_people_gain_in_the_whole_region_no_group_tells_it():
    numbers = {"wajong": Numbers(100, 40, 44, 4, 0), "wsw": Numbers(90, 50, 50, 0, 0)}
    assert all(row.after is None for row in Table.of(numbers, NAMES, smallest=SMALLEST).rows)


@given(tables)
def test_subtraction_gives_nothing_back(numbers):
    """What is left of the region's total when all that is shown is taken off belongs to nobody or to a group."""
    table = Table.of(numbers, NAMES, smallest=SMALLEST)
    by_name = {NAMES[key]: row for key, row in numbers.items()}
    before = {row.name for row in table.rows if row.before is None}
    after = {row.name for row in table.rows if row.after is None}
    total = table.total
    for hidden, figure in (
        (before, lambda row: row.people),
        (before, lambda row: row.before),
        (before, lambda row: row.people - row.before),
        (after, lambda row: row.after),
        (after, lambda row: row.people - row.after),
        (after, lambda row: row.gained),
        (after, lambda row: row.lost),
    ):
        shown = [row for name, row in by_name.items() if name not in hidden]
        assert all(figure(row) == 0 or figure(row) >= SMALLEST for row in shown)
        left = sum(figure(by_name[name]) for name in hidden)
        assert left == figure(total) - sum(map(figure, shown))
        assert left == 0 or left >= SMALLEST or 0 < figure(total) < SMALLEST


@given(tables)
def test_hiding_before_hides_after(numbers):
    for row in Table.of(numbers, NAMES, smallest=SMALLEST).rows:
        assert row.before is not None or (row.people is None and row.after is None)
