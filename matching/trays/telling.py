"""What the cards of one kaartenmapje tell, together: no card narrows another, nor what the employer read before.

Three things an employer can lay side by side, and what holds against each (decision 0014): the other cards (everybody it
ever read of is taken out of the crowd, so that knowing all of them still leaves enough people behind this card), an earlier
card or voordracht of the same person (the crowd is only who fits all of them), and a later voordracht (which counts these
cards the same way, ``proposals.keeping_back``).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from matching.proposals.alike import Compared
from matching.proposals.card import Card, card_of
from matching.proposals.keeping_back import (
    KEPT_BACK,
    Told,
    kept_back_now,
    people_to_compare,
    rungs_of,
    still_possible,
    told_in_trays,
)
from matching.proposals.models import Proposal
from matching.proposals.shown import Shown
from matching.trays.models import Tray, TrayCard
from matching.trays.workflow import CardStatus

READ: Final = (CardStatus.AGREED, CardStatus.GONE)


def told_of(
    session: Session, card: TrayCard, people: Compared, stored: Mapping[str, Any], *, on: date
) -> dict[str, int]:
    """How far each line of this card stands down now, from where it stood."""
    vacancy, employer = card.tray.vacancy, card.tray.vacancy.employer_id
    earlier = told_in_trays(session, employer, card.candidate_id, but=card.id)
    earlier += _in_proposals(session, employer, card.candidate_id)
    known = known_people(session, employer) - {card.candidate_id}
    among = still_possible(session, earlier, people, on=on, known=known)
    return kept_back_now(session, vacancy, stored, on=on, people=people, among=among)


def known_people(session: Session, employer_id: int) -> set[int]:
    """Everybody of whom this employer ever read a card or a voordracht: it may know by now who they are."""
    cards = (
        select(TrayCard.candidate_id)
        .join(TrayCard.tray)
        .join(Tray.vacancy)
        .where(Vacancy.employer_id == employer_id, TrayCard.status.in_(READ), TrayCard.explanation.is_not(None))
    )
    proposals = select(Proposal.candidate_id).join(Proposal.vacancy).where(Vacancy.employer_id == employer_id)
    return {*session.scalars(cards), *session.scalars(proposals)}


def _in_proposals(session: Session, employer_id: int, candidate_id: int) -> list[Told]:
    told = (
        select(Proposal)
        .join(Proposal.vacancy)
        .where(Vacancy.employer_id == employer_id, Proposal.candidate_id == candidate_id)
    )
    return [(one.vacancy, one.explanation) for one in session.scalars(told) if "explanation" in one.explanation]


def tell_anew(session: Session, tray: Tray, *, on: date) -> list[TrayCard]:
    """Work out every card of a kaartenmapje again, as after somebody joined it; returns the cards that tell less now."""
    people = people_to_compare(session)
    changed = []
    for card in tray.cards:
        if card.status is not CardStatus.AGREED or card.explanation is None:
            continue
        kept = told_of(session, card, people, card.explanation, on=on)
        if kept != card.explanation.get(KEPT_BACK):
            card.explanation = card.explanation | {KEPT_BACK: kept}
            changed.append(card)
    return changed


def card_shown(stored: Mapping[str, Any]) -> Card:
    """The card as the holder of a link reads it."""
    return card_of(Shown.from_dict(stored), rungs_of(stored))


def tells_something(stored: Mapping[str, Any]) -> bool:
    """Whether a card says anything of what someone can: without that it is no card."""
    card = card_shown(stored)
    return bool(card.can or card.mostly)
