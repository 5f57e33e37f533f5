"""What changes a kaartenmapje and its cards."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.proposals.actions import refuse_unavailable
from matching.proposals.errors import PlaceNotOpen
from matching.proposals.fitting import refuse_unfit
from matching.proposals.keeping_back import KEPT_BACK, people_to_compare
from matching.proposals.shortlist import explained
from matching.trays import messages
from matching.trays.availability import is_available
from matching.trays.errors import LinkThere, NoCardYet, NothingToTell, NotWanted
from matching.trays.holder import HOLDER, digest_of, new_code, new_token
from matching.trays.models import MOST_CARDS, Tray, TrayCard, TrayLook, TrayTry
from matching.trays.queries import opens
from matching.trays.telling import tell_anew, tells_something, told_of
from matching.trays.workflow import CARD, TRAY, CardStatus
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import By, record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.rows import rows_reached

TRIES_KEPT = timedelta(days=1)


def make_tray(session: Session, actor: Actor, vacancy: Vacancy, people: Sequence[Candidate], *, on: date) -> Tray:
    """A kaartenmapje for this place, and the question to every coach whether the own candidate may be in it.

    Raises InputRefused for nobody or too many, PlaceNotOpen, and what stands in the way of putting somebody forward.
    """
    if not 1 <= len(people) <= MOST_CARDS:
        raise InputRefused({"people": f"Kies 1 tot {MOST_CARDS} mensen voor dit kaartenmapje."})
    if vacancy.status != VacancyStatus.OPEN:
        raise PlaceNotOpen(vacancy)
    for candidate in people:
        refuse_unavailable(session, vacancy, candidate, on)
        refuse_unfit(session, vacancy, candidate)
    tray = Tray(
        reference=next_reference(session, Kind.TRAY),
        vacancy=vacancy,
        made_by_id=actor.id,
        status=TRAY.start,
        made_on=on,
    )
    session.add(tray)
    taken: set[str] = set()
    for candidate in people:
        code = _code_for(session, vacancy, candidate, taken)
        taken.add(code)
        tray.cards.append(TrayCard(candidate=candidate, code=code, status=CARD.start, asked_on=on))
    session.flush()
    record(session, actor, "tray.made", tray)
    for card in tray.cards:
        record(session, actor, "traycard.asked", card)
        for message in messages.asked(session, card):
            tell(session, message)
    return tray


def _code_for(session: Session, vacancy: Vacancy, candidate: Candidate, taken: set[str]) -> str:
    """The name this person's card has at this place already, or a new one that no card of the place has."""
    here = select(TrayCard.candidate_id, TrayCard.code).join(TrayCard.tray).where(Tray.vacancy_id == vacancy.id)
    known: dict[str, int] = {row.code: row.candidate_id for row in session.execute(here)}
    mine = [code for code, owner in known.items() if owner == candidate.id]
    if mine:
        return mine[0]
    code = new_code()
    while code in known or code in taken:
        code = new_code()
    return code


def agree_card(session: Session, actor: Actor, card: TrayCard, *, on: date) -> None:
    """The coach says yes: the card can be seen through the link. The other cards tell less where they must.

    Raises what stands in the way of putting this person forward, and NothingToTell.
    """
    vacancy = card.tray.vacancy
    CARD.after("agree", card.status)
    refuse_unavailable(session, vacancy, card.candidate, on)
    refuse_unfit(session, vacancy, card.candidate)
    stored = explained(session, vacancy, card.candidate, on=on)
    kept = told_of(session, card, people_to_compare(session), stored, on=on)
    stored = stored | {KEPT_BACK: kept}
    if not tells_something(stored):
        raise NothingToTell(card.candidate)
    card.explanation = stored
    card.answered_on, card.answered_by_id = on, actor.id
    card.move("agree")
    record(session, actor, "traycard.agreed", card)
    session.flush()
    _tell_less(session, actor, card.tray, on)
    _tell_maker(session, card.tray)


def decline_card(session: Session, actor: Actor, card: TrayCard, *, on: date) -> None:
    """The coach says no: nobody outside ever sees this card."""
    card.move("decline")
    card.answered_on, card.answered_by_id = on, actor.id
    record(session, actor, "traycard.declined", card)
    session.flush()
    _tell_maker(session, card.tray)


def remove_card(session: Session, actor: By, card: TrayCard, *, on: date) -> None:
    """Take one card away for good: the holder of the link reads that this person is no longer available."""
    card.move("remove")
    card.gone_on = on
    record(session, actor, "traycard.removed", card)


def share_tray(session: Session, actor: Actor, tray: Tray, *, on: date, ends: str = "") -> str:
    """Make the link, or a new one in the place of the old; returns its secret part, which is told this once.

    ``ends`` is the mark of the link that stops by this: whoever saw no link, or another, ends none. Raises LinkThere,
    NoCardYet when there is nothing to show, and NotNow.
    """
    session.refresh(tray, with_for_update={"of": Tray})
    if tray.token_digest is not None and tray.shared_on is not None and ends != tray.link_mark:
        raise LinkThere(tray.shared_on)
    TRAY.after("share", tray.status)
    take_unavailable_away(session, actor, tray, on=on)
    if not any(card.status is CardStatus.AGREED for card in tray.cards):
        raise NoCardYet
    token = new_token()
    tray.token_digest = digest_of(token)
    tray.shared_on = on
    tray.open_until = on + timedelta(days=whole_number_on(session, Parameter.TRAY_DAYS, on))
    tray.move("share")
    record(session, actor, "tray.shared", tray)
    return token


def withdraw_tray(session: Session, actor: By, tray: Tray, *, on: date) -> None:
    """The link stops working at once."""
    _end(session, actor, tray, "withdraw", on)


def expire_tray(session: Session, actor: By, tray: Tray, *, on: date) -> None:
    """The term is over, or the place is."""
    _end(session, actor, tray, "expire", on)


def _end(session: Session, actor: By, tray: Tray, act: str, on: date) -> None:
    tray.move(act)
    tray.token_digest, tray.ended_on = None, on
    record(session, actor, "tray.withdrawn" if act == "withdraw" else "tray.expired", tray)


def take_unavailable_away(session: Session, actor: By, tray: Tray, *, on: date) -> list[TrayCard]:
    """Take away for good whoever took the yes back, is not in beeld, works or is promised; returns whose card went."""
    gone = [card for card in tray.cards if CARD.may("remove", card.status) and not is_available(session, card, on)]
    for card in gone:
        remove_card(session, actor, card, on=on)
    return gone


def look(session: Session, tray: Tray, *, on: date, by: By = HOLDER) -> list[TrayCard]:
    """Show the cards to who holds the link or to the employer itself, and write that down; returns those that can be shown."""
    take_unavailable_away(session, TIMETABLE, tray, on=on)
    # Somebody may have left, or joined another kaartenmapje of this employer, since the timetable came by.
    _tell_less(session, TIMETABLE, tray, on)
    shown = [card for card in tray.cards if card.status is CardStatus.AGREED]
    how = f"{'via een link' if by is HOLDER else 'ingelogd'} bij {tray.vacancy.employer.name}"
    for card in shown:
        session.add(TrayLook(card=card, candidate_id=card.candidate_id, at=session.info["at"]))
        record(session, by, "traycard.looked_at", card, reason=how)
    return shown


def want_more(session: Session, tray: Tray, codes: Sequence[str], *, on: date, by: By = HOLDER) -> list[TrayCard]:
    """The employer wants to know more of these cards; coach and account manager hear it once. Raises NotWanted."""
    take_unavailable_away(session, TIMETABLE, tray, on=on)
    wanted = [card for card in tray.cards if card.code in codes and card.status is CardStatus.AGREED]
    if not wanted or not opens(tray, on):
        raise NotWanted
    for card in wanted:
        if card.wanted_at is None:
            card.wanted_at = session.info["at"]
            record(session, by, "traycard.wanted", card)
            for message in messages.wanted(session, card):
                tell(session, message)
    return wanted


def follow_card(session: Session, actor: Actor, card: TrayCard, *, on: date) -> None:
    """A colleague takes up that the employer wants to know more."""
    card.followed_on = on
    record(session, actor, "traycard.followed", card)


def note_try(session: Session, origin: str) -> None:
    """A link that is nobody's was tried from here."""
    session.add(TrayTry(origin=origin, at=session.info["at"]))


def forget_old_tries(session: Session) -> int:
    """Throw away tries of more than a day ago; returns how many."""
    return rows_reached(session, delete(TrayTry).where(TrayTry.at < session.info["at"] - TRIES_KEPT))


def _tell_less(session: Session, actor: By, tray: Tray, on: date) -> None:
    for card in tell_anew(session, tray, on=on):
        record(session, actor, "traycard.told_less", card)


def _tell_maker(session: Session, tray: Tray) -> None:
    if all(card.status is not CardStatus.ASKED for card in tray.cards):
        for message in messages.answered(session, tray):
            tell(session, message)
