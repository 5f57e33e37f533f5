"""What can be asked about kaartenmapjes."""

from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from candidates.models import Candidate
from candidates.queries import in_caseload_of
from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.trays.holder import digest_of, is_of
from matching.trays.models import Tray, TrayCard, TrayLook, TrayTry
from matching.trays.workflow import CardStatus, TrayStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.gateway import find, gate, visible

# So many links that are nobody's from one address within the time, and it has to wait.
MOST_TRIES, WITHIN = 20, timedelta(minutes=10)


@gate(Tray)
def trays_visible_to(actor: Actor) -> Select[Tray]:
    """Kaartenmapjes this person may know of: agrees with ``may_see_tray``. Newest first."""
    beside = selectinload(Tray.cards).joinedload(TrayCard.candidate)
    return (
        select(Tray)
        .join(Tray.vacancy)
        .join(Vacancy.employer)
        .where(_seen_by(actor))
        .options(
            joinedload(Tray.made_by),
            joinedload(Tray.vacancy).joinedload(Vacancy.employer),
            joinedload(Tray.vacancy).joinedload(Vacancy.establishment),
            beside.joinedload(Candidate.coach),
            beside.joinedload(Candidate.visibility),
        )
        .order_by(Tray.id.desc())
    )


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.COACH):
        return Tray.id.in_(select(TrayCard.tray_id).join(TrayCard.candidate).where(in_caseload_of(actor)))
    if actor.is_a(Role.ACCOUNT_MANAGER):
        colleagues = select(User.id).where(User.organisation_id == actor.organisation_id)
        return or_(
            Tray.made_by_id.in_(colleagues),
            Employer.account_manager_id.in_(colleagues),
            Vacancy.logged_by_id.in_(colleagues),
        )
    return true() if actor.is_a(Role.SYSTEM) else false()


@gate(TrayCard)
def cards_visible_to(actor: Actor) -> Select[TrayCard]:
    """Cards this person may know of: all of the own kaartenmapjes, for a coach those of the own caseload."""
    rows = (
        select(TrayCard)
        .join(TrayCard.tray)
        .join(Tray.vacancy)
        .join(Vacancy.employer)
        .join(TrayCard.candidate)
        .where(_seen_by(actor))
        .options(
            joinedload(TrayCard.tray).joinedload(Tray.vacancy).joinedload(Vacancy.employer),
            joinedload(TrayCard.candidate),
        )
        .order_by(TrayCard.id)
    )
    return rows.where(in_caseload_of(actor)) if actor.is_a(Role.COACH) else rows


def find_tray(session: Session, actor: Actor, reference: str) -> Tray | None:
    """The kaartenmapje with this reference, if this person may know of it."""
    return find(session, actor, Tray, reference)


def find_card(session: Session, actor: Actor, reference: str) -> TrayCard | None:
    """The card with this number, if this person may know of it."""
    if not reference.isdecimal() or len(reference) > 9:
        return None
    return session.scalars(visible(actor, TrayCard).where(TrayCard.id == int(reference))).unique().first()


def asked_cards(actor: Actor) -> Select[TrayCard]:
    """Cards that wait for the yes or no of this coach."""
    return visible(actor, TrayCard).where(
        TrayCard.status == CardStatus.ASKED, Tray.status.in_((TrayStatus.DRAFT, TrayStatus.SHARED))
    )


def wanted_cards(actor: Actor) -> Select[TrayCard]:
    """Cards of which an employer wants to know more, and that nobody took up yet."""
    return visible(actor, TrayCard).where(TrayCard.wanted_at.is_not(None), TrayCard.followed_on.is_(None))


def ready_trays(actor: Actor) -> Select[Tray]:
    """Kaartenmapjes of this account manager that wait for nobody any more and have no link yet."""
    waits = select(TrayCard.tray_id).where(TrayCard.status == CardStatus.ASKED)
    tells = select(TrayCard.tray_id).where(TrayCard.status == CardStatus.AGREED)
    return visible(actor, Tray).where(
        Tray.status == TrayStatus.DRAFT, Tray.made_by_id == actor.id, Tray.id.not_in(waits), Tray.id.in_(tells)
    )


def open_for_employer(actor: Actor, on: date | BindParameter[date]) -> Select[Tray]:
    """Kaartenmapjes whose cards this employer can look at today, signed in: those of the own places, within their term."""
    return (
        select(Tray)
        .join(Tray.vacancy)
        .where(
            Vacancy.employer_id.in_(actor.employer_ids if actor.is_a(Role.EMPLOYER) else ()),
            Vacancy.status == VacancyStatus.OPEN,
            Tray.status == TrayStatus.SHARED,
            Tray.open_until >= on,
        )
        .options(selectinload(Tray.cards), joinedload(Tray.vacancy).joinedload(Vacancy.employer))
        .order_by(Tray.open_until, Tray.id)
    )


def find_own_tray(session: Session, actor: Actor, reference: str) -> Tray | None:
    """The kaartenmapje with this reference, if this employer can look at its cards today."""
    mine = open_for_employer(actor, day_of(session.info["at"]))
    return session.scalars(mine.where(Tray.reference == reference)).first()


def tray_behind(session: Session, token: str, *, on: date) -> Tray | None:
    """The kaartenmapje this link opens today; None for every other link, whatever the reason."""
    found = session.scalars(
        select(Tray)
        .where(Tray.token_digest == digest_of(token))
        .options(selectinload(Tray.cards), joinedload(Tray.vacancy).joinedload(Vacancy.employer))
    ).first()
    return found if found is not None and is_of(token, found.token_digest or "") and opens(found, on) else None


def opens(tray: Tray, on: date) -> bool:
    """Whether the link of this kaartenmapje still works: within its term, and as long as the place is open."""
    in_term = tray.open_until is not None and on <= tray.open_until
    return tray.status is TrayStatus.SHARED and in_term and tray.vacancy.status is VacancyStatus.OPEN


def past_their_term(on: date) -> Select[Tray]:
    """Kaartenmapjes whose last day has passed, or whose place takes nobody any more."""
    return (
        select(Tray)
        .join(Tray.vacancy)
        .where(Tray.status == TrayStatus.SHARED, or_(Tray.open_until < on, Vacancy.status != VacancyStatus.OPEN))
        .order_by(Tray.id)
    )


def looks_at(session: Session, tray: Tray) -> list[tuple[datetime, int]]:
    """When the cards were shown through the link, newest first, and how many at once."""
    asked = (
        select(TrayLook.at, func.count())
        .join(TrayLook.card)
        .where(TrayCard.tray_id == tray.id)
        .group_by(TrayLook.at)
        .order_by(TrayLook.at.desc())
        .limit(50)
    )
    return [(at, many) for at, many in session.execute(asked)]


def must_wait(session: Session, origin: str) -> bool:
    """Whether too many wrong links were tried from here just now."""
    since = session.info["at"] - WITHIN
    tried = select(func.count(TrayTry.id)).where(TrayTry.origin == origin, TrayTry.at > since)
    return (session.scalar(tried) or 0) >= MOST_TRIES
