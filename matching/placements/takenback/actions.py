"""What takes a start back. The row stays, marked; nothing that counts reads it any more, from this moment on.

A placement that should never have been there becomes cancelled, and every count leaves those out already. A start that was
only noted too early goes back to planned. What is worked out from rows follows by itself: the count (a closed month shows a
correction), the plan for staying, the agenda. What waits elsewhere is let go of (``beside``).
"""

from datetime import date

from sqlalchemy.orm import Session

from employers.vacancies.seats import vacate_seat
from matching.bookings.following import follow_taken_back
from matching.placements import messages
from matching.placements.endings.errors import PersonGone
from matching.placements.interruptions.closing import close_interruptions
from matching.placements.models import EndReason, Placement
from matching.placements.queries import followed_by, placement_after
from matching.placements.takenback import beside
from matching.placements.takenback.errors import StillStands, WentOn
from matching.placements.takenback.models import StartMistake, TakenBack
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import unplace
from matching.proposals.locking import lock_everything_open
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import Audited, record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import drop_waiting, tell
from werkbedrijf.foundation.workflow import NotNow

BEGAN = (PlacementStatus.RUNNING, PlacementStatus.ENDED)


def take_back(session: Session, actor: Actor, placement: Placement, because: StartMistake, *, on: date) -> TakenBack:
    """The start was a mistake. Seat and person are free again, or the placement is planned again (``StartMistake.NOT_YET``).

    Raises NotNow where nothing began, StillStands for what has to be put right first, WentOn for work that went on under
    another agreement, and InputRefused for work that is over and would be planned again.
    """
    _hold(session, placement)
    if not because.is_whole and placement.status is not PlacementStatus.RUNNING:
        raise InputRefused(
            {"because": "Deze plaatsing is al beëindigd en kan niet opnieuw beginnen. Kies iets anders."}
        )
    refuse_what_stands(session, placement)
    row = TakenBack(
        placement_id=placement.id,
        reason=because,
        whole=because.is_whole,
        was=placement.status,
        ended_on=placement.ended_on,
        end_reason=placement.end_reason,
        taken_back_on=on,
        taken_back_by_id=actor.id,
    )
    session.add(row)
    session.flush()
    beside.let_go(session, actor, placement, on=on)
    drop_waiting(session, f"plaatsing:{placement.reference}:", f"nazorg:{placement.reference}:")
    still = close_interruptions(session, placement, placement.starts_on, on=on)
    if because.is_whole:
        after = _fall_away(session, actor, placement, row, on=on)
        changed: list[Audited] = [placement.vacancy, *still, *after]
        record(session, actor, "placement.taken_back", placement, *changed, fields=FIELDS, reason=because.words)
        if placement.proposal is not None:
            unplace(session, actor, placement.proposal, on=on)
    else:
        # No act of the workflow: work that began leaves no way back, a start that never was does.
        placement.status = PlacementStatus.PLANNED
        act = "placement.start_taken_back"
        record(session, actor, act, placement, *still, fields=["status"], reason=because.words)
    for message in messages.taken_back(session, placement, row.id, whole=row.whole, by=actor):
        tell(session, message)
    return row


FIELDS = ["status", "ended_on", "end_reason"]


def refuse_what_stands(session: Session, placement: Placement) -> None:
    """Raise when something rests on this work: the next agreement about it, or what another room keeps."""
    after = placement_after(session, placement)
    if after is not None and placement.end_reason is EndReason.FOLLOWED:
        raise WentOn(after)
    if found := beside.stops(session, placement):
        raise StillStands(found)


def _hold(session: Session, placement: Placement) -> None:
    """Hold place, person and placement, and read again what is there: who counts with this work waits, or is seen here."""
    lock_everything_open(session, placement.candidate, placement.vacancy_id)
    session.refresh(placement, ["status"], with_for_update=True)
    session.refresh(placement)
    if placement.candidate.erased_revision is not None:
        raise PersonGone
    if placement.status not in BEGAN:
        raise NotNow("Deze plaatsing is niet begonnen of al teruggenomen. Er is geen start om terug te nemen.")


def _fall_away(session: Session, actor: Actor, placement: Placement, row: TakenBack, *, on: date) -> list[Placement]:
    """The placement counts no more and its seat is free. Returns later work that follows something else now."""
    after = placement_after(session, placement)
    placement.status = PlacementStatus.CANCELLED
    placement.ended_on = placement.end_reason = placement.follows = None
    if after is not None:
        after.follows = None
    session.flush()
    if after is not None:
        after.follows = followed_by(session, after)
    follow_taken_back(session, actor, placement.id)
    if row.was is PlacementStatus.RUNNING:
        vacate_seat(session, placement.vacancy)
    return [after] if after is not None else []
