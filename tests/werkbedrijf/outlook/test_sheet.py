"""All that is published of months in a row, attacked at once: every division of every month, and who came and left."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from werkbedrijf.foundation.doubt import FAR, LEAST, Moved, Reach, reach_of
from werkbedrijf.garantiebanen.counting import Work, count_on
from werkbedrijf.garantiebanen.cube import cube_of
from werkbedrijf.outlook.sheet import (
    BRANCH,
    CAME,
    ENDING,
    HOPED,
    LEFT,
    Exact,
    Told,
    board_told,
    may_tell_moves,
    sheet_of,
    told_tables,
)

SMALLEST = 10
AXES = ("ABC", "xy", ("loopt_af", "loopt_door"))
CELLS = list(product(*AXES))
MONTH = st.lists(st.sampled_from([0, 0, 1, 2, 4, 7, 9, 11, 15, 30]), min_size=len(CELLS), max_size=len(CELLS))
STEP = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=len(CELLS), max_size=len(CELLS))


def margin(numbers, at):
    sums = Counter(dict.fromkeys(AXES[at], 0))
    for cell, number in zip(CELLS, numbers, strict=True):
        sums[cell[at]] += number
    return dict(sums)


def board_of(numbers):
    works = [
        Work(f"PL-{code}{n}", hash((code, n)), code, "garantiebaan", "regulier", True, True, Decimal("25.5"))
        for code, number in margin(numbers, 0).items()
        for n in range(number)
    ]
    count = count_on(date(2026, 10, 31), works, hours_per_job=Decimal("25.5"), hours_full_time=Decimal(36))
    return cube_of(count, frozenset(AXES[0]), smallest=SMALLEST)


def exact_of(numbers, moved=None):
    divisions = {BRANCH: margin(numbers, 1), ENDING: margin(numbers, 2)}
    return Exact(sum(numbers), divisions, moved, planned=0, hoped=0)


def publish(months):
    """What is told of months in a row, each knowing what was told before it."""
    told = []
    for numbers, moved in months:
        cube = board_of(numbers)
        cells = sheet_of(exact_of(numbers, moved), cube, told, smallest=SMALLEST)
        flows = {cell.kind: cell.number or 0 for cell in cells if cell.kind in {CAME, LEFT}}
        now = Told(cube.total.persons, told_tables(cube, cells), board_told(cube).moved)
        told.append(replace(now, moved=Moved(flows[CAME], flows[LEFT])) if flows else now)
    return told


def attack(told):
    """Bounds of every part of every month and of who came and left, by one linear programme over all of it."""
    size = len(CELLS)
    width = len(told) * size + 2 * (len(told) - 1)
    at_of = {key: at for at, keys in enumerate(AXES) for key in keys}
    rows, names = [], []
    equal = []
    for month, each in enumerate(told):
        base = month * size

        def row(keep, base=base):
            found = np.zeros(width)
            found[base : base + size] = [keep(cell) for cell in CELLS]
            return found

        whole = row(lambda _: 1.0)
        rows.append((whole, each.reach(SMALLEST)))
        names.append((month, "all", whole))
        for table in each.tables:
            for key, number in table.persons.items():
                part = row(lambda cell, key=key: float(cell[at_of[key]] == key))
                rows.append((part, Reach(1, FAR) if key in table.hidden else reach_of(number, smallest=SMALLEST)))
                names.append((month, key, part))
        if month:
            flow = len(told) * size + 2 * (month - 1)
            same = whole.copy()
            same[base - size : base] = -1
            same[flow], same[flow + 1] = -1, 1
            equal.append(same)
            for way, reach in enumerate(each.moved.reaches(SMALLEST)):
                one = np.zeros(width)
                one[flow + way] = 1
                rows.append((one, reach))
                names.append((month, (CAME, LEFT)[way], one))
    a_ub = np.vstack([r * sign for r, _ in rows for sign in (1, -1)])
    b_ub = np.array([b for _, reach in rows for b in (reach.high, -reach.low)], float)
    a_eq = np.vstack(equal) if equal else None
    b_eq = np.zeros(len(equal)) if equal else None

    def best(row, sign):
        found = linprog(sign * row, A_ub=a_ub, b_ub=b_ub, A_eq=a_eq, b_eq=b_eq, method="highs")
        return sign * FAR if found.status == 3 else round(sign * found.fun)

    return {(month, key): Reach(best(row, 1), best(row, -1)) for month, key, row in names}


@settings(max_examples=12, deadline=None)
@given(MONTH, STEP, STEP)
def test_all_tables_of_all_months_together_narrow_nobody_down(first, one, two):
    months = [(first, None)]
    for step in (one, two):
        before = months[-1][0]
        gone = [min(left, number) for (_, left), number in zip(step, before, strict=True)]
        after = [n + came - g for (came, _), n, g in zip(step, before, gone, strict=True)]
        months.append((after, Moved(sum(came for came, _ in step), sum(gone))))

    told = publish(months)
    found = attack(told)

    for month, (numbers, moved) in enumerate(months):
        truth = {"all": sum(numbers), **margin(numbers, 0), **margin(numbers, 1), **margin(numbers, 2)}
        if moved is not None:
            truth |= {CAME: moved.came, LEFT: moved.left}
        shown = told[month].total is not None
        for (of, key), reach in found.items():
            if of != month or key not in truth:
                continue
            assert reach.low <= truth[key] <= reach.high
            if shown and truth[key]:
                assert reach.possibilities >= LEAST, (key, reach, told)


def test_who_came_is_not_told_when_it_would_give_away_a_total_of_before():
    """Fourteen became fifteen, nobody told: shown as 10 and 20. A published "none left, about ten came" would narrow it."""
    before = Told(10, [], board_told(board_of([0] * len(CELLS))).moved)
    now = replace(before, total=30)

    assert may_tell_moves([before, now], Moved(14, 0), smallest=SMALLEST) is False
    assert may_tell_moves([before, before], Moved(3, 3), smallest=SMALLEST) is True


def cells_of(cells, kind):
    return {cell.code: cell.number for cell in cells if cell.kind == kind}


def test_none_and_a_few_put_forward_look_alike():
    numbers = [40] + [0] * (len(CELLS) - 1)
    told = [
        cells_of(sheet_of(replace(exact_of(numbers), hoped=hoped), board_of(numbers), [], smallest=SMALLEST), HOPED)
        for hoped in (0, 9)
    ]

    assert told == [{"": None}, {"": None}]
