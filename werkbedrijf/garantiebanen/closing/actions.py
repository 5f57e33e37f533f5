"""Acts: ask to close a month, close it, and let it be. Closing keeps the figures and the lines as they are at that moment."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.region import current_region
from werkbedrijf.garantiebanen.closing.held import CLOSING, closed_month, fill
from werkbedrijf.garantiebanen.closing.models import ClosedMonth
from werkbedrijf.garantiebanen.queries import ledger_in, rules_on
from werkbedrijf.garantiebanen.stretches import month_span


class NotEnded(DomainError):
    """The month still runs."""

    def __init__(self) -> None:
        super().__init__("Deze maand is nog niet voorbij. Sluiten kan vanaf de eerste dag van de maand erna.")


class ClosedAlready(DomainError):
    """It is closed, and stays so."""

    def __init__(self) -> None:
        super().__init__("Deze maand is al gesloten. Wat later verandert, staat eronder als correctie.")


def needs_second(session: Session) -> bool:
    """Whether somebody else must confirm: everywhere but in a demo."""
    region = current_region(session)
    return not (region is not None and region.is_demo)


def close_or_ask(session: Session, actor: Actor, first: date, *, reason: str, on: date) -> ClosedMonth:
    """Close a month, or ask a second person to. Raises NotEnded, ClosedAlready, AskedAlready, or InputRefused for ``reason``."""
    if month_span(first).until > on:
        raise NotEnded
    month = _row(session, actor, first)
    if month.closed_at is not None:
        raise ClosedAlready
    if needs_second(session):
        four_eyes.ask(session, actor, CLOSING, month, reason=reason)
    else:
        close(session, actor, month)
    return month


def _row(session: Session, actor: Actor, first: date) -> ClosedMonth:
    month = closed_month(session, first)
    if month is None:
        rules = rules_on(session, first)
        month = ClosedMonth(
            first=first,
            hours_per_job=rules.hours_per_job,
            hours_per_job_month=rules.hours_per_job_month,
            hours_full_time=rules.hours_full_time,
            sectors_apart=rules.sectors_apart,
        )
        with refused_as(session, {"uq_closed_month_month_start": four_eyes.AskedAlready()}):
            session.add(month)
        record(session, actor, "month.made", month)
    return month


def confirm(session: Session, actor: Actor, month: ClosedMonth, pending: PendingAct) -> None:
    """The second person says yes. Raises OwnRequest, NotOpen or ClosedAlready."""
    four_eyes.confirm(session, actor, pending)
    close(session, actor, month)


def decline(session: Session, actor: Actor, pending: PendingAct) -> None:
    """The second person says no. Raises OwnRequest or NotOpen."""
    four_eyes.decline(session, actor, pending)


def close(session: Session, actor: Actor, month: ClosedMonth) -> None:
    """Keep what a count tells now, for good. Raises ClosedAlready."""
    session.refresh(month, with_for_update=True)
    if month.closed_at is not None:
        raise ClosedAlready
    fill(session, month, ledger_in(session, month.first))
    month.closed_at, month.closed_by_id = session.info["at"], actor.id
    record(session, actor, "month.closed", month)
