from random import Random

from hypothesis import given
from hypothesis import strategies as st

from werkbedrijf.outlook.forecasting import Chance, Chances, Coming, Running, Tried, forecast, kept

RATE = st.builds(Chance, st.just(0), st.just(0), st.floats(0, 1), st.floats(0, 50))
STAGES = ("gepland", "verstuurd")
CHANCES = st.builds(
    lambda leaving, extended, planned, sent, unseen: Chances(
        leaving, extended, {"gepland": planned, "verstuurd": sent}, unseen
    ),
    st.builds(Chance, st.just(0), st.just(0), st.floats(0, 0.2), st.floats(0, 50)),
    RATE,
    RATE,
    RATE,
    st.lists(st.floats(0, 20), max_size=12),
)
RUNNING = st.lists(st.builds(Running, st.floats(0.1, 1.6), st.none() | st.integers(1, 14)), max_size=30)
COMING = st.lists(st.builds(Coming, st.floats(0.1, 1.6), st.integers(1, 14), st.sampled_from(STAGES)), max_size=10)
SURE = Chances(Chance(0, 0, 0.0, 0), Chance(0, 0, 0.5, 0), {"gepland": Chance(0, 0, 1.0, 0)})


@given(RUNNING, COMING, CHANCES)
def test_the_band_holds_what_is_expected_and_no_less_than_nothing(running, coming, chances):
    for ahead in forecast(running, coming, chances):
        assert 0 <= ahead.low <= ahead.expected <= ahead.high


@given(RUNNING, COMING, CHANCES)
def test_the_same_facts_give_the_same_forecast_in_any_order(running, coming, chances):
    one = forecast(running, coming, chances)
    other = forecast(running[::-1], coming[::-1], chances)

    assert all(
        abs(a.expected - b.expected) < 1e-6 and abs(a.low - b.low) < 1e-6 for a, b in zip(one, other, strict=True)
    )


@given(st.lists(st.builds(Running, st.floats(0.1, 1.6)), max_size=30))
def test_without_ends_and_without_anything_in_sight_the_line_is_flat(running):
    jobs = sum(work.jobs for work in running)

    for ahead in forecast(running, [], SURE):
        assert ahead.low == ahead.expected == ahead.high
        assert abs(ahead.expected - jobs) < 1e-6


def test_a_contract_that_ends_counts_for_its_chance_from_that_month_on():
    line = forecast([Running(1.0, ends_in=2)] * 10, [], SURE, months=3)

    assert [ahead.expected for ahead in line] == [10, 5, 5]
    assert line[0].low == 10 and line[1].low < 5 < line[1].high


def test_planned_work_counts_from_its_month_on():
    assert [a.expected for a in forecast([], [Coming(0.8, 2, "gepland")], SURE, months=3)] == [0, 0.8, 0.8]


def test_who_comes_unseen_comes_as_in_the_past():
    chances = Chances(SURE.leaving, SURE.extended, {}, unseen=(0.0, 2.0, 3.0))

    assert [a.expected for a in forecast([], [], chances, months=3)] == [0, 2, 5]


def test_a_longer_past_makes_the_band_narrower():
    def width(tries):
        chances = Chances(Chance(0.02 * tries, tries, 0.02, 20), SURE.extended, {})
        last = forecast([Running(1.0)] * 200, [], chances)[-1]
        return last.high - last.low

    assert width(5_000) < width(100) < width(0)


def test_the_band_of_four_in_five_holds_in_about_four_of_five_worlds():
    """A world that behaves as the chances say, run 300 times with a fixed seed."""
    chances = Chances(
        Chance(0, 0, 0.02, 10**9), Chance(0, 0, 0.6, 10**9), {"gepland": Chance(0, 0, 0.9, 10**9)}, (1.0,) * 6
    )
    running = [Running(0.8, None if n % 3 else 1 + n % 6) for n in range(120)]
    coming = [Coming(0.7, 1 + n % 3, "gepland") for n in range(12)]
    sixth = forecast(running, coming, chances, months=6)[-1]
    dice = Random(7)

    def world():
        jobs = 0.0
        for work in running:
            stays = all(dice.random() > 0.02 for _ in range(6))
            jobs += work.jobs * (stays and (work.ends_in is None or dice.random() < 0.6))
        for hoped in coming:
            jobs += hoped.jobs * (dice.random() < 0.9 and all(dice.random() > 0.02 for _ in range(6 - hoped.starts_in)))
        for month in range(1, 7):
            arrived = sum(dice.random() < 0.01 for _ in range(100))
            jobs += sum(all(dice.random() > 0.02 for _ in range(6 - month)) for _ in range(arrived))
        return jobs

    held = kept([Tried(sixth.low, sixth.high, world()) for _ in range(300)])

    assert 0.74 <= held.held / held.tries <= 0.88, held
