"""How quick a ranking is, measured beside the ways people otherwise take: pandas and SQL, on the same invented people.

Everybody answers the same question: filter, fit, best of the list. The answers are compared, so a quick wrong answer
does not count. Slow ways are asked fewer times, and the outcome says how many. Goals: matching.md 7.
"""

import gc
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

from matching.core.benchmark_rivals import Rival, pandas_rival, sqlite_rival
from matching.core.benchmark_shape import Timed, report
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
Asked = tuple[Timed, dict[str, list[int]]]
"""the times of one way, and its best scores per place"""


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
    return report(
        candidates=candidates,
        places=places,
        engine=engine,
        ways={name: times for name, (times, _) in measured.items()},
        limit=LIMIT,
        goal_seconds=next((goal for most, goal in GOALS if candidates <= most), None),
        first_question_seconds=first,
        making_people_seconds=made,
        same_scores=_same({name: scores for name, (_, scores) in measured.items()}),
        bytes_per_person=people.bytes_per_person,
        people_bytes=people.bytes_per_person * candidates,
        note=f"Verzonnen mensen en plekken. Tragere manieren kregen minder vragen (hooguit {MOST_SECONDS:.0f} s).",
    )


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
) -> Asked:
    rival = make(people, travel, questions)
    try:
        return _timed(lambda question: rival.best(question, LIMIT), questions, 1)
    finally:
        rival.close()


def _timed(answer: Answer, questions: Sequence[Question], rounds: int) -> Asked:
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
    return Timed(seconds), scores


def _same(scores: dict[str, dict[str, list[int]]]) -> bool:
    """Whether every way gave the same best scores for every question it answered."""
    ours = scores["ours"]
    return all(ours[id_] == found for other in scores.values() for id_, found in other.items() if id_ in ours)
