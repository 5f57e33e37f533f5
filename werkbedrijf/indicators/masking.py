"""What of an indicator may be published: rounded, with so much hidden that no subtraction gives a group away. Pure.

A reader has every published table, knows how each is made, and may subtract parts from totals, one way of splitting from
another, and a quarter from the quarter before. ``narrowed`` is that reader: it works out between which bounds every group must
lie. ``published`` hides the smallest groups, then more, until that reader is left with at least ``LEAST_DOUBT`` possible
numbers for every group. Counts are shown in tens, shares in steps of five percent, the ends as "10 or less", "90 or more".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final

from werkbedrijf.foundation.suppression import hidden_parts, is_small
from werkbedrijf.foundation.told_shares import Coarse, edge_of, told_share
from werkbedrijf.indicators.chains import NOTHING_BESIDE, TOTAL, Beside, Bounds, Key, Link, along

STEP: Final = 10
SHARES: Final = Coarse(5, 10, 90)
LEAST_DOUBT: Final = 5
# The reader above works with bounds per group; one who solves all of it together finds a little more about shares.
SHARE_DOUBT: Final = 7


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact numbers of one group: how many there are, of how many that is so (None for a plain count), and how many
    different people they are when that is fewer.
    """

    many: int
    of_them: int | None = None
    people: int | None = None

    @property
    def smallest(self) -> int:
        """The number by which it is judged small."""
        return self.many if self.people is None else min(self.many, self.people)


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows of one group: how many, how many of them, and how many not."""

    many: Bounds
    of_them: Bounds
    others: Bounds

    @property
    def all(self) -> tuple[Bounds, Bounds, Bounds]:
        """The three together."""
        return self.many, self.of_them, self.others


@dataclass(frozen=True, slots=True)
class Plan:
    """Which groups are shown, and of which the share is shown too. Empty groups are always shown: a zero is of nobody."""

    many: frozenset[Key] = frozenset()
    shares: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Figures:
    """All groups of one indicator: the region as ``TOTAL``, and the parts of each way of splitting.

    ``before`` is what a reader knew of each group a quarter earlier, where the groups only grow; empty otherwise. ``chain``
    are the quarters before in a row, oldest first, where another publication tells by how many the groups grew. ``beside``
    is what other publications told of the same total. ``unsaid`` are groups whose share is not told, whatever else is.
    """

    cells: Mapping[Key, Exact]
    smallest: int
    before: Mapping[Key, Known] = field(default_factory=dict)
    chain: Sequence[Link] = ()
    beside: Beside = NOTHING_BESIDE
    unsaid: frozenset[Key] = frozenset()

    @property
    def splits(self) -> Sequence[str]:
        """The ways of splitting."""
        return sorted({split for split, _ in self.cells if split != TOTAL[0]})

    def parts(self, split: str) -> list[Key]:
        """The groups of one way of splitting that hold somebody."""
        return sorted(
            (key for key, cell in self.cells.items() if key[0] == split and cell.many), key=lambda key: key[1]
        )

    @property
    def has_shares(self) -> bool:
        """Whether something is told of each group besides its size."""
        return self.cells[TOTAL].of_them is not None


def tens(number: int) -> int:
    """A number of a group in tens, half up, and never nought for a group that is shown.

    >>> tens(14), tens(15), tens(3), tens(0)
    (10, 20, 10, 0)
    """
    return number and max(STEP, int((Decimal(number) / STEP).quantize(Decimal(1), ROUND_HALF_UP)) * STEP)


def rounded_share(cell: Exact) -> int:
    """The share of a group in steps of five percent, from 10 (or less) to 90 (or more).

    >>> rounded_share(Exact(40, 23)), rounded_share(Exact(40, 0)), rounded_share(Exact(40, 40))
    (60, 10, 90)
    """
    return told_share(Fraction(cell.of_them or 0, cell.many), SHARES)


def published(figures: Figures) -> Plan:
    """What may be shown, so that a reader of everything is left in doubt about every group."""
    total = figures.cells[TOTAL]
    if not total.many or is_small(total.smallest, smallest=figures.smallest):
        return Plan()
    shown = {TOTAL}
    for split in figures.splits:
        parts = figures.parts(split)
        hidden = hidden_parts({key: figures.cells[key].smallest for key in parts}, smallest=figures.smallest)
        shown |= {key for key in parts if key not in hidden}
    may = shown - figures.unsaid if figures.has_shares else set()
    shares = {key for key in may if _share_is_safe(figures.cells[key], figures.smallest)}
    return _until_safe(figures, shown, shares)


def _share_is_safe(cell: Exact, smallest: int) -> bool:
    """Neither part is a small group by itself, nor do the bounds of its own rounding tell too much."""
    part = cell.of_them or 0
    if is_small(part, smallest=LEAST_DOUBT) or is_small(cell.many - part, smallest=LEAST_DOUBT):
        return False
    return all(bounds.possible >= SHARE_DOUBT for bounds in _read(cell, True, True, smallest).all)


def _until_safe(figures: Figures, shown: set[Key], shares: set[Key]) -> Plan:
    while shown:
        plan = Plan(frozenset(shown), frozenset(shares))
        doubt = narrowed(figures, plan)
        told = [
            key
            for key, known in doubt.items()
            if key in figures.cells and figures.cells[key].many and _too_much(known, figures.has_shares)
        ]
        if not told and not _too_much_elsewhere(figures, doubt):
            return plan
        splits = {key[0] for key in told if key != TOTAL} or {split for split, _ in shown}
        if (
            not _drop(shares, figures, splits)
            and not _drop(shares, figures, {TOTAL[0]})
            and not _drop(shown, figures, splits)
        ):
            _drop(shown, figures, {split for split, _ in shown})
        shares &= shown
    return Plan()


def _too_much(known: Known, has_shares: bool) -> bool:
    if known.many.possible < LEAST_DOUBT:
        return True
    return has_shares and min(known.of_them.possible, known.others.possible) < SHARE_DOUBT


def _too_much_of_before(figures: Figures, doubt: Mapping[Key, Known]) -> bool:
    """Whether this quarter would give away the quarter before it, of groups that only grow."""
    for key, earlier in figures.before.items():
        now = doubt.get(key)
        if now is None or earlier.many.high == 0:
            continue
        if earlier.many.within(0, now.many.high).possible < min(LEAST_DOUBT, earlier.many.possible):
            return True
    return False


def _too_much_elsewhere(figures: Figures, doubt: Mapping[Key, Known]) -> bool:
    """Whether this would give away something that was published before, or beside it."""
    if figures.beside.given_away({key: known.many for key, known in doubt.items()}, smallest=figures.smallest):
        return True
    return _too_much_of_before(figures, doubt) or _too_much_along(figures, doubt)


def _too_much_along(figures: Figures, doubt: Mapping[Key, Known]) -> bool:
    """Whether all quarters in a row, with what is told of the growth between them, place a group of any of them too closely."""
    if not figures.chain:
        return False
    alone = along(figures.chain)
    now = Link({key: one.many for key, one in doubt.items() if key in figures.cells}, {})
    together = along([*figures.chain, now])
    for earlier, later in zip(alone, together, strict=False):
        for known, narrower in ((earlier.many, later.many), (earlier.grew, later.grew)):
            if any(narrower[key].possible < min(LEAST_DOUBT, one.possible) for key, one in known.items() if one.high):
                return True
    return any(bounds.possible < LEAST_DOUBT for key, bounds in together[-1].many.items() if figures.cells[key].many)


def _drop(chosen: set[Key], figures: Figures, splits: set[str]) -> bool:
    """Take the smallest group of these away; the region goes last."""
    of_these = [key for key in chosen if key[0] in splits]
    if not of_these:
        return False
    chosen.remove(min(of_these, key=lambda key: (key == TOTAL, figures.cells[key].many, key[1])))
    return True


def _read(cell: Exact, many_shown: bool, share_shown: bool, smallest: int) -> Known:
    """What the figures of one group tell by themselves."""
    most = 10**9
    if not cell.many:
        return Known(Bounds(0, 0), Bounds(0, 0), Bounds(0, 0))
    if not many_shown:
        return Known(Bounds(1, most), Bounds(0, most), Bounds(0, most))
    number = tens(cell.many)
    many = Bounds(max(smallest, number - STEP // 2), number + STEP // 2 - 1)
    if not share_shown:
        return Known(many, Bounds(0, many.high), Bounds(0, many.high))
    low, high = _share_bounds(rounded_share(cell))
    of_them = Bounds(ceil(low * many.low / 100), floor(high * many.high / 100))
    others = Bounds(ceil((100 - high) * many.low / 100), floor((100 - low) * many.high / 100))
    return Known(many, of_them, others)


def _share_bounds(told: int) -> tuple[float, float]:
    half, edge = SHARES.step / 2, edge_of(told, SHARES)
    return (0.0 if edge < 0 else told - half, 100.0 if edge > 0 else told + half)


def narrowed(figures: Figures, plan: Plan) -> dict[Key, Known]:
    """Between which bounds a reader of all that is published can place every group."""
    known = _told_by_itself(figures, plan)
    for _ in range(30):
        before = dict(known)
        for split in (*figures.splits, *sorted({split for split, _ in figures.beside.given})):
            keys = [key for key in known if key[0] == split]
            for pick in range(3):
                _add_up(known, keys, pick)
        for key, one in known.items():
            known[key] = _consistent(one)
        if known == before:
            break
    return known


def _told_by_itself(figures: Figures, plan: Plan) -> dict[Key, Known]:
    """What each number says alone, with what the quarter before and another publication told of it."""
    known = {
        key: _read(cell, key in plan.many, key in plan.shares, figures.smallest) for key, cell in figures.cells.items()
    }
    for key, earlier in figures.before.items():
        if key in known:
            known[key] = _grown(known[key], earlier)
    for key, bounds in figures.beside.given.items():
        known[key] = Known(bounds, Bounds(0, bounds.high), Bounds(0, bounds.high))
    return known


def _grown(now: Known, earlier: Known) -> Known:
    return Known(
        now.many.within(earlier.many.low, now.many.high),
        now.of_them.within(earlier.of_them.low, now.of_them.high),
        now.others,
    )


def _add_up(known: dict[Key, Known], keys: Sequence[Key], pick: int) -> None:
    """The parts together are the total: narrow each down by all others."""
    if not keys:
        return
    total, parts = known[TOTAL].all[pick], [known[key].all[pick] for key in keys]
    lows, highs = sum(one.low for one in parts), sum(one.high for one in parts)
    _put(known, TOTAL, pick, total.within(lows, highs))
    for key, one in zip(keys, parts, strict=True):
        _put(known, key, pick, one.within(total.low - (highs - one.high), total.high - (lows - one.low)))


def _put(known: dict[Key, Known], key: Key, pick: int, bounds: Bounds) -> None:
    each = list(known[key].all)
    each[pick] = bounds
    known[key] = Known(*each)


def _consistent(one: Known) -> Known:
    """Those of whom it is so and the others are all there are."""
    many, of_them, others = one.all
    return Known(
        many.within(of_them.low + others.low, of_them.high + others.high),
        of_them.within(many.low - others.high, many.high - others.low),
        others.within(many.low - of_them.high, many.high - of_them.low),
    )


def shown_cells(figures: Figures, plan: Plan) -> Iterator[tuple[Key, int | None, int | None]]:
    """Each group with its size in tens and its share, each None where it stays hidden. An empty group shows nought."""
    for key, cell in figures.cells.items():
        many = tens(cell.many) if key in plan.many or not cell.many else None
        yield key, many, rounded_share(cell) if key in plan.shares else None
