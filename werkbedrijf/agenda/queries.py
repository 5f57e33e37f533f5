"""The dated things of one person, as that person may see them at this moment. References and employers, never a candidate."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from candidates.queries import in_caseload_of
from employers.models import ContactMoment, Employer
from employers.questions.models import EmployerQuestion
from employers.questions.queries import for_me, questions_for
from employers.questions.workflow import QuestionStatus
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.aftercare.queries import care_of, in_care
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from matching.talks.models import Talk
from werkbedrijf.agenda.entries import Entry
from werkbedrijf.agenda.models import CalendarLink
from werkbedrijf.agenda.tokens import digest_of
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.outbox import link
from werkbedrijf.objections.queries import due_until
from werkbedrijf.sroi.deadlines.queries import deadlines_known_to

# A calendar shows what was lately and what comes; more would only make it slow.
BACK, AHEAD = timedelta(days=31), timedelta(days=366)
MOST = 200

Source = Callable[[Session, Actor, date], Iterator[Entry]]


def reader_of(session: Session, token: str) -> User | None:
    """Whose calendar this address is; None when it is nobody's, when the person may not come in or has another role now."""
    query = select(User).join(CalendarLink, CalendarLink.user_id == User.id)
    mine = query.where(CalendarLink.token_digest == digest_of(token), User.is_active, User.role == CalendarLink.role)
    return session.scalars(mine).first()


def entries_of(session: Session, actor: Actor, day: date) -> list[Entry]:
    """Everything with a day for this person, soonest first."""
    found = [entry for source in _SOURCES.get(actor.role, ()) for entry in source(session, actor, day)]
    return sorted(found, key=lambda entry: (entry.day, entry.clock, entry.name))


def coming_of(session: Session, actor: Actor, at: datetime) -> list[Entry]:
    """What goes on and is not over for this person at this moment, soonest first."""
    return [entry for entry in entries_of(session, actor, day_of(at)) if entry.is_coming(at)]


def next_step_of(session: Session, moment: ContactMoment) -> Entry | None:
    """What was promised after a contact, on its day; None without a day."""
    if not moment.next_step or moment.next_step_on is None:
        return None
    employer = moment.employer
    where = link(session, f"/werkgevers/{employer.reference}")
    return Entry(f"vervolg-{moment.id}", f"Vervolg bij {employer.name}", moment.next_step_on, where)


def _next_steps(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    mine = func.coalesce(ContactMoment.next_step_by_id, ContactMoment.by_id) == actor.id
    query = (
        select(ContactMoment)
        .where(mine, ContactMoment.next_step_done_on.is_(None), ContactMoment.next_step_on >= day - BACK)
        .options(joinedload(ContactMoment.employer))
        .order_by(ContactMoment.next_step_on, ContactMoment.id)
        .limit(MOST)
    )
    for moment in session.scalars(query):
        if entry := next_step_of(session, moment):
            yield entry


def _agreements(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    mine = func.coalesce(ContactMoment.agreement_by_id, ContactMoment.by_id) == actor.id
    query = (
        select(ContactMoment)
        .where(
            mine,
            ContactMoment.agreement != "",
            ContactMoment.agreement_done_on.is_(None),
            ContactMoment.agreement_on >= day - BACK,
        )
        .options(joinedload(ContactMoment.employer))
        .order_by(ContactMoment.agreement_on, ContactMoment.id)
        .limit(MOST)
    )
    for moment in session.scalars(query):
        if moment.agreement_on:
            where = link(session, f"/werkgevers/{moment.employer.reference}")
            yield Entry(f"belofte-{moment.id}", f"Beloofd aan {moment.employer.name}", moment.agreement_on, where)


def _talks(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    """Gesprekken, under the name their own calendar file has, so that a calendar that took both shows one."""
    since = datetime.combine(day - BACK, time(), AMSTERDAM)
    query = visible(actor, Talk).join(Talk.proposal).where(Talk.at.between(since, since + BACK + AHEAD))
    if actor.is_a(Role.COACH):
        query = query.join(Proposal.candidate).where(in_caseload_of(actor))
    elif actor.is_a(Role.ACCOUNT_MANAGER):
        query = query.join(Proposal.vacancy).join(Vacancy.employer)
        query = query.where(or_(Employer.account_manager_id == actor.id, Employer.substitute_id == actor.id))
    for row in session.scalars(query.limit(MOST)).unique():
        proposal = row.proposal
        yield Entry(
            row.uid,
            f"Gesprek over {proposal.vacancy.title} ({proposal.reference})",
            row.at,
            link(session, f"/voordrachten/{proposal.reference}/gesprek"),
            ends=row.at + timedelta(minutes=row.minutes),
            where=row.place,
            changes=row.sequence,
            is_off=not row.goes_on,
        )


def _holds(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    query = visible(actor, Proposal).where(
        Proposal.status.in_((ProposalStatus.SENT, ProposalStatus.INVITED)), Proposal.held_until >= day - BACK
    )
    query = query.options(joinedload(Proposal.vacancy))
    if actor.is_a(Role.COACH):
        query = query.where(in_caseload_of(actor))
    elif actor.is_a(Role.ACCOUNT_MANAGER):
        query = query.where(Employer.account_manager_id == actor.id)
    for row in session.scalars(query.order_by(None).order_by(Proposal.held_until, Proposal.id).limit(MOST)).unique():
        if row.held_until:
            where = link(session, f"/voordrachten/{row.reference}")
            yield Entry(
                f"voordracht-{row.reference}",
                f"Laatste dag voor antwoord: {row.vacancy.title} ({row.reference})",
                row.held_until,
                where,
            )


def _placements(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    query = visible(actor, Placement).where(
        Placement.status.in_((PlacementStatus.PLANNED, PlacementStatus.RUNNING)),
        or_(
            Placement.starts_on.between(day - BACK, day + AHEAD),
            Placement.ends_on.between(day - BACK, day + AHEAD),
        ),
    )
    query = query.options(joinedload(Placement.vacancy))
    if actor.is_a(Role.COACH):
        query = query.where(in_caseload_of(actor))
    elif actor.is_a(Role.ACCOUNT_MANAGER):
        query = query.where(Employer.account_manager_id == actor.id)
    for row in session.scalars(query.order_by(None).order_by(Placement.starts_on, Placement.id).limit(MOST)).unique():
        where = link(session, f"/plaatsingen/{row.reference}")
        what = f"{row.vacancy.title} ({row.reference})"
        if row.starts_on >= day - BACK:
            yield Entry(f"start-{row.reference}", f"Eerste werkdag: {what}", row.starts_on, where)
        if row.last_day:
            yield Entry(f"einde-{row.reference}", f"Laatste werkdag: {what}", row.last_day, where)


def _care(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    """Contact moments that still come, and what was agreed with a day, of the people in the caseload."""
    rows = session.scalars(in_care(actor).where(in_caseload_of(actor)).limit(MOST)).unique().all()
    for care in care_of(session, rows, day):
        placement = care.placement
        where = link(session, f"/plaatsingen/{placement.reference}/begeleiding")
        what = f"{placement.vacancy.title} ({placement.reference})"
        for one in care.moments:
            if one.is_open and one.moment.due_on <= day + AHEAD:
                name = f"nazorg-{placement.reference}-{one.moment.kind}"
                yield Entry(
                    f"{name}-{one.moment.key.rpartition(':')[2]}", f"Contact over {what}", one.moment.due_on, where
                )
        if care.next_on is not None:
            yield Entry(f"nazorg-{placement.reference}-afspraak", f"Afspraak over {what}", care.next_on, where)


def _own_care(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    """What the coach agreed with an employer about who works there: the day, and where to read it."""
    rows = session.scalars(in_care(actor).limit(MOST)).unique().all()
    for care in care_of(session, rows, day):
        if care.next_on is not None:
            placement = care.placement
            where = link(session, f"/plaatsingen/{placement.reference}/dagen")
            what = f"Afspraak met de jobcoach: {placement.vacancy.title} ({placement.reference})"
            yield Entry(f"nazorg-{placement.reference}-afspraak", what, care.next_on, where)


def _closing(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    query = visible(actor, Vacancy).where(
        Vacancy.status == VacancyStatus.OPEN, Vacancy.closes_on.between(day - BACK, day + AHEAD)
    )
    if actor.is_a(Role.ACCOUNT_MANAGER):
        query = query.join(Vacancy.employer).where(Employer.account_manager_id == actor.id)
    for row in session.scalars(query.order_by(None).order_by(Vacancy.closes_on, Vacancy.id).limit(MOST)).unique():
        if row.closes_on:
            where = link(session, f"/plekken/{row.reference}")
            yield Entry(f"sluit-{row.reference}", f"Plek sluit: {row.title} ({row.reference})", row.closes_on, where)


def _questions(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    query = for_me(actor) if actor.is_a(Role.ACCOUNT_MANAGER) else questions_for(actor)
    query = query.where(EmployerQuestion.status == QuestionStatus.OPEN, EmployerQuestion.due_on >= day - BACK)
    for row in session.scalars(query.limit(MOST)).unique():
        where = link(session, f"/vragen/{row.reference}")
        yield Entry(f"vraag-{row.reference}", f"Antwoord op vraag {row.reference}", row.due_on, where)


def _objections(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    for row in session.scalars(due_until(actor, day + AHEAD).limit(MOST)):
        where = link(session, f"/bezwaren/{row.reference}")
        yield Entry(f"bezwaar-{row.reference}", f"Antwoord op bezwaar {row.reference}", row.due_on, where)


def _social_return(session: Session, actor: Actor, day: date) -> Iterator[Entry]:
    """Deadlines of contracts with social return that are not reached, and those that were withdrawn."""
    for due in deadlines_known_to(session, actor, day):
        one = due.deadline
        if one.done_on is None and day - BACK <= one.day <= day + AHEAD:
            yield Entry(
                f"social-return-{due.contract.reference}-{one.key}",
                f"{one.kind.words}: {due.contract.title} ({due.contract.reference})",
                one.day,
                link(session, f"/sroi/opdrachten/{due.contract.reference}"),
                changes=one.changes,
                is_off=one.is_off,
            )


_SOURCES: dict[Role, tuple[Source, ...]] = {
    Role.ACCOUNT_MANAGER: (_talks, _next_steps, _agreements, _holds, _placements, _closing, _questions),
    Role.COACH: (_talks, _next_steps, _agreements, _holds, _placements, _care),
    Role.EMPLOYER: (_talks, _holds, _placements, _own_care, _closing, _questions, _social_return),
    Role.COORDINATOR: (_questions, _objections, _social_return),
}
