"""What can be asked about staying at work, for however many placements in the same number of questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from employers.vacancies.models import Vacancy
from matching.aftercare.gathering import Agreed, Contact, Gathered, gathered, terms_of_all
from matching.aftercare.hours import Balance, balance_of, current
from matching.aftercare.models import CareBudget, CareVisit, MissedWork
from matching.aftercare.plan import Planned, plan_of, standing
from matching.aftercare.values import CareValues, care_values
from matching.aftercare.warning import Facts, MissedDay, Reason, reasons, window_start
from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import gate, visible

R = TypeVar("R", CareVisit, CareBudget, MissedWork)


def _mine(actor: Actor) -> Select[int]:
    return placements_visible_to(actor).order_by(None).with_only_columns(Placement.id)


@gate(CareVisit)
def visits_visible_to(actor: Actor) -> Select[CareVisit]:
    """Contacts about placements this person may know of, the newest first. What may be read of them the policy says."""
    beside = joinedload(CareVisit.placement)
    return (
        select(CareVisit)
        .where(CareVisit.placement_id.in_(_mine(actor)))
        .options(beside, joinedload(CareVisit.by))
        .order_by(CareVisit.on.desc(), CareVisit.id.desc())
    )


@gate(CareBudget)
def budgets_visible_to(actor: Actor) -> Select[CareBudget]:
    """Granted hours of placements this person may know of."""
    return select(CareBudget).where(CareBudget.placement_id.in_(_mine(actor))).order_by(CareBudget.since, CareBudget.id)


@gate(MissedWork)
def days_visible_to(actor: Actor) -> Select[MissedWork]:
    """Days of placements this person may know of, the newest first, also those that were taken back."""
    return (
        select(MissedWork)
        .where(MissedWork.placement_id.in_(_mine(actor)))
        .options(joinedload(MissedWork.by), joinedload(MissedWork.placement))
        .order_by(MissedWork.day.desc(), MissedWork.id.desc())
    )


def _numbered(session: Session, actor: Actor, kind: type[R], reference: str) -> R | None:
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    return session.scalars(visible(actor, kind).where(kind.id == int(reference))).first()


def find_visit(session: Session, actor: Actor, reference: str) -> CareVisit | None:
    """The contact with this number, if this person may know of its placement."""
    return _numbered(session, actor, CareVisit, reference)


def find_budget(session: Session, actor: Actor, reference: str) -> CareBudget | None:
    """The granted hours with this number, if this person may know of their placement."""
    return _numbered(session, actor, CareBudget, reference)


def find_missed(session: Session, actor: Actor, reference: str) -> MissedWork | None:
    """The day with this number, if this person may know of its placement."""
    return _numbered(session, actor, MissedWork, reference)


@dataclass(frozen=True, slots=True)
class Care:
    """Everything of the care for one placement on a day; what was said is read with ``visits_of``."""

    placement: Placement
    contacts: Sequence[Contact]
    missed: Sequence[MissedDay]
    moments: Sequence[Planned]
    balances: Sequence[Balance]
    balance: Balance | None
    reasons: Sequence[Reason]

    @property
    def last(self) -> Contact | None:
        """The newest contact."""
        return self.contacts[0] if self.contacts else None

    @property
    def next_on(self) -> date | None:
        """The day of what was agreed next, by or gone by: only the newest contact says what is next."""
        return self.last.next_on if self.last is not None else None

    @property
    def waiting(self) -> list[Planned]:
        """The moments whose day has come."""
        return [one for one in self.moments if one.waits]

    @property
    def next_moment(self) -> Planned | None:
        """The first moment that is still to be done."""
        return next((one for one in self.moments if one.is_open), None)


def care_of(
    session: Session, placements: Iterable[Placement], day: date, values: CareValues | None = None
) -> list[Care]:
    """The care for placements that passed their gate, in their order; the same few questions however many there are.

    ``values`` are asked for when they are not given.
    """
    known = list({one.id: one for one in placements}.values())
    if not known:
        return []
    values = values or care_values(session)
    found = gathered(session, [one.id for one in known])
    terms = terms_of_all(session, (number for number, one in found.items() if one.missed))
    return [_care(values, one, found.get(one.id, Gathered()), terms.get(one.id, ()), day) for one in known]


def _care(values: CareValues, placement: Placement, known: Gathered, terms: Iterable[Agreed], day: date) -> Care:
    limits, offsets = values.thresholds(day), values.offsets(placement.starts_on)
    spent = [(one.on, one.minutes) for one in known.contacts]
    balances = [balance_of(grant, spent, low_percent=values.low_percent(day)) for grant in known.grants]
    balance = current(balances, day)
    moments: Sequence[Planned] = ()
    if placement.status in {PlacementStatus.PLANNED, PlacementStatus.RUNNING}:
        low = [(one.grant.key, one.low_since) for one in balances if one.low_since is not None]
        done = {key: one.on for one in known.contacts for key in one.moments}
        planned = plan_of(placement.starts_on, placement.last_day, offsets, low)
        moments = standing(planned, done, day, offsets, late_after=limits.late_after)
    found: list[Reason] = []
    if placement.status is PlacementStatus.RUNNING:
        first = window_start(day, limits.within_days)
        facts = Facts(
            day,
            known.missed,
            agreed_hours_of(terms, first, day),
            (day - max(first, placement.starts_on)).days + 1,
            moments,
            balance=balance,
        )
        found = reasons(_with_last(facts, known.contacts), limits)
    return Care(placement, known.contacts, known.missed, moments, balances, balance, found)


def _with_last(facts: Facts, contacts: Sequence[Contact]) -> Facts:
    """What the newest contact said, and the day of what it agreed next."""
    if not contacts:
        return facts
    last = contacts[0]
    return replace(facts, last_on=last.on, person=last.person, employer=last.employer, agreement_on=last.next_on)


def agreed_hours_of(periods: Iterable[Agreed], first: date, last: date) -> Decimal:
    """How many hours were agreed in a period, both days included: hours a week over seven days a week."""
    total = Decimal(0)
    for terms in periods:
        since = max(first, terms.starts_on)
        until = min(last, terms.ends_on - timedelta(days=1)) if terms.ends_on else last
        total += terms.hours_per_week * max((until - since).days + 1, 0) / 7
    return total


def visits_of(session: Session, actor: Actor, placement: Placement) -> Sequence[CareVisit]:
    """Every contact about one placement, the newest first, with what was said."""
    return session.scalars(visible(actor, CareVisit).where(CareVisit.placement_id == placement.id)).all()


def in_care(actor: Actor) -> Select[Placement]:
    """Placements that run or will, with what their care needs; narrowed by who asks."""
    return (
        visible(actor, Placement)
        .where(Placement.status.in_((PlacementStatus.PLANNED, PlacementStatus.RUNNING)))
        .options(
            joinedload(Placement.vacancy).joinedload(Vacancy.employer),
            joinedload(Placement.candidate),
            joinedload(Placement.workplace),
        )
        .order_by(None)
        .order_by(Placement.starts_on, Placement.id)
    )


def running_everywhere(after: int, most: int) -> Select[Placement]:
    """Running placements of the whole region, so many after a number, for the timetable."""
    return (
        select(Placement)
        .where(Placement.status == PlacementStatus.RUNNING, Placement.id > after)
        .options(joinedload(Placement.candidate), joinedload(Placement.vacancy))
        .order_by(Placement.id)
        .limit(most)
    )
