"""Vandaag of a job coach: the people of their own caseload.

Everything is asked first and written into lines after, so that the names of everybody on the page open in one go.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from candidates.naming import Names
from werkbedrijf.dashboards.today import amounts, caseload, faces, rights, staying, trays
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, NEW_DAYS, Line, Today
from werkbedrijf.foundation.actors import Actor


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for this coach."""
    names = Names(session)
    until = day + timedelta(days=AHEAD_DAYS)
    care = staying.all_care(session, actor, day, names)
    waiting = (
        caseload.after_answer(session, actor, day, names),
        staying.waiting(care, names),
        staying.to_sign(session, actor, names),
        trays.waiting(session, actor, names),
        caseload.scorings(session, actor),
        caseload.emergencies(session, actor, names),
        rights.said_wrong(session, actor, names),
        faces.promised(session, actor, day),
        caseload.not_shown(session, actor, names),
        caseload.stale(session, actor, day, names),
    )
    ending = (
        staying.coming(care, day, names),
        rights.ending(session, actor, day),
        caseload.holds_ending(session, actor, until, names),
        staying.ending(care, day, names),
    )
    new = (
        amounts.changing(session, day),
        caseload.answers(session, actor, day - timedelta(days=NEW_DAYS), names),
    )
    extra = caseload.longest(session, actor, names)
    return Today(
        waiting=_written(waiting),
        ending=_written(ending),
        new=_written(new),
        extra_title="Langst zonder voordracht",
        extra=list(extra),
        start=[
            Line("Bekijk wie van jouw kandidaten het langst wacht", "fairness.waiting", button="Naar wie wacht"),
            Line("Bekijk je kandidaten", "candidates.index", button="Naar kandidaten"),
            Line("Bekijk welke plekken open zijn", "vacancies.index", button="Naar plekken"),
        ],
    )


def _written(parts: Iterable[Iterable[Line]]) -> list[Line]:
    return [line for part in parts for line in part]
