"""What changes the days that were not worked. Why a day was missed is never asked and never kept."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.aftercare import messages
from matching.aftercare.answers import Missed
from matching.aftercare.models import MissedWork
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.texts import long_day

MOST_HOURS = Decimal(12)
# Later than half a year nobody remembers a day.
BACK = timedelta(days=183)
TWICE = "Deze dag staat er al. Klopt het niet? Neem die regel eerst terug."


def report_day(
    session: Session,
    actor: Actor,
    placement: Placement,
    kind: Missed,
    *,
    day: date | None,
    hours: Decimal | None,
    on: date,
) -> MissedWork:
    """Keep a day that was not worked as agreed; the coach hears of what an employer says. Raises InputRefused per field."""
    problems = {"day": _day_problem(placement, day, on), "hours": _hours_problem(hours)}
    if day is not None and not problems["day"] and _stands(session, placement, day):
        problems["day"] = TWICE
    found = {name: sentence for name, sentence in problems.items() if sentence}
    if found or day is None or hours is None:
        raise InputRefused(found)
    missed = MissedWork(
        placement=placement,
        candidate_id=placement.candidate_id,
        day=day,
        kind=kind,
        hours=hours,
        by_id=actor.id,
        by_employer=actor.is_a(Role.EMPLOYER),
        reported_at=session.info["at"],
    )
    with refused_as(session, {"uq_missed_work_one_a_day": InputRefused({"day": TWICE})}):
        session.add(missed)
    record(session, actor, "missedwork.logged", missed)
    if missed.by_employer:
        for message in messages.day_missed(session, missed):
            tell(session, message)
    return missed


def withdraw_day(session: Session, actor: Actor, missed: MissedWork, *, on: date) -> None:
    """Take back what was wrong: it counts nowhere any more, and the day can be said again."""
    missed.withdrawn_on = on
    record(session, actor, "missedwork.withdrawn", missed)


def _stands(session: Session, placement: Placement, day: date) -> bool:
    asked = select(MissedWork.id).where(
        MissedWork.placement_id == placement.id, MissedWork.day == day, MissedWork.withdrawn_on.is_(None)
    )
    return session.scalar(asked) is not None


def _day_problem(placement: Placement, day: date | None, on: date) -> str:
    if day is None:
        return "Vul een datum in, zoals 23-11-2026."
    if day > on:
        return "Deze dag moet nog komen."
    if day < placement.starts_on:
        return f"Het werk begon pas op {long_day(placement.starts_on)}."
    if placement.last_day is not None and day > placement.last_day:
        return f"Het werk duurde tot en met {long_day(placement.last_day)}."
    return "Deze dag is langer dan een half jaar geleden." if day < on - BACK else ""


def _hours_problem(hours: Decimal | None) -> str:
    if hours is None or not 0 < hours <= MOST_HOURS:
        return f"Vul in hoeveel uur er niet is gewerkt: meer dan 0 en ten hoogste {MOST_HOURS}."
    return "Rond de uren af op een kwartier, zoals 3,25." if hours * 4 != int(hours * 4) else ""
