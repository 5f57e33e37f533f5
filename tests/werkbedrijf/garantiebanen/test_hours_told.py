"""Hours beside people never say how many people it is: held against every number of people, and against a linear programme."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs.puzzles import Puzzle
from werkbedrijf.foundation.doubt import FAR, Reach, reach_of
from werkbedrijf.garantiebanen.counting import Work, count_on
from werkbedrijf.garantiebanen.cube import Figures, cube_of
from werkbedrijf.garantiebanen.hours_told import Group, Hours, fits

SMALLEST, PER_JOB, FULL_TIME = 10, Decimal("25.5"), Decimal(36)
GROUPS = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(st.integers(0, 45), st.integers(2, 40)), min_size=1, max_size=4
)


def cube(groups):
    works = [
        Work(f"PL-{code}{n}", ord(code) * 1000 + n, code, "garantiebaan", "regulier", True, True, Decimal(hours))
        for code, (number, hours) in groups.items()
        for n in range(number)
    ]
    count = count_on(date(2026, 10, 31), works, hours_per_job=PER_JOB, hours_full_time=FULL_TIME)
    return cube_of(count, frozenset(groups), smallest=SMALLEST)


def puzzle(cube, *, hours):
    """The table of a reader; with ``hours`` a reader who knows how long a week can be."""
    made = Puzzle()
    parts = {"": cube.total, **cube.by_gemeente}
    for code, figures in parts.items():
        hidden = Reach(0 if not code else 1, FAR)
        made.number((code,), hidden if figures.hidden else reach_of(figures.persons, smallest=SMALLEST))
        if hours:
            made.number((code, "uur"), told(figures))
            made.at_most({(code, "uur"): 1.0, (code,): -4000.0})
            made.at_most({(code, "uur"): -1.0, (code,): 100.0})
    for name in ((), ("uur",)) if hours else ((),):
        made.add_up(("", *name), [(code, *name) for code in cube.by_gemeente])
    return made


def told(figures):
    """Hundredths of hours behind jobs and fte."""
    reach = Reach(0, FAR)
    for number, each in ((figures.jobs, 2550), (figures.fte, 3600)):
        if number is not None:
            reach = reach.meet(max(0, (number - 5) * each), (number + 5) * each - 1)
    return reach


@settings(max_examples=60, deadline=None)
@given(GROUPS)
def test_who_knows_how_long_a_week_is_learns_nothing_more_of_people(groups):
    made = cube(groups)
    plain, knowing = puzzle(made, hours=False), puzzle(made, hours=True)

    for code in ("", *made.by_gemeente):
        assert knowing.possible((code,)) == plain.possible((code,))


def test_twenty_three_people_with_nearly_full_weeks_are_shown_without_fte():
    made = cube({"a": (23, 38)})

    assert (made.total, made.by_gemeente["a"]) == (Figures(20, None, None), Figures(20, None, None))


def test_weeks_as_they_mostly_are_take_nothing_away():
    made = cube({"a": (41, 24), "b": (23, 26), "c": (160, 25), "d": (12, 24)})

    assert [one.fte for one in (made.total, *made.by_gemeente.values())] == [160, 30, 20, 110, 10]
    assert [one.jobs for one in (made.total, *made.by_gemeente.values())] == [230, 40, 20, 160, 10]


def test_hours_of_the_region_without_those_that_are_shown_are_of_who_is_hidden():
    region = Group(Reach(35, 44), Hours(38 * 2550, 48 * 2550))
    shown = Group(Reach(25, 34), Hours(5 * 2550, 15 * 2550))

    assert not fits(region, [shown], 2)
    assert fits(region, [Group(shown.persons, None)], 2)
