"""People in columns: little room, versions that never change, changes without packing everybody again."""

from dataclasses import fields, replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.core.catalogue import CAPABILITY_CODES
from matching.core.language import Offer, Travel, TravelMode
from matching.core.store import People, PeopleStore
from matching.core.synthetic import synthetic_people
from tests.matching.core.cases import POINTS, calm, crowds, offers


def _person(id_, **levels):
    return Offer(id_, levels, Decimal(8), Decimal(16), Travel(TravelMode.CAR, 60), "7511")


def _same(one, other):
    columns = [field.name for field in fields(People) if field.name not in {"points", "ids"}]
    return list(one.ids) == list(other.ids) and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in columns
    )


def _by_id(people):
    order = np.argsort(people.ids)
    return {
        field.name: getattr(people, field.name)[..., order]
        for field in fields(People)
        if field.name not in {"points", "neutral"}
    }


def test_a_comparison_reads_at_most_48_bytes_per_person():
    people = synthetic_people(1000)
    read = (*people.to_compare, people.mode, people.wishes, people.exposure)
    assert people.bytes_per_person == sum(column.nbytes for column in read) / len(people) == 46


@given(crowds(), offers("K-new"), st.data())
@calm
def test_changing_a_few_gives_the_same_as_packing_everybody(crowd, newcomer, data):
    people = People.from_offers(crowd, POINTS, [2] * 32)
    moved = replace(data.draw(offers()), id=data.draw(st.sampled_from(crowd)).id)
    gone = data.draw(st.sampled_from(crowd)).id
    changed = people.updated([newcomer, moved], {gone, "K-unknown"} - {moved.id})
    rest = [offer for offer in crowd if offer.id not in {moved.id, gone}]
    afresh = People.from_offers([*rest, moved, newcomer], POINTS, [2] * 32)
    one, other = _by_id(changed), _by_id(afresh)
    assert all(np.array_equal(one[name], other[name]) for name in one)
    assert np.array_equal(changed.runs.start, afresh.runs.start)
    assert np.array_equal(changed.runs.furthest, afresh.runs.furthest)


def test_an_older_version_stays_as_it_was():
    store = PeopleStore(People.from_offers([_person("K-1", lezen=1), _person("K-2", lezen=2)], POINTS))
    before = store.current
    kept = before.levels.copy()
    after = store.update([_person("K-1", lezen=4)], ["K-2"])
    assert store.current is after
    assert np.array_equal(before.levels, kept)
    assert (len(before), len(after)) == (2, 1)
    assert after.known_levels(after.row("K-1"))["lezen"] == 4
    assert after.row("K-2") is None
    store.replace(before)
    assert store.current is before


def test_an_id_stands_once():
    with pytest.raises(ValueError, match="één keer"):
        People.from_offers([_person("K-1"), _person("K-1")], POINTS)


def test_an_unknown_level_carries_the_median_of_everybody_and_stays_marked():
    crowd = [_person(f"K-{level}", lezen=level) for level in (1, 3, 4)] + [_person("K-unknown")]
    people = People.from_offers(crowd, POINTS)
    lezen = CAPABILITY_CODES.index("lezen")
    assert people.neutral[lezen] == 3
    assert people.levels[lezen, people.row("K-unknown")] == 0x80 | 3
    assert people.known_levels(people.row("K-unknown"))["lezen"] is None
    assert people.neutral[CAPABILITY_CODES.index("staan")] == 2


def test_neutral_levels_stay_until_they_are_set_again():
    people = People.from_offers([_person("K-1", lezen=4), _person("K-2")], POINTS)
    lezen = CAPABILITY_CODES.index("lezen")
    changed = people.updated([_person("K-3", lezen=0), _person("K-4", lezen=0)])
    assert changed.neutral[lezen] == 4
    monthly = changed.with_neutral()
    assert monthly.neutral[lezen] == 0
    assert monthly.levels[lezen, monthly.row("K-2")] == 0x80
    assert _same(monthly.with_neutral([2] * 32).with_neutral(), monthly)


def test_runs_cover_everybody_once():
    people = synthetic_people(2000)
    runs = people.runs
    assert runs.start[0] == 0
    assert runs.start[-1] == len(people)
    for run in range(len(runs.position)):
        rows = slice(runs.start[run], runs.start[run + 1])
        assert len(set(people.point[rows])) == len(set(people.mode[rows])) == 1
        assert runs.furthest[run] == people.most_minutes[rows].max()
