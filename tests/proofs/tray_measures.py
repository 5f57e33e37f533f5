"""What has to be so about kaartenmapjes at any moment, measured on the rows themselves."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.proposals.keeping_back import people_to_compare, still_possible
from matching.trays.models import MOST_CARDS, TrayCard, TrayLook
from matching.trays.telling import known_people, tells_something
from matching.trays.workflow import CardStatus
from werkbedrijf.foundation.audit import AuditEntry

ENOUGH = 5


def hold_to_the_crowd(session: Session, card: TrayCard, *, on: date) -> None:
    """Enough people fit a card and all this employer read of the same person before; else the card says nothing of its own."""
    crowd = _crowd(session, card, on, card_too=True)
    if crowd < ENOUGH:
        before = _crowd(session, card, on, card_too=False)
        alone = before < ENOUGH and not tells_something(card.explanation or {})
        assert alone, f"{card.tray.reference}: only {crowd} people fit, {before} before this card"


def _crowd(session: Session, card: TrayCard, on: date, *, card_too: bool) -> int:
    """How many people fit what this employer read of one person, whom else it read of aside."""
    firm = card.tray.vacancy.employer_id
    told = [
        (one.tray.vacancy, one.explanation)
        for one in session.scalars(select(TrayCard).where(TrayCard.candidate_id == card.candidate_id))
        if one.tray.vacancy.employer_id == firm
        and one.status in (CardStatus.AGREED, CardStatus.GONE)
        and one.explanation is not None
        and (card_too or one is not card)
    ]
    known = known_people(session, firm) - {card.candidate_id}
    return int(still_possible(session, told, people_to_compare(session), on=on, known=known).sum())


def hold_to_the_log(session: Session) -> None:
    """Never more than five cards, and every time a card was shown is a line in the log of that person."""
    many = session.execute(select(TrayCard.tray_id, func.count()).group_by(TrayCard.tray_id)).all()
    assert all(count <= MOST_CARDS for _, count in many), "too many cards"
    looks = select(TrayCard.id, func.count()).join(TrayLook, TrayLook.card_id == TrayCard.id).group_by(TrayCard.id)
    lines = select(AuditEntry.subject_reference, func.count()).where(AuditEntry.act == "traycard.looked_at")
    logged = {card: number for card, number in session.execute(lines.group_by(AuditEntry.subject_reference))}
    assert {str(card): number for card, number in session.execute(looks)} == logged, "an opening is not in the log"
    bare = select(func.count()).where(AuditEntry.act == "traycard.looked_at", AuditEntry.person.is_(None))
    assert session.scalar(bare) == 0, "an opening is in nobody's log"
