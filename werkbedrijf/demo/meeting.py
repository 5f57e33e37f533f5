"""The employer with a sign-in finds a gesprek, a kaartenmapje and the help that runs: planned, agreed to and shared through the real acts."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.placements.models import Placement
from matching.placements.supports.actions import add_support
from matching.placements.supports.models import SupportKind
from matching.placements.workflow import PlacementStatus
from matching.proposals.actions import invite
from matching.proposals.models import Proposal
from matching.proposals.shortlist import candidates_for, month_key
from matching.proposals.workflow import ProposalStatus
from matching.talks.actions import TalkFacts, plan_talk
from matching.trays.actions import agree_card, make_tray, share_tray
from matching.trays.errors import NothingToTell
from matching.trays.models import MOST_CARDS
from matching.trays.workflow import CardStatus
from werkbedrijf.foundation.actors import Actor, actor_for

MEETING = (ProposalStatus.INVITED, ProposalStatus.ACCEPTED)
IN_DAYS = 5
K = SupportKind
BY_TURNS = ((K.WAGE, K.COACH), (K.ILLNESS,), (K.WAGE, K.ILLNESS, K.COLLEAGUE), ())
# So many of the list are looked at for the cards: somebody may be put forward already, or tell too little.
LOOKED_AT = 12


def meet(session: Session, managers: list[Actor], show: Employer, *, today: date, latest: datetime) -> None:
    """A gesprek over somebody who was invited, and cards for one of the open places of this employer."""
    session.info["at"] = latest
    manager = next(one for one in managers if one.id == show.account_manager_id)
    proposals = session.scalars(
        select(Proposal).join(Proposal.vacancy).where(Vacancy.employer_id == show.id).order_by(Proposal.id)
    ).all()
    _talk(session, manager, list(proposals), today)
    _help(session, manager, show, today)
    _cards(session, manager, show, today)


def _talk(session: Session, manager: Actor, proposals: list[Proposal], today: date) -> None:
    waiting = [one for one in proposals if one.status == ProposalStatus.SENT]
    invited = [one for one in proposals if one.status in MEETING]
    # One stays without an answer, for who comes in to give one.
    if not invited and len(waiting) > 1:
        invite(session, manager, waiting[0], on=today)
        invited = waiting[:1]
    for proposal in invited[:1]:
        where = proposal.vacancy.establishment
        facts = TalkFacts(
            day=_working_day(today + timedelta(days=IN_DAYS)),
            clock=time(10, 30),
            minutes=45,
            place=f"{where.street} {where.house_number}, {where.place}".strip(" ,"),
            with_whom="de teamleider",
        )
        plan_talk(session, manager, proposal, facts)


def _help(session: Session, manager: Actor, show: Employer, today: date) -> None:
    """What runs with the work of this employer. Drawn by turns, so that it says nothing of any law."""
    works = select(Placement).where(
        Placement.formal_employer_id == show.id, Placement.status == PlacementStatus.RUNNING
    )
    for number, placement in enumerate(session.scalars(works.order_by(Placement.id))):
        for kind in BY_TURNS[number % len(BY_TURNS)]:
            add_support(session, manager, placement, kind, since=None, until=None, on=today)


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _cards(session: Session, manager: Actor, show: Employer, today: date) -> None:
    places = select(Vacancy).where(Vacancy.employer_id == show.id, Vacancy.status == VacancyStatus.OPEN)
    for vacancy in session.scalars(places.order_by(Vacancy.id)):
        found = candidates_for(
            session, vacancy, on=today, key=month_key("demo", today), limit=LOOKED_AT, suitable_only=True
        )
        people = [row.candidate for row in found.rows if row.candidate.visibility.is_shown(today) and not row.open_here]
        if not people:
            continue
        tray = make_tray(session, manager, vacancy, people[:MOST_CARDS], on=today)
        for card in tray.cards:
            with suppress(NothingToTell), session.begin_nested():
                agree_card(session, actor_for(session, card.candidate.coach), card, on=today)
        if any(card.status is CardStatus.AGREED for card in tray.cards):
            share_tray(session, manager, tray, on=today)
            return
