"""What changes an interruption: noted, over, withdrawn."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from matching.placements.actions import hold
from matching.placements.facts import FAR
from matching.placements.interruptions.models import Interruption, PauseReason
from matching.placements.interruptions.queries import interruptions_of
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.texts import long_day
from werkbedrijf.foundation.workflow import NotNow

DAY = timedelta(days=1)


def note_interruption(
    session: Session,
    actor: Actor,
    placement: Placement,
    reason: PauseReason,
    *,
    wage_continues: bool,
    starts_on: date,
    ends_on: date | None,
    on: date,
) -> Interruption:
    """The work lies still from ``starts_on`` up to and not including ``ends_on``.

    Raises InputRefused outside the placement and where it lies still already.
    """
    hold(session, placement)
    _check(session, placement, starts_on, ends_on, None, on)
    row = Interruption(
        placement=placement,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        wage_continues=wage_continues,
        noted_on=on,
    )
    session.add(row)
    session.flush()
    record(session, actor, "interruption.noted", row)
    return row


def end_interruption(session: Session, actor: Actor, row: Interruption, *, ends_on: date, on: date) -> None:
    """The work goes on from this day. Raises InputRefused for a day that cannot be."""
    hold(session, row.placement)
    session.refresh(row)
    _refuse_withdrawn(row)
    _check(session, row.placement, row.starts_on, ends_on, row, on)
    row.ends_on, row.closed_with_work, row.open_until = ends_on, False, None
    record(session, actor, "interruption.ended", row)


def withdraw_interruption(session: Session, actor: Actor, row: Interruption, *, on: date) -> None:
    """It was noted by mistake: from now on nothing counts it. It stays readable."""
    hold(session, row.placement)
    session.refresh(row)
    _refuse_withdrawn(row)
    row.withdrawn_on, row.closed_with_work, row.open_until = on, False, None
    record(session, actor, "interruption.withdrawn", row)


def _refuse_withdrawn(row: Interruption) -> None:
    if row.withdrawn_on is not None:
        raise NotNow("Deze onderbreking is al ingetrokken. Leg zo nodig een nieuwe vast.")


def _check(
    session: Session, placement: Placement, starts_on: date, ends_on: date | None, but: Interruption | None, on: date
) -> None:
    problems = _start_problem(placement, starts_on, on) | _end_problem(placement, starts_on, ends_on)
    for other in session.scalars(interruptions_of(placement)):
        if other is not but and starts_on < (other.ends_on or date.max) and other.starts_on < (ends_on or date.max):
            until = f"tot en met {long_day(other.last_day)}" if other.last_day else "zonder einde"
            problems.setdefault(
                "starts_on" if but is None else "ends_on",
                f"Het werk lag al stil vanaf {long_day(other.starts_on)}, {until}. Pas dat eerst aan.",
            )
    if problems:
        raise InputRefused(problems)


def _start_problem(placement: Placement, starts_on: date, on: date) -> dict[str, str]:
    if starts_on < placement.starts_on:
        return {"starts_on": f"Het werk begon pas op {long_day(placement.starts_on)}."}
    if placement.ended_on is not None and starts_on >= placement.ended_on:
        return {"starts_on": f"Het werk duurde tot en met {long_day(placement.ended_on - DAY)}."}
    if starts_on > on + FAR:
        return {"starts_on": "Deze dag ligt meer dan twee jaar vooruit. Kijk het jaar na."}
    return {}


def _end_problem(placement: Placement, starts_on: date, ends_on: date | None) -> dict[str, str]:
    over = placement.ended_on
    if ends_on is None:
        fill = "Deze plaatsing is voorbij. Vul de laatste dag van de onderbreking in."
        return {"ends_on": fill} if over is not None else {}
    if ends_on <= starts_on:
        return {"ends_on": "De laatste dag ligt voor de eerste dag."}
    if over is not None and ends_on > over:
        return {"ends_on": f"Het werk duurde tot en met {long_day(over - DAY)}."}
    return {}
