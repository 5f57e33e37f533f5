"""What the page *Nieuwe bedragen* needs, gathered for its template."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import render_template
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from matching.instruments.values import all_figures
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.definitions import DEFINITIONS
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.lawchanges.changes import MONEY, SHOWN, YEARLY, Noticed, Turn, noticed, running, summed, turns
from werkbedrijf.lawchanges.queries import Job, jobs_on


@dataclass(frozen=True, slots=True)
class Touched:
    """One placement and what changes for it."""

    job: Job
    changes: list[Noticed]


def turn_of(found: list[Turn], asked: str, today: date) -> Turn | None:
    """The turn somebody asks for by its day, or else the first to come, or the last that was."""
    chosen = [turn for turn in found if turn.day.isoformat() == asked]
    ahead = [turn for turn in found if turn.day >= today]
    return next(iter([*chosen, *ahead[-1:], *found]), None)


def changes_page(session: Session, actor: Actor, args: MultiDict[str, str]) -> str:
    """Every placement a new amount touches, and those nothing can be said of, with what is lacking."""
    rows = all_figures(session)
    found = turns(rows)
    turn = turn_of(found, args.get("vanaf", ""), day_of(session.info["at"]))
    if turn is None:
        return render_template("lawchanges/index.html", turn=None, turns=[])
    jobs, as_running = jobs_on(session, actor, turn.day), running(turn, rows)
    worked_out = [
        Touched(job, noticed(turn, job.ground, job.work, subsidy=as_running(job.placement.starts_on)))
        for job in jobs
        if job.work is not None
    ]
    touched = [one for one in worked_out if one.changes]
    return render_template(
        "lawchanges/index.html",
        turn=turn,
        turns=found,
        waits=(turn.day.month, turn.day.day) != (1, 1) and any(one.parameter in YEARLY for one in turn.values),
        page=page_of_sequence(touched, Listing.read(args, sorts=("plaatsing",), default="plaatsing")),
        sums=summed(change for one in touched for change in one.changes),
        same=len(worked_out) - len(touched),
        lacking=[job for job in jobs if job.lacking is not None],
        reasons=Counter(job.lacking for job in jobs if job.lacking is not None),
        labels=SHOWN,
        money=MONEY,
        titles={one.parameter: DEFINITIONS[one.parameter] for one in turn.values},
    )
