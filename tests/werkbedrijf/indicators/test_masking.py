"""Subtraction attacks on what is published: over gemeenten, ways of splitting, the region, and neighbouring quarters."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs.published_figures import attack, told_apart
from werkbedrijf.indicators.chains import TOTAL
from werkbedrijf.indicators.masking import (
    LEAST_DOUBT,
    Exact,
    Figures,
    Known,
    Plan,
    narrowed,
    published,
    shown_cells,
)

SMALLEST = 10
PARTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 90), min_size=1, max_size=8)


@st.composite
def shares(draw):
    parts = draw(PARTS)
    return {part: (many, draw(st.integers(0, many))) for part, many in parts.items()}


def counted(*tables, before=None):
    """Tables that split the same total in several ways."""
    cells = {}
    for number, parts in enumerate(tables):
        cells |= {(f"tabel{number}", part): Exact(many) for part, many in parts.items()}
    return Figures({TOTAL: Exact(sum(tables[0].values())), **cells}, SMALLEST, before or {})


def shared(parts, before=None):
    total = Exact(sum(many for many, _ in parts.values()), sum(part for _, part in parts.values()))
    cells = {("gemeente", code): Exact(many, part) for code, (many, part) in parts.items()}
    return Figures({TOTAL: total, **cells}, SMALLEST, before or {})


def in_doubt(figures, known: dict, *, with_shares=False):
    for key, one in known.items():
        cell = figures.cells[key]
        if not cell.many:
            continue
        truth = (cell.many, cell.of_them or 0, cell.many - (cell.of_them or 0))
        told = one.all if with_shares else (one.many,)
        for bounds, number in zip(told, truth, strict=False):
            assert bounds.low <= number <= bounds.high
            assert bounds.possible >= LEAST_DOUBT


@settings(max_examples=200)
@given(PARTS)
def test_no_small_group_is_a_number(parts):
    figures = counted(parts)
    plan = published(figures)

    for (split, part), many, _ in shown_cells(figures, plan):
        if split != TOTAL[0] and 0 < parts[part] < SMALLEST:
            assert many is None
        assert many is None or many % 10 == 0


@settings(max_examples=200)
@given(PARTS)
def test_parts_subtracted_from_the_region_leave_doubt(parts):
    figures = counted(parts)
    in_doubt(figures, narrowed(figures, published(figures)))


@settings(max_examples=150)
@given(PARTS, st.randoms(use_true_random=False))
def test_two_ways_of_splitting_one_total_leave_doubt(parts, random):
    """Kind and ground split the same starts: what one tells of the total may not open the other."""
    total, other = sum(parts.values()), {}
    for part in "xyz":
        other[part] = random.randint(0, total - sum(other.values()))
    other["rest"] = total - sum(other.values())
    figures = counted(parts, other)
    in_doubt(figures, narrowed(figures, published(figures)))


@settings(max_examples=200)
@given(shares())
def test_shares_and_sizes_together_leave_doubt_about_both(parts):
    figures = shared(parts)
    in_doubt(figures, narrowed(figures, published(figures)), with_shares=True)


@settings(max_examples=150)
@given(shares(), st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 15)))
def test_a_quarter_and_the_one_before_it_leave_doubt(parts, more):
    """Groups that only grow: nobody may be found in the difference, nor in what the later quarter tells of the earlier."""
    first = shared(parts)
    known: dict[tuple, Known] = narrowed(first, published(first))
    grown = {part: (many + more.get(part, 0), of_them) for part, (many, of_them) in parts.items()}
    second = shared(grown, before=known)
    after = narrowed(second, published(second))

    in_doubt(second, after, with_shares=True)
    for key, earlier in known.items():
        if first.cells[key].many:
            late = earlier.many.within(0, after[key].many.high)
            assert late.possible >= LEAST_DOUBT
            assert late.low <= first.cells[key].many <= late.high


def test_a_lone_small_gemeente_takes_another_with_it():
    figures = counted({"a": 60, "b": 14, "c": 3})
    shown = {key[1]: many for key, many, _ in shown_cells(figures, published(figures))}

    assert shown == {"": 80, "a": 60, "b": None, "c": None}


def test_one_person_more_is_never_a_difference_of_one():
    before, after = counted({"a": 44, "b": 31}), counted({"a": 45, "b": 31})
    steps = [
        many - earlier
        for (_, many, _), (_, earlier, _) in zip(
            shown_cells(after, published(after)), shown_cells(before, published(before)), strict=True
        )
        if many is not None and earlier is not None
    ]

    assert all(step % 10 == 0 for step in steps)


def test_everybody_of_a_small_group_is_not_told():
    """Ten of ten that did not stay would tell it of each of them."""
    figures = shared({"a": (12, 0), "b": (50, 30)})

    assert ("gemeente", "a") not in published(figures).shares


def test_who_solves_everything_at_once_finds_nobody_either():
    """Another attacker than the product's own; `python -m tests.proofs.published_figures --rounds 400` does many more."""
    assert attack(rounds=16, seed=11)["breaches"] == 0


def test_that_attacker_finds_a_group_that_only_its_complement_hides():
    figures = counted({"a": 60, "b": 47, "c": 3})
    nothing_but_the_small_one = Plan(frozenset({TOTAL, ("tabel0", "a"), ("tabel0", "b")}))

    assert told_apart(counted({"a": 60, "b": 47, "c": 3}), published(figures)) >= LEAST_DOUBT
    assert narrowed(figures, nothing_but_the_small_one)["tabel0", "c"].many.high < figures.cells[TOTAL].many


def test_two_quarters_that_are_each_safe_can_tell_too_much_together():
    """Found by looking: each quarter alone leaves doubt, the two beside each other do not unless the earlier one is kept in mind."""
    parts = {"a": (12, 2), "b": (38, 5), "c": (22, 21), "d": (0, 0), "e": (6, 2)}
    grown = {"a": (16, 2), "b": (42, 5), "c": (26, 21), "d": (1, 0), "e": (8, 2)}
    first = shared(parts)
    known = narrowed(first, published(first))
    careless, careful = published(shared(grown)), published(shared(grown, before=known))

    seen = narrowed(shared(grown, before=known), careless)
    assert min(seen[TOTAL].of_them.possible, seen[TOTAL].others.possible) < LEAST_DOUBT
    in_doubt(shared(grown), narrowed(shared(grown, before=known), careful), with_shares=True)
