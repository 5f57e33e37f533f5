"""Comparing only whoever has enough letters in common misses nobody."""

from random import Random
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from employers import comparing, letters
from employers.comparing import AT_ONE_ADDRESS, Known, Names
from employers.letters import LONGEST, Lettered
from employers.lookalikes import STRONG
from employers.merging.invented import invented_employers

# Few letters, so that many are alike; long runs, double spaces and signs, so that counting is tried as well.
TEXTS = st.one_of(
    st.text("abn ", max_size=12),
    st.text("aé\U0001f600\ud800p0", max_size=20),
    st.sampled_from(["a" * (LONGEST - 1), "a" * LONGEST, "a" * (LONGEST + 1), "b" * 400]),
)


@given(st.lists(TEXTS, max_size=30), TEXTS, st.sampled_from([1, AT_ONE_ADDRESS, STRONG, 100]))
@example(["aaaaaaaaab", "", "bakker"], "aaaaaaaaaa", STRONG)
def test_nobody_above_the_cutoff_is_missed_and_the_order_stays(texts, wanted, cutoff):
    lettered = Lettered()
    for text in texts:
        lettered.add(text)

    with patch.object(letters, "FEW", 0):
        places = list(lettered.maybe_like(wanted, cutoff))

    alike = {place for place, text in enumerate(texts) if fuzz.ratio(wanted, text) >= cutoff}
    assert alike <= set(places)
    assert places == sorted(set(places))


@given(st.lists(st.tuples(st.booleans(), TEXTS), max_size=30))
def test_asking_in_between_changes_nothing(steps):
    asked, fresh = Lettered(), Lettered()
    with patch.object(letters, "FEW", 0):
        for ask, text in steps:
            asked.add(text)
            fresh.add(text)
            if ask:
                asked.maybe_like(text, STRONG)
        for _, text in steps:
            assert list(asked.maybe_like(text, STRONG)) == list(fresh.maybe_like(text, STRONG))


@given(st.integers(min_value=0, max_value=10_000))
def test_invented_names_with_slips_come_out_as_the_plain_way_has_them(seed):
    written = [card.names[0] for card in invented_employers(60, seed).cards]
    quick, plain = _answers(written, few=0), _answers(written, few=len(written) + 1)

    assert quick == plain


def test_of_many_different_names_hardly_any_are_compared():
    written = [card.names[0] for card in invented_employers(1_000, 1).cards]
    Random(1).shuffle(written)
    compared = 0

    def counted(text, names, **how):
        nonlocal compared
        compared += len(names)
        return extract(text, names, **how)

    extract = comparing.process.extract
    with patch.object(comparing.process, "extract", counted):
        _answers(written, few=letters.FEW)

    # Every name with every one before it would be a million, in two ways.
    assert compared < 20_000


def _answers(written, *, few):
    """What each row of a file with these names would be told."""
    names, told = Names(), []
    with patch.object(letters, "FEW", few):
        for number, name in enumerate(written, 1):
            told.append((list(names.like(name)), list(names.first_like(name))))
            names.add(name, Known(-number, "", name, name))
    return told
