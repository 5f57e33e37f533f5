"""What the pages of what-ifs need to know, gathered for their templates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask import render_template, url_for
from sqlalchemy.orm import Session

from candidates.registration.models import Regeling
from employers.vocabulary.catalogue import occupations
from matching.advice.spots import spots_of
from matching.runs.models import UNDER_WAY, AllocationRun, RunStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.texts import number, short_day
from werkbedrijf.scenarios import policy
from werkbedrijf.scenarios.asked import Asked
from werkbedrijf.scenarios.forms import ScenarioForm
from werkbedrijf.scenarios.groups import NONE, SEVERAL, Numbers, Table
from werkbedrijf.scenarios.models import ScenarioResult
from werkbedrijf.scenarios.pictures import Dots, dots_of, in_words
from werkbedrijf.scenarios.quarters import Quarter
from werkbedrijf.scenarios.queries import bases, quarters, result_of, scenarios_newest_first
from werkbedrijf.scenarios.telling import Telling

STATUS_KINDS = {
    RunStatus.WAITING: "informatie",
    RunStatus.BUSY: "informatie",
    RunStatus.DONE: "goed",
    RunStatus.FAILED: "let_op",
}
GROUPS = {
    **{one.value: f"Alleen {one.words}" for one in Regeling},
    SEVERAL: "Meer dan één regeling",
    NONE: "Geen regeling bekend",
}
ORDER = tuple(GROUPS)


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Every what-if, newest first."""
    listing = Listing.read(args, sorts=["nieuw"], default="-nieuw")
    page = page_of(session, scenarios_newest_first(), listing)
    return render_template(
        "scenarios/index.html",
        page=page,
        kinds=STATUS_KINDS,
        may_make=policy.may_make_scenario(actor),
        has_bases=bool(bases(session)),
        with_what={run.id: _with_what(run) for run in page.rows},
    )


def _with_what(run: AllocationRun) -> str:
    """What a what-if is compared with, in words."""
    quarter = Quarter.read((run.change or {}).get("quarter", ""))
    if quarter:
        return f"alle nachten van {quarter.words}, tot en met {short_day(run.day)}"
    return f"verdeling {run.parent.reference if run.parent else ''} van {short_day(run.day)}"


def form_page(session: Session, form: ScenarioForm | None = None) -> str:
    """Ask what if; without anything to compare with it says what is needed first."""
    known, kept = bases(session), quarters(session)
    form = form or ScenarioForm(formdata=None)
    form.offer(known, kept, spots_of(session))
    settings = known[0].settings if known else {}
    return render_template(
        "scenarios/new.html",
        form=form,
        has_bases=bool(known),
        forgotten=[(one, short_day(one.since) if one.since else "") for one in kept if one.forgotten],
        settings=settings,
        bonus=" ".join(number(_percent(part)) for part in settings.get("B", [])),
        occupations=[one.title for one in occupations().values()],
    )


def _percent(part: str) -> Decimal:
    return Decimal(part) * 100


def show_page(session: Session, actor: Actor, scenario: AllocationRun) -> str:
    """One what-if: how far it is, why it failed, or both outcomes side by side."""
    asked = Asked.from_dict(scenario.change or {})
    common = {
        "scenario": scenario,
        "words": asked.words(),
        "under_way": scenario.status in UNDER_WAY,
        "may_drop": policy.may_drop_scenario(actor, scenario=scenario),
        "may_make": policy.may_make_scenario(actor),
        "kinds": STATUS_KINDS,
    }
    result = result_of(session, scenario)
    if result is None:
        return render_template("scenarios/waiting.html", **common)
    told, table, telling = result.figures, table_of(session, result), telling_for(session, actor)
    rows = telling.rows(table)
    dots = dots_of(rows)
    return render_template(
        "scenarios/show.html",
        **common,
        told=told,
        telling=telling,
        rows=rows,
        region=telling.region(table),
        hides=table.hides,
        smallest=_smallest(session),
        only_adds=asked.change.only_adds,
        first=date.fromisoformat(told["days"][0]),
        last=date.fromisoformat(told["days"][1]),
        scarcest=[(side, _scarcest(told[side]["scarcest"])) for side in ("before", "after")],
        picture=(url_for("scenarios.picture", scenario=scenario.reference), in_words(dots)) if dots else None,
        dots=len(dots),
        sees_places=actor.is_staff,
    )


def table_of(session: Session, result: ScenarioResult) -> Table:
    """Who gains, per group, with small groups hidden."""
    stored = result.figures["groups"]
    numbers = {key: Numbers(*stored[key]) for key in ORDER if key in stored}
    return Table.of(numbers, GROUPS, smallest=_smallest(session))


def _smallest(session: Session) -> int:
    return whole_number_on(session, Parameter.SMALL_CELL, day_of(session.info["at"]))


def telling_for(session: Session, actor: Actor) -> Telling:
    """Exactly for who sees the records anyway, rounded for who sees figures as the board does."""
    return Telling(None if policy.may_see_exact_figures(actor) else _smallest(session))


def dots_of_result(session: Session, actor: Actor, result: ScenarioResult) -> Dots:
    """What the picture draws, of the figures that this person may see."""
    return dots_of(telling_for(session, actor).rows(table_of(session, result)))


def _scarcest(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Places with the fewest suitable people, by reference; over a period each with its day."""
    found = []
    for id_, suitable, slots, listed in rows:
        day, _, place = str(id_).rpartition(" ")
        is_new = place.startswith("nieuw-")
        on = short_day(date.fromisoformat(day)) if day else ""
        found.append(
            {"place": place, "is_new": is_new, "day": on, "suitable": suitable, "slots": slots, "listed": listed}
        )
    return found


def state_of(scenario: AllocationRun) -> dict[str, Any]:
    """How far it is, for a page that waits."""
    done = scenario.status not in UNDER_WAY
    return {
        "done": 100 if done else scenario.progress,
        "total": 100,
        "label": scenario.step if not done else "Klaar",
        "url": url_for("scenarios.show", scenario=scenario.reference) if done else None,
    }
