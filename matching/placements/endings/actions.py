"""What puts the end of a placement right: another day or reason, or no end at all. What stood there stays readable.

Everything that is worked out from the dates follows by itself: the count (a closed month shows a correction), the plan for
staying, what runs with the work and what it is worth as social return.
"""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from employers.vacancies.seats import refill_seat
from matching.bookings.following import follow_corrected_end, follow_no_end
from matching.placements.agreed import Agreed, keep, lines_of
from matching.placements.endings.errors import EndStands, PersonGone, SeatTaken, WorkedAfterwards
from matching.placements.endings.models import EndMistake, ReplacedEnd
from matching.placements.endings.queries import ended_away, work_after
from matching.placements.errors import WorksAlready
from matching.placements.facts import check_end
from matching.placements.interruptions.closing import close_interruptions, reopen_interruptions
from matching.placements.models import EndReason, Placement
from matching.placements.queries import followed_by
from matching.placements.reasons import TermsReason
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import lapse_other_proposals
from matching.proposals.locking import lock_everything_open
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.lines import Changed, Line, ended_at
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.foundation.workflow import NotNow

DAY = timedelta(days=1)


def correct_end(
    session: Session,
    actor: Actor,
    placement: Placement,
    *,
    ended_on: date,
    reason: EndReason,
    because: EndMistake,
    on: date,
) -> None:
    """Another last day, another reason or both for work that stopped; ``ended_on`` is the first day no longer worked.

    The seat stays free. Raises InputRefused for a day that cannot be, also where the person works elsewhere by then,
    EndStands when nothing changes.
    """
    was = _hold(session, placement)
    if (ended_on, reason) == (was, placement.end_reason):
        raise EndStands
    check_end(placement, ended_on, on)
    after = work_after(session, placement)
    _refuse_days_worked_elsewhere(after, ended_on)
    stays = EndReason.FOLLOWED
    if after is not None and after.follows_id == placement.id and placement.end_reason is stays is not reason:
        raise InputRefused(
            {"reason": f"Het werk ging verder in plaatsing {after.reference}. De reden blijft daarom zo."}
        )
    _keep_what_was(session, actor, placement, because, undone=False, on=on)
    if ended_on != was:
        opened = reopen_interruptions(session, placement)
        told = ended_at(_without_end(session, placement), ended_on)
        lost = tuple(line for line in lines_of(placement) if line.starts_on >= ended_on)
        placement.ended_on = ended_on
        keep(session, placement, Changed(told.lines, lost), TermsReason.ENDED, on=on)
        changed = {*opened, *close_interruptions(session, placement, ended_on, on=on)}
        follow_corrected_end(session, actor, placement.id, placement.ends_on, ended_on, on=on)
    else:
        changed = set()
    placement.end_reason = reason
    session.flush()
    follows = [after] if after is not None and _follows_anew(session, after) else []
    fields = ["ended_on", "end_reason"]
    record(
        session, actor, "placement.end_corrected", placement, *changed, *follows, fields=fields, reason=because.words
    )


def undo_end(session: Session, actor: Actor, placement: Placement, *, because: EndMistake, on: date) -> None:
    """The work did not stop: it runs on in its seat, by the terms that would have held.

    Every open voordracht of the person ends, as with work that begins. Raises WorkedAfterwards for a person with other work
    since, SeatTaken for a full place, and the refusals of ``move`` for weeks at a leerwerkplek that have no room any more.
    """
    lock_everything_open(session, placement.candidate, placement.vacancy_id)
    _hold(session, placement)
    after = work_after(session, placement)
    if after is not None:
        raise WorkedAfterwards(after)
    lines = _without_end(session, placement)
    _keep_what_was(session, actor, placement, because, undone=True, on=on)
    # No act of the workflow: an end that never was leaves no way on from work that is over.
    placement.status = PlacementStatus.RUNNING
    placement.ended_on = placement.end_reason = None
    with refused_as(session, {"uq_placement_one_active_per_candidate": WorksAlready(placement.candidate)}):
        session.flush()
    if not refill_seat(session, placement.vacancy):
        raise SeatTaken
    keep(session, placement, Changed(lines), TermsReason.MISTAKE, on=on)
    opened = reopen_interruptions(session, placement)
    follow_no_end(session, actor, placement.id, placement.ends_on, on=on)
    fields = ["status", "ended_on", "end_reason"]
    act = "placement.end_undone"
    record(session, actor, act, placement, placement.vacancy, *opened, fields=fields, reason=because.words)
    lapse_other_proposals(session, actor, placement.candidate, but=None, on=on)


def _hold(session: Session, placement: Placement) -> date:
    """Hold place and person, and read again what is there. Returns the end that stands; raises NotNow without one."""
    lock_everything_open(session, placement.candidate, placement.vacancy_id)
    session.refresh(placement)
    if placement.candidate.erased_revision is not None:
        raise PersonGone
    if placement.status != PlacementStatus.ENDED or placement.ended_on is None:
        raise NotNow("Deze plaatsing is niet beëindigd. Er is geen einde om te verbeteren.")
    return placement.ended_on


def _refuse_days_worked_elsewhere(after: Placement | None, ended_on: date) -> None:
    if after is not None and ended_on > after.starts_on:
        raise InputRefused(
            {
                "ended_on": f"Vanaf {short_day(after.starts_on)} heeft deze kandidaat ander werk (plaatsing {after.reference}). "
                "Kies een laatste werkdag daarvoor: anders tellen dezelfde dagen twee keer."
            }
        )


def _keep_what_was(
    session: Session, actor: Actor, placement: Placement, because: EndMistake, *, undone: bool, on: date
) -> None:
    session.add(
        ReplacedEnd(
            placement_id=placement.id,
            ended_on=placement.ended_on,
            end_reason=placement.end_reason,
            reason=because,
            undone=undone,
            replaced_on=on,
            replaced_by_id=actor.id,
        )
    )


def _without_end(session: Session, placement: Placement) -> tuple[Line[Agreed], ...]:
    """The terms as they would have held: what was planned for later comes back, and the last of them has no end."""
    away = [
        Line(row.starts_on, row.ends_on, Agreed(row.hours_per_week, row.contract_form))
        for row in ended_away(session, placement)
    ]
    lines = [*lines_of(placement), *away]
    ends = [line.starts_on for line in lines[1:]]
    return tuple(replace(line, ends_on=end) for line, end in zip(lines, [*ends, None], strict=True))


def _follows_anew(session: Session, after: Placement) -> bool:
    """Whether later work follows this work now and did not before, or the other way round."""
    before, after.follows = after.follows, None
    session.flush()
    after.follows = followed_by(session, after)
    return after.follows is not before
