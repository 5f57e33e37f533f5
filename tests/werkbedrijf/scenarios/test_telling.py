"""An outcome as it is told: rounded, nothing exact can be worked out of what is read."""

from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.garantiebanen.cube import tens
from werkbedrijf.scenarios.groups import Numbers, Shown, Table
from werkbedrijf.scenarios.telling import FIGURES, Telling

ROUNDED, EXACT = Telling(10), Telling()
numbers = st.integers(0, 5000)


def side(fit=None, **changed):
    return {**dict.fromkeys((key for key, _ in FIGURES), 1234), "fit": fit, **changed}


def told(before, after, fewer=0, lost=0):
    return {"before": side(reached=before), "after": side(reached=after), "fewer": fewer, "lost": lost}


@given(numbers, numbers)
def test_who_reads_rounded_figures_reads_nothing_but_tens(before, after):
    """Whatever is told stays the same when the numbers move within their tens, so no subtraction finds more."""

    def nearby(value):
        return value if value == 0 else 1 if value < 10 else max(10, tens(value))

    near = told(nearby(before), nearby(after))
    exactly = told(before, after)
    assert ROUNDED.lead(exactly) == ROUNDED.lead(near)
    assert ROUNDED.lines(exactly) == ROUNDED.lines(near)


def test_the_sentence_of_rounded_figures():
    def lead(before, after):
        return ROUNDED.lead(told(before, after))

    assert lead(18, 43) == "Ongeveer 20 mensen meer staan op een lijst: ongeveer 40 in plaats van ongeveer 20."
    assert lead(43, 18) == "Ongeveer 20 mensen minder staan op een lijst: ongeveer 20 in plaats van ongeveer 40."
    assert lead(41, 44) == "Er staan ongeveer evenveel mensen op een lijst: ongeveer 40."
    assert lead(5, 20) == "Ongeveer 20 mensen staan op een lijst, in plaats van minder dan 10."
    assert lead(5, 3) == "Minder dan 10 mensen staan op een lijst, vóór en na de verandering."
    assert lead(0, 0) == "Er staan ongeveer evenveel mensen op een lijst: 0."


def test_the_sentence_of_exact_figures():
    assert EXACT.lead(told(5, 6)) == "1 mens meer staat op een lijst: 6 in plaats van 5."
    assert EXACT.lead(told(6, 4)) == "2 mensen minder staan op een lijst: 4 in plaats van 6."
    assert EXACT.lead(told(6, 6)) == "Er staan evenveel mensen op een lijst: 6."


def test_the_price_is_rounded_too():
    assert not ROUNDED.price(told(20, 20))
    assert "1 mens staat na" in EXACT.price(told(20, 20, fewer=1))
    price = ROUNDED.price(told(20, 20, fewer=23, lost=4))
    assert "ongeveer 20 mensen staan" in price
    assert price.endswith("van wie minder dan 10 op geen enkele meer.")


def test_the_mean_fit_is_told_in_whole_percents_of_enough_proposals():
    many = {"before": side(fit=874), "after": side(fit=886)}
    assert ROUNDED.lines(many)[-1].after == "89 %"
    assert ROUNDED.lines(many)[-1].difference == "+2 punt"
    assert EXACT.lines(many)[-1].difference == "+1,2 punt"
    few = {"before": side(fit=874, proposals=3), "after": side(fit=886)}
    assert len(ROUNDED.lines(few)) == len(FIGURES)


def test_groups_and_the_region_are_rounded_with_their_difference():
    table = Table.of({"a": Numbers(104, 44, 66, 22, 0)}, {"a": "Alleen Wajong"}, smallest=10)
    assert ROUNDED.rows(table) == (Shown("Alleen Wajong", 100, 40, 70),)
    assert ROUNDED.difference(ROUNDED.region(table)) == "+30"
    assert EXACT.difference(EXACT.region(table)) == "+22"


def test_what_is_hidden_stays_hidden():
    assert ROUNDED.row(Shown("", None, None, None)) == EXACT.row(Shown("", None, None, None))
