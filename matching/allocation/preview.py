"""Looking ahead for a place that came by day: exactly what the last run would have given with this place in it.

The run in force is taken up where it ended, from its stored lists and prices, and the new place is put in by warm start
(``matching.core.arrival``). Voordrachten that were sent stay where they are; who works by now, or has no room, is not asked.
Nothing is stored: tonight's run divides everything again. Source: matching.md 3.2 (T5), 3.4.
"""

import threading
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
from flask import render_template
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.allocation.checking import CannotBeChecked, Stood, stood_of
from matching.allocation.people import candidates_behind
from matching.allocation.reading import inputs_of
from matching.allocation.weights import weighed
from matching.core.arrival import Standing
from matching.core.fit import display
from matching.core.language import Demand
from matching.core.pairs import all_pairs, keeping
from matching.core.solution import listed_order
from matching.proposals.marks import in_force
from matching.proposals.pages import name_for
from matching.runs.models import AllocationRun
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of

_LAST: Final[dict[str, Stood]] = {}
_GUARD: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Ahead:
    """One person whom the allocation would propose for the new place."""

    title: str
    candidate: Candidate
    rank: int
    fit: int


def preview_page(session: Session, actor: Actor, vacancy: Vacancy, secret: str) -> str:
    """The five for a place that came today, or why that cannot be said."""
    now, problem, rows = in_force(session), "", []
    in_run = now is not None and vacancy.reference in now.outcome.places
    if now is None:
        problem = "Er is nog niet verdeeld. Vannacht doet deze plek mee."
    elif in_run:
        problem = "Deze plek deed al mee aan de laatste verdeling. De lijst staat bij ‘Wie kan dit werk?’."
    elif vacancy.status != VacancyStatus.OPEN:
        problem = "Deze plek is niet open. Open de plek; dan doet zij mee aan de verdeling."
    else:
        try:
            rows = _ahead(session, actor, vacancy, now.run, secret)
        except (CannotBeChecked, ValueError):
            problem = "Vooruitkijken kan nu niet. Vannacht doet deze plek mee aan de verdeling."
    return render_template(
        "allocation/preview.html",
        vacancy=vacancy,
        rows=rows,
        problem=problem,
        in_run=in_run,
        run=now.run if now else None,
    )


def _ahead(session: Session, actor: Actor, vacancy: Vacancy, run: AllocationRun, secret: str) -> list[Ahead]:
    on = day_of(session.info["at"])
    demand = replace(demand_of(vacancy), positions=max(vacancy.seats - vacancy.filled, 1))
    stood = _stood(run, secret)
    chosen = people_for(stood, demand, _room(session, stood, on))
    known = candidates_behind(session, [person for person, _, _ in chosen])
    return [
        Ahead(name_for(actor, known[person]), known[person], rank, display(points, smax))
        for rank, (person, points, smax) in enumerate(chosen, 1)
        if person in known
    ]


def _stood(run: AllocationRun, secret: str) -> Stood:
    """The run taken up where it ended; the last one is remembered."""
    with _GUARD:
        found = _LAST.get(run.outcome_digest)
    if found is None:
        found = stood_of(run, secret)
        with _GUARD:
            _LAST.clear()
            _LAST[run.outcome_digest] = found
    return found


def _room(session: Session, stood: Stood, on: date) -> frozenset[str]:
    """Who still looks for work and has room beside the voordrachten that are open by now."""
    inputs = inputs_of(session, on=on)
    waiting = Counter(person for person, _ in inputs.sent)
    return frozenset(offer.id for offer in inputs.offers if waiting[offer.id] < stood.settings.rules.m)


def people_for(stood: Stood, demand: Demand, room: frozenset[str]) -> list[tuple[str, int, int]]:
    """Person, points and most points, best first: what the full solve with this place in it gives, among who has room."""
    ground, settings = stood.ground, stood.settings
    pairs = all_pairs(ground.people, [demand], travel=ground.travel, hash_key=stood.key, tau=settings.tau)
    pairs = weighed(pairs, settings.weights, ground.people, {demand.id: demand}, ground.travel, stood.key)
    may = np.array([id_ in room for id_ in pairs.people], bool)
    pairs = keeping(pairs, may[pairs.person] if len(pairs) else np.zeros(0, bool))
    standing = Standing(stood.lists)
    standing.arrive(pairs, max(settings.rules.k, demand.positions))
    smax = int(pairs.smax[0])
    points = dict(zip((pairs.people[i] for i in pairs.person.tolist()), pairs.points.tolist(), strict=True))
    listed = standing.allocation.lists[demand.id]

    def order(person: str) -> Any:
        offer = ground.offers[person]
        minutes = ground.travel.minutes(offer.pc4, demand.pc4, offer.travel.mode)
        return listed_order(demand, offer, points[person], minutes, stood.key)

    return [(person, points[person], smax) for person in sorted(listed, key=order)]
