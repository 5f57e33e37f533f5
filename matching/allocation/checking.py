"""Checking a run again from what was stored: its own prices against the pairs computed anew, apart from the solver.

A price per person and a value per place bound every possible allocation (``matching.core.certificate``). They were stored
with the run, so nobody has to believe that it was the best.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.allocation.ground import Ground, ground_of, problem_of, promises_of
from matching.allocation.inputs import Inputs
from matching.allocation.running import key_id
from matching.allocation.settings import RunSettings
from matching.core.allocation import Allocation
from matching.core.certificate import Certificate, certified
from matching.core.pairs import SCALE, Pairs
from matching.core.travel import TravelTimes
from matching.proposals.shortlist import month_key, travel_times
from matching.runs.models import AllocationRun
from matching.runs.outcome import Outcome, packed
from matching.runs.queries import input_of, outcome_of
from werkbedrijf.foundation.errors import DomainError


class CannotBeChecked(DomainError):
    """What is needed to compute the run again is no longer there."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking again found. ``untouched``: what went in and came out has the digests the run was stored with."""

    untouched: bool
    lists: Certificate
    plan: Certificate

    @property
    def holds(self) -> bool:
        """Whether the run is proved the best, and was not touched."""
        return self.untouched and self.lists.valid and self.plan.valid


@dataclass(frozen=True, eq=False)
class Stood:
    """A run taken up where it ended: its ground computed anew, and its stored lists and plan with their prices."""

    ground: Ground
    settings: RunSettings
    key: bytes
    lists: Allocation
    plan: Allocation


def checked_again(run: AllocationRun, secret: str) -> Checked:
    """Compute the pairs of a run anew and hold the stored lists against the stored prices. Raises CannotBeChecked."""
    stood = stood_of(run, secret)
    went_in, came_out = packed(input_of(run) or {})[1], packed(outcome_of(run).to_dict())[1]
    untouched = went_in == run.input_digest and came_out == run.outcome_digest
    return Checked(untouched, certified(stood.lists), certified(stood.plan))


def stood_of(run: AllocationRun, secret: str) -> Stood:
    """Take a run up where it ended. Raises CannotBeChecked when its input or its key is gone."""
    stored, key = input_of(run), month_key(secret, run.day)
    if stored is None:
        raise CannotBeChecked(
            "De gegevens van deze verdeling zijn na hun bewaartermijn weggegooid. "
            "Wat de controle toen vond, staat nog bij de verdeling."
        )
    if key_id(key, run.day) != run.key_id:
        raise CannotBeChecked(
            "Deze verdeling is geloot met een andere geheime sleutel dan deze dienst nu heeft. Vraag de beheerder."
        )
    return _taken_up(Inputs.from_dict(stored), RunSettings.from_dict(run.settings), key, outcome_of(run))


def _taken_up(
    inputs: Inputs, settings: RunSettings, key: bytes, outcome: Outcome, travel: TravelTimes | None = None
) -> Stood:
    ground = ground_of(inputs, settings, key, travel or travel_times())
    promises = promises_of(ground, settings.rules.m)
    pairs, slots, shift = problem_of(ground, ground.free, promises, settings, key)
    listed = {(row.person, place) for place, rows in outcome.lists.items() for row in rows} - promises.beyond.keys()
    lists = Allocation(
        pairs=pairs,
        slots=slots,
        room=settings.rules.m,
        bonus=settings.rules.bonus_units,
        shift=shift,
        **_stored(pairs, outcome.certificate["shortlists"], listed, -np.array(settings.rules.bonus_units)[shift]),
    )
    planned = {(row.person, place) for place, rows in outcome.kernplan.items() for row in rows}
    free = ground.free
    plan = Allocation(
        pairs=free,
        slots=np.array([ground.positions[place] for place in free.places], np.int32),
        room=1,
        bonus=(0,),
        shift=np.zeros(len(free.people), np.int32),
        **_stored(free, outcome.certificate["kernplan"], planned, np.zeros(len(free.people), np.int64)),
    )
    return Stood(ground, settings, key, lists, plan)


def _stored(pairs: Pairs, proof: Mapping[str, Any], chosen: Iterable[tuple[str, str]], unpriced: Any) -> dict[str, Any]:
    """The stored prices and lists in the order of the pairs. Who is suitable nowhere has no stored price and needs none."""
    prices, values = proof["price_of_person"], proof["value_of_place"]
    people = {id_: index for index, id_ in enumerate(pairs.people)}
    places = {id_: index for index, id_ in enumerate(pairs.places)}
    size = max(len(people), 1)
    wanted = [places[place] * size + people[person] for person, place in chosen]
    numbers = pairs.place.astype(np.int64) * size + pairs.person
    return {
        "price": np.array(
            [prices.get(id_, int(given) * SCALE) for id_, given in zip(pairs.people, unpriced, strict=True)], np.int64
        ),
        "value": np.array([values[id_] for id_ in pairs.places], np.int64),
        "chosen": np.flatnonzero(np.isin(numbers, np.array(wanted, np.int64))),
    }
