"""What the timetable runs for kaartenmapjes; safe to run twice."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.trays.actions import expire_tray, forget_old_tries, take_unavailable_away
from matching.trays.models import Tray
from matching.trays.queries import past_their_term
from matching.trays.telling import tell_anew
from matching.trays.workflow import RUNNING
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record


def tend_trays(session: Session, *, on: date) -> int:
    """Everything that is due, the ends first; returns how much changed."""
    return len(expire_trays(session, on=on)) + tell_less(session, on=on)


def expire_trays(session: Session, *, on: date) -> list[Tray]:
    """End every kaartenmapje whose term or place is over, and take away who is no longer available; returns what ended."""
    forget_old_tries(session)
    due = list(session.scalars(past_their_term(on)))
    for tray in due:
        expire_tray(session, TIMETABLE, tray, on=on)
    for tray in session.scalars(select(Tray).where(Tray.status.in_(RUNNING)).order_by(Tray.id)).all():
        take_unavailable_away(session, TIMETABLE, tray, on=on)
    return due


def tell_less(session: Session, *, on: date) -> int:
    """Take away from cards what too few people share by now; returns how many cards changed."""
    changed = 0
    for tray in session.scalars(select(Tray).where(Tray.status.in_(RUNNING)).order_by(Tray.id)).all():
        for card in tell_anew(session, tray, on=on):
            record(session, TIMETABLE, "traycard.told_less", card)
            changed += 1
    return changed
