"""How long people wait, as it is told: whoever adds up the bands, and lays them beside the region, places no group."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs.puzzles import Puzzle
from tests.werkbedrijf.fairness.test_board import EVEN, board
from werkbedrijf.fairness import pages
from werkbedrijf.fairness.words import BANDS
from werkbedrijf.foundation.doubt import FAR, LEAST, Reach, reach_of

SMALLEST = 10
WAITING = st.fixed_dictionaries(dict.fromkeys(BANDS, st.integers(0, 40)))


def placed(waiting):
    """The bands that a reader can place within fewer than five numbers; the whole of them stands in tens among the groups."""
    found = board(*EVEN)
    told = pages.waiting_bands(replace(found, measures=replace(found.measures, waiting=waiting)))
    puzzle = Puzzle()
    total = sum(waiting.values())
    puzzle.number(("all",), reach_of(total, smallest=SMALLEST) if total >= SMALLEST else Reach(0, FAR))
    for band, one in zip(BANDS, told, strict=True):
        puzzle.number((band,), Reach(1, FAR) if one.people is None else shown(one.people))
    puzzle.add_up(("all",), [(band,) for band in BANDS])
    return {band for band in BANDS if waiting[band] and puzzle.possible((band,)).possibilities < LEAST}


def shown(number):
    return Reach(number, number) if number % 10 else reach_of(number, smallest=SMALLEST)


@settings(max_examples=60, deadline=None)
@given(WAITING)
def test_no_band_is_placed_by_all_others_and_the_region(waiting):
    assert placed(waiting) == set()


def test_bands_as_they_are_are_found(monkeypatch):
    monkeypatch.setattr(pages, "in_tens", lambda number: number)

    assert placed(dict.fromkeys(BANDS, 13)) == set(BANDS)
