"""Doors for the timetable."""

from typing import cast

from flask import current_app, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.policy import may_administer
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import (
    current_actor,
    current_session,
    database,
    guard,
    settings,
    starts_reading,
    transaction,
)
from werkbedrijf.timetable.queries import last_runs, recent_problems
from werkbedrijf.timetable.running import Timetable
from werkbedrijf.timetable.schedule import Job


def _timetable() -> Timetable:
    return cast("Timetable", current_app.extensions["werkbedrijf.timetable"])


def find_job(session: Session, actor: Actor, name: str) -> Job | None:
    """The job with this name."""
    return _timetable().jobs.get(name)


@bp.get("/dienstregeling")
@guard(may_administer)
def timetable() -> str:
    """What runs by itself, when it last did, and how it went."""
    session = current_session()
    return render_template(
        "administration/timetable.html",
        jobs=list(_timetable().jobs.values()),
        runs=last_runs(session),
        problems=recent_problems(session),
        titles={job.name: job.title for job in _timetable().jobs.values()},
        at=session.info["at"],
    )


@bp.post("/dienstregeling/<job>")
@guard(may_administer, job=find_job)
@starts_reading
def run_now(job: Job) -> Response:
    """Run a job at once. It works in transactions of its own, so this request holds none meanwhile."""
    session = current_session()
    at = session.info["at"]
    session.rollback()
    run = _timetable().run_job(database(), settings(), job.name, at=at, by_hand=True)
    with transaction() as session:
        region = current_region(session)
        if region is not None:
            record(session, current_actor(), "timetable.run_by_hand", region, reason=job.name)
    if run is None:
        flash(f"{job.title}: dat wordt op dit moment al gedaan. Kijk zo weer hoe het ging.")
    elif run.problem:
        flash(f"{job.title}: dat ging niet. Hieronder staat waarom.", "fout")
    else:
        done = "" if run.result is None else f" Aantal: {run.result}."
        flash(f"{job.title}: gedaan.{done}")
    return redirect(url_for("administration.timetable"))
