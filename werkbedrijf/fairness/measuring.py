"""Measuring one run: from its lists, what was possible, and who comes under which law. Pure; the laws never reach a solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching.allocation.inputs import Inputs, person_record
from matching.allocation.settings import RunSettings
from matching.allocation.solving import solved
from matching.core.pairs import Pairs, without
from matching.runs.outcome import Outcome
from werkbedrijf.fairness.again import lists_again
from werkbedrijf.fairness.envy import passed_over
from werkbedrijf.fairness.lists import Listing, Lists, lists_of
from werkbedrijf.fairness.measures import Labels, Tally, counted
from werkbedrijf.fairness.priority import laws_in as laws_in_rows
from werkbedrijf.fairness.priority import priority_test
from werkbedrijf.fairness.result import Measures, Passed, Unknown
from werkbedrijf.fairness.shares import rows_by_kind, rows_of
from werkbedrijf.fairness.spread import spread_of


@dataclass(frozen=True, eq=False)
class Around:
    """What is known beside a run. ``labels`` go by pseudonym; ``registered`` has a set for everybody who looks for work.

    ``decisions`` has per decision about a list the set of the person, and whether it departed from the list.
    """

    labels: Mapping[str, Labels]
    registered: Sequence[Labels]
    decisions: Sequence[tuple[Labels, bool]]
    words: Sequence[str]
    period: int
    waiting: Mapping[str, int]
    unknown: tuple[Unknown, ...]


def measured(
    inputs: Inputs, settings: RunSettings, key: bytes, outcome: Outcome, before: Outcome | None, around: Around
) -> Measures:
    """Measure a run. ``before`` is the outcome of the run before it, when there is one."""
    found = solved(inputs, settings, key)
    lists = _lists(without(found.ground.pairs, inputs.removed), outcome, settings, around.labels)
    passed = passed_over(lists, learned=settings.weights is not None)
    rows = rows_of(lists, {place: one.slots for place, one in outcome.places.items()})

    over = {lists.pairs.people[number] for number in passed.across}
    cells = counted(
        [
            *((labels, Tally(registered=1)) for labels in around.registered),
            *((around.labels.get(id_, frozenset()), _tally(id_, outcome, before, over)) for id_ in outcome.people),
            *((labels, Tally(decisions=1, departures=int(other))) for labels, other in around.decisions),
            *rows_by_kind(lists, rows).items(),
        ]
    )
    return Measures(
        cells=cells,
        squares=rows.squares,
        spread=spread_of([one.proposals for one in outcome.people.values() if one.qualified]),
        passed=Passed(len(passed.by_anybody), len(passed.across), len(passed.by_choice)),
        priority=priority_test(
            inputs.offers,
            inputs.demands,
            {offer.id: around.labels.get(offer.id, frozenset()) for offer in inputs.offers},
            lambda people, places: lists_again(found, people, places),
            found=laws_in_rows(map(person_record, inputs.offers), around.words),
        ),
        came_out_again=found.outcome.to_dict() == outcome.to_dict(),
        places=len(outcome.places),
        period=around.period,
        waiting=around.waiting,
        unknown=around.unknown,
    )


def _lists(pairs: Pairs, outcome: Outcome, settings: RunSettings, labels: Mapping[str, Labels]) -> Lists:
    return lists_of(
        pairs,
        {
            place: [Listing(one.person, one.points, one.frozen or one.added) for one in rows]
            for place, rows in outcome.lists.items()
        },
        {id_: person.history for id_, person in outcome.people.items()},
        labels,
        counted_history=settings.rules.counted_history,
    )


def _tally(id_: str, outcome: Outcome, before: Outcome | None, passed: set[str]) -> Tally:
    person = outcome.people[id_]
    earlier = before.people.get(id_) if before else None
    covered = bool(earlier and earlier.proposals)
    able, reached = person.qualified > 0, person.proposals > 0
    return Tally(
        pool=1,
        able=int(able),
        reached=int(able and reached),
        reached_any=int(reached),
        proposals=person.proposals,
        covered_before=int(covered),
        displaced=int(covered and not reached),
        displaced_able=int(covered and able and not reached),
        passed_over=int(id_ in passed),
    )
