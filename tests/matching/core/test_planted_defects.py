"""Seven mistakes put in on purpose, each caught by a law: a suite that could not fail would prove nothing.

Source: matching.md 8 (5). The laws are those of `laws`, which `test_pairs` and `test_allocation` hold up over and over.
"""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from matching.core import allocation, pairs
from matching.core.language import Ask, Demand, Offer, Task, Travel, TravelMode
from tests.matching.core import laws


def _crowd(many=24):
    """Twins with different needs: every list is decided by lots alone."""
    return [
        Offer(
            id=f"K-{number}",
            levels={"lezen": 3, "tillen": 3, "staan": 2 + number // 2 % 2},
            hours_min=Decimal(4),
            hours_max=Decimal(36),
            travel=Travel(TravelMode.CAR, 240),
            pc4="7511",
            need=frozenset({"jobcoach"}) if number % 2 else frozenset(),
        )
        for number in range(many)
    ]


def _places(many=4):
    asks = {"lezen": Ask(3, 1), "tillen": Ask(3, 2), "staan": Ask(3, 3)}
    return [
        Demand(f"P-{number}", Decimal(8), Decimal(24), (Task("inpakken", Decimal(1), asks),), pc4="7511")
        for number in range(many)
    ]


LAWS = [
    laws.rows_do_not_matter,
    laws.labels_do_not_matter,
    laws.needs_do_not_matter,
    laws.fits_are_exact,
    laws.proof_holds,
    laws.nobody_has_more_than_m,
    laws.no_pair_occurs_twice,
]


def _caught(law):
    with pytest.raises(AssertionError):
        law(_crowd(), _places())


@pytest.mark.parametrize("law", LAWS)
def test_without_a_defect_every_law_holds_on_the_same_people(law):
    law(_crowd(), _places())


def test_ties_settled_by_row_are_caught(monkeypatch):
    """Defect 1. Caught by `test_lists_hang_on_nothing_they_should_not[rows_do_not_matter]`."""
    monkeypatch.setattr(pairs, "digests", lambda key, kind, ids: np.arange(len(list(ids)), dtype=np.uint64))
    _caught(laws.rows_do_not_matter)


def test_a_minus_for_needing_something_is_caught(monkeypatch):
    """Defect 2. Caught by `test_lists_hang_on_nothing_they_should_not[needs_do_not_matter]`."""
    fair = pairs._qualified

    def punishing(people, *rest):
        for question, rows, points in fair(people, *rest):
            needed = np.array([int(word).bit_count() for word in people.need[rows]])
            yield question, rows, points * (100 - 3 * np.minimum(needed, 1)) // 100

    monkeypatch.setattr(pairs, "_qualified", punishing)
    _caught(laws.needs_do_not_matter)


def test_a_label_in_the_hash_is_caught(monkeypatch):
    """Defect 3. Caught by `test_lists_hang_on_nothing_they_should_not[labels_do_not_matter]`."""
    fair = pairs.digests

    def labelled(key, kind, ids):
        return fair(key, kind, [f"{laws.LABELS.get(id_, '')}{id_}" for id_ in ids])

    monkeypatch.setattr(pairs, "digests", labelled)
    _caught(laws.labels_do_not_matter)


def test_a_sum_in_floats_is_caught(monkeypatch):
    """Defect 4. Caught by `test_every_worth_is_the_formula_in_fractions`."""

    def rounded(levels, question):
        capped = np.minimum(levels[question.items] & 7, question.asked[:, np.newaxis])
        parts = (question.value[:, np.newaxis] * capped / question.smax).astype(np.float16)
        return (parts.sum(axis=0, dtype=np.float16) * np.float16(question.smax)).astype(np.int64)

    monkeypatch.setattr(pairs, "points_of", rounded)
    _caught(laws.fits_are_exact)


def _spoiled(monkeypatch, spoil):
    fair = allocation._plain

    def defective(*given):
        return spoil(*fair(*given))

    monkeypatch.setattr(allocation, "_plain", defective)


def test_one_pair_given_twice_is_caught(monkeypatch):
    """Defect 5. Caught by `test_every_allocation_comes_with_a_valid_certificate` and by brute force."""
    _spoiled(monkeypatch, lambda price, value, chosen: (price, value, np.sort(np.append(chosen[1:], chosen[-1]))))
    _caught(laws.no_pair_occurs_twice)
    _caught(laws.proof_holds)


def test_more_than_m_proposals_are_caught(monkeypatch):
    """Defect 6. Caught by `test_no_other_lists_are_worth_more_of_all_lists_there_are`, which allows m at most."""
    fair = allocation._plain
    bonus = np.arange(9, 0, -1) * pairs.SCALE
    monkeypatch.setattr(allocation, "_plain", lambda p, slots, room, _bonus, shift: fair(p, slots, 9, bonus, shift * 0))
    one_person = _crowd(1)
    with pytest.raises(AssertionError):
        laws.nobody_has_more_than_m(one_person, _places())


def test_stale_potentials_are_caught(monkeypatch):
    """Defect 7. Caught by `test_every_allocation_comes_with_a_valid_certificate`."""
    _spoiled(monkeypatch, lambda price, value, chosen: (price, value + (value > 0), chosen))
    _caught(laws.proof_holds)


def test_lists_that_are_not_the_best_cannot_be_proved(monkeypatch):
    """One proposal less, prices as they were: the bound is no longer reached."""
    _spoiled(monkeypatch, lambda price, value, chosen: (price, value, chosen[1:]))
    _caught(laws.proof_holds)


def test_the_people_of_these_tests_differ_in_need_alone():
    first, second = _crowd()[:2]
    assert replace(second, id=first.id, need=frozenset()) == first
