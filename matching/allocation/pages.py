"""What the page Verdeling needs to know, gathered for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from candidates.profile.pool import fresh_people
from employers.vacancies.demand import demand_of
from employers.vacancies.models import Vacancy
from matching.allocation import policy
from matching.allocation.comparing import Changes, Figures, changes_between, figures_of, hard_to_fill
from matching.allocation.people import longest_wait, places_behind
from matching.allocation.scarce import Scarce, scarcest_ask
from matching.proposals.shortlist import travel_times
from matching.runs.models import AllocationRun, RunStatus
from matching.runs.outcome import Outcome, PlaceOutcome
from matching.runs.queries import latest_before, latest_run, outcome_of, run_under_way, runs_newest_first
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.parameters import (
    BONUSES,
    DEFINITIONS,
    Parameter,
    ParameterValue,
    rows_on,
    whole_number_on,
)
from werkbedrijf.foundation.texts import count, number, short_day

MOST_HARD = 12
RULES = (Parameter.LIST_LENGTH, Parameter.LISTS_PER_PERSON, Parameter.SUITABLE_FROM, *BONUSES)
STATUS_KINDS = {
    RunStatus.WAITING: "informatie",
    RunStatus.BUSY: "informatie",
    RunStatus.DONE: "goed",
    RunStatus.FAILED: "fout",
}


@dataclass(frozen=True, slots=True)
class Hard:
    """A place that is hard to fill: how many can do the work, how many are on its list, and its scarcest ask."""

    vacancy: Vacancy
    place: PlaceOutcome
    listed: int
    scarce: Scarce | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting in words, as it held on the day of a run."""

    title: str
    value: str
    since: str
    source: str


def index_page(session: Session, actor: Actor) -> str:
    """The run in force, what changed, and what is hard to fill; or how to begin."""
    on = day_of(session.info["at"])
    run, busy = latest_run(session), run_under_way(session)
    outcome = outcome_of(run) if run else None
    before = latest_before(session, run) if run else None
    smallest = whole_number_on(session, Parameter.SMALL_CELL, on)
    return render_template(
        "allocation/index.html",
        run=run,
        before=before,
        busy=busy,
        failed=_failed_since(session, run) if busy is None else None,
        told=_told(session, outcome, outcome_of(before) if before else None, on, smallest) if outcome else None,
        proof=outcome.certificate if outcome else None,
        hard=_hard(session, outcome) if outcome else (),
        hard_many=len(hard_to_fill(outcome)) if outcome else 0,
        chosen=_chosen(outcome) if outcome else "",
        rules=rules_on(session, run.day) if run else (),
        runs=list(session.scalars(runs_newest_first().limit(6))),
        kinds=STATUS_KINDS,
        may_ask=policy.may_ask(actor),
    )


def _failed_since(session: Session, run: AllocationRun | None) -> AllocationRun | None:
    """The newest run, when it came to nothing after the one in force."""
    newest = session.scalars(runs_newest_first().limit(1)).first()
    return newest if newest is not None and newest.status is RunStatus.FAILED and newest is not run else None


def _told(session: Session, outcome: Outcome, before: Outcome | None, on: date, smallest: int) -> Mapping[str, Any]:
    """The big numbers and the changes, in words; small groups of people are not told as a number."""
    now, then = figures_of(outcome), figures_of(before) if before else None
    return {
        "figures": now,
        "listed": people(now.listed, smallest),
        "of_suitable": f"van de {number(now.suitable)} mensen die ten minste één plek aankunnen"
        if now.suitable >= smallest
        else "",
        "listed_before": _before(then.listed, smallest) if then else None,
        "full_before": f"was {number(then.full)} van {number(then.places)}" if then else None,
        "wait": longest_wait(session, outcome, on=on),
        "changes": changes_in_words(changes_between(before, outcome), smallest) if before else (),
    }


def _before(listed: int, smallest: int) -> str:
    return f"was {people(listed, smallest)}"


def people(many: int, smallest: int) -> str:
    """A number of people; a small group is not told as a number (Parameter.SMALL_CELL)."""
    return f"minder dan {smallest}" if 0 < many < smallest else number(many)


def changes_in_words(changes: Changes, smallest: int) -> Sequence[str]:
    """What changed since the run before, a sentence each."""
    same = f"{count(changes.same, 'lijst bleef', 'lijsten bleven')} gelijk."
    lines = [f"Op {count(changes.lists, 'lijst', 'lijsten')} staan andere mensen; {same}" if changes.lists else same]
    if changes.new_places or changes.gone_places:
        lines.append(
            f"Er {'kwam' if changes.new_places == 1 else 'kwamen'} {count(changes.new_places, 'plek', 'plekken')} bij, "
            f"en {count(changes.gone_places, 'plek doet', 'plekken doen')} niet meer mee."
        )
    if changes.came:
        lines.append(f"Nieuw op een lijst: {people(changes.came, smallest)} mensen.")
    if changes.left:
        why = (
            f" Van hen zoeken {people(changes.away, smallest)} nu geen werk meer via de regio." if changes.away else ""
        )
        lines.append(f"Niet meer op een lijst: {people(changes.left, smallest)} mensen.{why}")
    return lines


def _chosen(outcome: Outcome) -> str:
    """How many choices of coaches are in it, in words."""
    made = outcome.certificate.get("choices", {})
    added, removed = len(made.get("added", ())), len(made.get("removed", ()))
    if not added and not removed:
        return "Coaches pasten niets aan."
    parts = ([f"{added} erbij"] if added else []) + ([f"{removed} eraf"] if removed else [])
    return f"{count(added + removed, 'aanpassing', 'aanpassingen')} door coaches: {' en '.join(parts)}."


def _hard(session: Session, outcome: Outcome) -> Sequence[Hard]:
    """The places that are hardest to fill, as far as they still exist."""
    ids = hard_to_fill(outcome)[:MOST_HARD]
    places, pool = places_behind(session, ids), fresh_people(session).people
    return [
        Hard(
            vacancy=places[id_],
            place=outcome.places[id_],
            listed=len(outcome.lists[id_]),
            scarce=_scarce(places[id_], pool),
        )
        for id_ in ids
        if id_ in places
    ]


def _scarce(vacancy: Vacancy, pool: Any) -> Scarce | None:
    try:
        return scarcest_ask(demand_of(vacancy), pool, travel_times())
    except ValueError:
        return None


def rules_on(session: Session, day: date) -> Sequence[Rule]:
    """The settings that hold on a day, in words, with since when and who says so; the five weights in one line."""
    rows = rows_on(session, RULES, day)
    weights = [rows.pop(name) for name in BONUSES if name in rows]
    found = [
        _rule(DEFINITIONS[name].title, number(row.value), DEFINITIONS[name].unit, [row]) for name, row in rows.items()
    ]
    told = " · ".join(number(row.value) for row in weights)
    return [*found, _rule("Extra gewicht van een eerste, tweede, … voordracht", told, "punten van 100", weights)]


def _rule(title: str, value: str, unit: str, rows: Sequence[ParameterValue]) -> Rule:
    newest = max(rows, key=lambda row: row.valid_from)
    return Rule(title, f"{value} {unit}", short_day(newest.valid_from), newest.source)


def runs_page(session: Session, args: Mapping[str, str]) -> str:
    """Every run that was kept, newest first."""
    listing = Listing.read(args, sorts=["gemaakt"], default="-gemaakt")
    page = page_of(session, runs_newest_first(), listing)
    return render_template("allocation/runs.html", page=page, kinds=STATUS_KINDS)


__all__ = ["Figures", "index_page", "people", "rules_on", "runs_page"]
