"""The same region allocated once more, with its people and places in another order: for the priority test. Pure.

What somebody can do was packed once, row by row; here only the rows change places. The pairs are found anew and the lists
are solved anew, around the same promises.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.allocation.ground import in_time, promises_of
from matching.allocation.solving import Solved, shortlists_of
from matching.allocation.weights import weighed
from matching.core.language import Demand, Offer
from matching.core.pairs import all_pairs, engine_for, without
from matching.core.store import People


def lists_again(found: Solved, people: Sequence[Offer], places: Sequence[Demand]) -> Mapping[str, Sequence[str]]:
    """The lists of the same region when people and places stand in this order."""
    ground, settings = found.ground, found.settings
    rows = {id_: row for row, id_ in enumerate(ground.people.ids.tolist())}
    moved = in_order(ground.people, np.array([rows[offer.id] for offer in people], np.intp))
    questions = {demand.id: ground.questions[demand.id] for demand in places}
    engine = engine_for(moved, questions)
    again = all_pairs(
        moved, questions.values(), travel=ground.travel, hash_key=found.key, tau=settings.tau, engine=engine
    )
    pairs = in_time(again, ground.inputs)
    anew = replace(
        ground,
        inputs=replace(ground.inputs, offers=tuple(people), demands=tuple(places)),
        people=moved,
        questions=questions,
        pairs=weighed(pairs, settings.weights, moved, ground.demands, ground.travel, found.key),
    )
    free = without(anew.pairs, ground.inputs.removed)
    return shortlists_of(anew, free, promises_of(anew, settings.rules.m), settings, found.key).lists


def in_order(people: People, rows: NDArray[np.intp]) -> People:
    """The people in this order of rows, as `People.from_columns` keeps it: by means of travel and postcode, equals as they came."""
    order = rows[np.lexsort((people.point[rows], people.mode[rows]))]
    names = [field.name for field in fields(people) if field.name not in {"points", "neutral"}]
    moved: dict[str, Any] = {name: np.ascontiguousarray(getattr(people, name)[..., order]) for name in names}
    return replace(people, **moved)
