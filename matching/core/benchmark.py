"""How quick a ranking is, measured beside the ways people otherwise take: pandas and SQL, on the same invented people.

Everybody answers the same question: filter, fit, best of the list. The answers are compared, so a quick wrong answer
does not count. Slow ways are asked fewer times, and the outcome says how many. Goals: matching.md 7.
"""

import gc
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from matching.core.benchmark_rivals import Rival, pandas_rival, sqlite_rival
from matching.core.kernel import Engine, rank, warm_up
from matching.core.question import Question, prepare
from matching.core.store import People
from matching.core.synthetic import synthetic_demands, synthetic_people
from matching.core.travel import TravelTimes

LIMIT = 50
KEY = b"benchmark"
ROUNDS = 5
MOST_SECONDS = 6.0
"""Per way; whoever is slower answers fewer questions, but at least three."""
GOALS = ((20_000, 50e-6), (500_000, 500e-6))
Answer = Callable[[Question], list[int]]


@dataclass(frozen=True)
class _Timed:
    seconds: list[float]
    scores: dict[str, list[int]]


def bench_rank(candidates: int, places: int, seed: int = 1) -> dict[str, Any]:
    """Measure the best 50 of `candidates` invented people, for `places` invented places. Seconds, bytes.

    Each place is a whole question: filter, fit and exact best 50 with who is left out. Compiling and the travel table of
    each place are made beforehand; `first` tells what the first question of a process costs.
    """
    started = perf_counter()
    people = synthetic_people(candidates, seed)
    made = perf_counter() - started
    travel = TravelTimes(people.points)
    questions = [prepare(demand) for demand in synthetic_demands(places, people.points, seed)]
    for question in questions:
        travel.row(question.pc4)
    started = perf_counter()
    engine = warm_up()
    _ours(people, travel, None)(questions[0])
    first = perf_counter() - started
    measured = {
        "ours": _timed(_ours(people, travel, None), questions, ROUNDS),
        "numpy": _timed(_ours(people, travel, "numpy"), questions, 1),
        **{name: _of_rival(make, people, travel, questions) for name, make in _RIVALS.items()},
    }
    return {
        "candidates": candidates,
        "places": places,
        "limit": LIMIT,
        "engine": engine,
        "goal_seconds": next((goal for most, goal in GOALS if candidates <= most), None),
        "seconds": {name: _summary(timed) for name, timed in measured.items()},
        "first_question_seconds": first,
        "making_people_seconds": made,
        "times_slower": _ratios(measured),
        "same_scores": _same(measured),
        "bytes_per_person": people.bytes_per_person,
        "people_bytes": people.bytes_per_person * candidates,
        "peak_memory_bytes": _peak_memory(),
        "note": f"Verzonnen mensen en plekken. Tragere manieren kregen minder vragen (hooguit {MOST_SECONDS:.0f} s).",
    }


_RIVALS: dict[str, Callable[[People, TravelTimes, Sequence[Question]], Rival]] = {
    "pandas": pandas_rival,
    "sqlite": sqlite_rival,
}


def _ours(people: People, travel: TravelTimes, engine: Engine | None) -> Answer:
    def answer(question: Question) -> list[int]:
        found: list[int] = rank(
            people, question, limit=LIMIT, hash_key=KEY, travel=travel, engine=engine
        ).points.tolist()
        return found

    return answer


def _of_rival(
    make: Callable[[People, TravelTimes, Sequence[Question]], Rival],
    people: People,
    travel: TravelTimes,
    questions: Sequence[Question],
) -> _Timed:
    rival = make(people, travel, questions)
    try:
        return _timed(lambda question: rival.best(question, LIMIT), questions, 1)
    finally:
        rival.close()


def _timed(answer: Answer, questions: Sequence[Question], rounds: int) -> _Timed:
    """Ask every question in turn, so that no answer is still warm from the question before."""
    answer(questions[0])
    seconds: list[float] = []
    scores: dict[str, list[int]] = {}
    gc.collect()
    gc.disable()
    try:
        for question in [*questions] * rounds:
            if len(seconds) >= 3 and sum(seconds) > MOST_SECONDS:
                break
            started = perf_counter()
            found = answer(question)
            seconds.append(perf_counter() - started)
            scores[question.id] = found
    finally:
        gc.enable()
    return _Timed(seconds, scores)


def _summary(timed: _Timed) -> dict[str, float]:
    seconds = timed.seconds
    high = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return {"median": median(seconds), "p95": high, "questions": len(seconds)}


def _ratios(measured: dict[str, _Timed]) -> dict[str, float]:
    ours = median(measured["ours"].seconds)
    return {name: round(median(timed.seconds) / ours, 1) for name, timed in measured.items() if name != "ours"}


def _same(measured: dict[str, _Timed]) -> bool:
    """Whether every way gave the same best scores for every question it answered."""
    ours = measured["ours"].scores
    return all(ours[id_] == found for timed in measured.values() for id_, found in timed.scores.items() if id_ in ours)


def _peak_memory() -> int | None:
    """The most memory this process has held, in bytes; None where the system does not tell."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return None
    kilobytes: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes * 1024
