"""What may be taken from a place, what stays, and why not, in words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from matching.core.carving import PER_HOUR, contract_hours, pieces_of, refusal, remains
from matching.core.carving_front import Function, front, groups_of
from tests.matching.core.firms import EVERYTHING, bench_of, source


def test_hours_are_exact_and_the_contract_goes_up_to_a_quarter():
    pieces = pieces_of([source("P-1", (("a", 67), ("b", 33)), Decimal("25.5"))])
    assert [piece.hours for piece in pieces] == [Decimal("17.085"), Decimal("8.415")]
    assert [piece.key for piece in pieces] == [True, False]
    assert contract_hours(pieces[1].effort) == Decimal("8.5")
    bench = bench_of(
        [replace(EVERYTHING, hours_max=Decimal("8.25"))], [source("P-1", (("a", 67), ("b", 33)), Decimal("25.5"))]
    )[1]
    assert bench.people_for([1]) == 0


def test_a_longer_week_than_somebody_works_does_not_count():
    sources = [source("P-1", hours=30), source("P-2", hours=30)]
    _, bench = bench_of([EVERYTHING], sources)
    assert [bench.people_for(chosen) for chosen in ([1], [3], [1, 3], [])] == [1, 1, 0, 0]
    assert front(bench) == (Function((1,), 1, 12 * PER_HOUR, 1),)


REFUSED = {
    "nothing": ((), "Kies ten minste één taak."),
    "key": ((0,), "‘inpakken’ is de hoofdtaak van P-1 en blijft daar."),
    "together": ((2,), "‘vegen’ hoort bij de andere taken van P-1 en kan er niet uit."),
    "sites": ((1, 9), "Deze taken zijn op verschillende vestigingen. Kies taken van één vestiging."),
    "short": (
        (1,),
        "Deze taken zijn samen 6,4 uur per week. Een functie heeft ten minste 8 uur; kies er taken bij.",
    ),
    "little": (
        (4, 5),
        "Er blijft te weinig werk over: van P-2 50 % van de uren. Ten minste 60 % moet blijven.",
    ),
    "fine": ((1, 4), ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_function_says_why(name):
    chosen, words = REFUSED[name]
    first = source("P-1", (("inpakken", 60), ("plakken", 20), ("vegen", 20)))
    tasks = tuple(replace(task, separable=task.name != "vegen") for task in first.demand.tasks)
    sources = [
        replace(first, demand=replace(first.demand, tasks=tasks)),
        source("P-2", (("a", 50), ("b", 30), ("c", 20))),
        source("P-3", (("a", 70), ("b", 30))),
        source("P-4", (("a", 60), ("b", 40)), site="B"),
    ]
    assert refusal(pieces_of(sources), chosen) == words


def test_too_many_tasks_or_places_are_refused():
    small = [source(f"P-{n}", (("a", 60), ("b", 10), ("c", 10), ("d", 10), ("e", 10))) for n in range(4)]
    pieces = pieces_of(small)
    assert refusal(pieces, (1, 2, 3, 6, 7, 8)) == "Een functie heeft ten hoogste 5 taken; dit zijn er 6."
    assert refusal(pieces, (1, 6, 11, 16)) == "Een functie haalt taken van ten hoogste 3 plekken; dit zijn er 4."


def test_too_many_hours_are_refused():
    pieces = pieces_of([source(f"P-{n}", hours=60) for n in range(2)])
    assert refusal(pieces, (1, 3)) == "Deze taken zijn samen 48 uur per week. Een functie heeft ten hoogste 36 uur."


def test_what_stays_is_told_per_place():
    pieces = pieces_of([source("P-1"), source("P-2", (("a", 50), ("b", 50)))])
    first, second = remains(pieces, [1, 3])
    assert (first.source, first.part, first.hours, first.tasks, first.workable) == (
        "P-1",
        60,
        Decimal("19.2"),
        ("inpakken",),
        True,
    )
    assert (second.part, second.workable) == (50, False)


def test_an_establishment_with_too_many_tasks_is_split_and_says_so():
    sources = [
        source(f"P-{n}", (("a", 60), ("b", 20), ("c", 20)), family="groen" if n < 3 else "horeca") for n in range(5)
    ]
    groups = groups_of(pieces_of(sources), most=4)
    assert [group.tasks for group in groups] == [(1, 2, 4, 5), (7, 8), (10, 11, 13, 14)]
    assert all(group.split for group in groups)
    assert [group.split for group in groups_of(pieces_of(sources))] == [False]
