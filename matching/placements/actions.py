"""What changes a placement: planned, started, other hours, another agreed end, ended, cancelled."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.kinds import VacancyKind
from employers.vacancies.seats import vacate_seat
from matching.bookings.following import book_weeks, follow_agreed_end, follow_end, follow_start
from matching.placements import messages
from matching.placements.errors import PlannedAlready, TooEarly, WorksAlready
from matching.placements.facts import FAR, PlacementFacts, check_change_of_hours, check_end, term_problem
from matching.placements.models import EndReason, Placement, Terms
from matching.placements.queries import ended_last
from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals.actions import lapse_other_proposals, mark_placed
from matching.proposals.locking import lock_everything_open, lock_places
from matching.proposals.models import Proposal
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.foundation.workflow import NotNow


def plan_placement(session: Session, actor: Actor, proposal: Proposal, facts: PlacementFacts, *, on: date) -> Placement:
    """An accepted voordracht becomes a placement: the held seat is filled, and the last one makes the place full.

    Every other open voordracht of this person ends by itself and its seat comes free. At a leerwerkplek that was set up the
    weeks are booked with the mentor, or it is refused with the first week in which they fit. Raises InputRefused for facts
    that cannot stay, NotNow for a voordracht that was not accepted, WorksAlready for a person with other work.
    """
    facts.check(proposal.vacancy, on=on, months=_months(session, proposal.vacancy.kind, facts.starts_on))
    lock_everything_open(session, proposal.candidate, proposal.vacancy_id)
    session.refresh(proposal)
    _refuse_overlap(session, proposal.candidate, "starts_on", facts.starts_on)
    mark_placed(session, actor, proposal, on=on)
    placement = Placement(
        reference=next_reference(session, Kind.PLACEMENT),
        proposal=proposal,
        candidate=proposal.candidate,
        vacancy=proposal.vacancy,
        kind=proposal.vacancy.kind,
        formal_employer=facts.formal_employer,
        workplace=facts.workplace,
        contract_form=facts.contract_form,
        status=PLACEMENT.start,
        planned_on=on,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        terms=[Terms(starts_on=facts.starts_on, hours_per_week=facts.hours_per_week)],
    )
    with refused_as(
        session,
        {
            "uq_placement_one_active_per_candidate": WorksAlready(proposal.candidate),
            "uq_placement_proposal_id": PlannedAlready(),
        },
    ):
        session.add(placement)
    book_weeks(
        *(session, actor, placement.vacancy, placement.candidate, facts.mentor),
        placement_id=placement.id,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        on=on,
    )
    record(session, actor, "placement.planned", placement, proposal.vacancy)
    for message in messages.planned(session, placement):
        tell(session, message)
    lapse_other_proposals(session, actor, proposal.candidate, but=proposal, on=on)
    return placement


def start_placement(
    session: Session, actor: Actor, placement: Placement, *, on: date, started_on: date | None = None
) -> None:
    """The work began, on the planned day unless ``started_on`` says otherwise; from then on it can count.

    Raises TooEarly before that day.
    """
    _hold(session, placement)
    first_day = started_on or placement.starts_on
    if on < first_day:
        raise TooEarly(first_day)
    placement.move("start_work")
    _refuse_overlap(session, placement.candidate, "started_on", first_day)
    if first_day != placement.starts_on:
        _move_start(session, placement, first_day)
        follow_start(session, actor, placement.id, first_day, on=on)
    record(session, actor, "placement.started", placement)


def _refuse_overlap(session: Session, candidate: Candidate, field: str, first_day: date) -> None:
    """One person works at one place at a time, also in the past: otherwise the same days would count twice."""
    worked_until = session.scalar(ended_last(candidate.id))
    if worked_until is not None and first_day < worked_until:
        last_day = worked_until - timedelta(days=1)
        raise InputRefused(
            {field: f"Tot en met {short_day(last_day)} werkte deze kandidaat op een andere plek. Kies een latere dag."}
        )


def _move_start(session: Session, placement: Placement, first_day: date) -> None:
    if placement.starts_on - first_day > FAR:
        raise InputRefused({"started_on": "Deze dag ligt meer dan twee jaar voor de afspraak. Kijk het jaar na."})
    if placement.ends_on is not None and placement.ends_on <= first_day:
        raise InputRefused({"started_on": "Deze dag ligt na het afgesproken einde. Pas eerst het einde aan."})
    _refuse_beyond_term(session, placement, "started_on", first_day, placement.ends_on)
    placement.starts_on = first_day
    later = [terms for terms in placement.terms if terms.ends_on is None or terms.ends_on > first_day]
    placement.terms = later
    later[0].starts_on = first_day


def change_hours(
    session: Session, actor: Actor, placement: Placement, hours: Decimal, *, from_on: date, on: date
) -> Terms:
    """Other hours a week from a day on: the period of that day is closed and a new one opened, nothing is overwritten.

    A day in the past corrects what was registered, up to the next change. From the first day of a period on, the new
    hours take the place of that whole period. Raises InputRefused outside the placement.
    """
    _hold(session, placement)
    if placement.status == PlacementStatus.CANCELLED:
        raise NotNow("Deze plaatsing is geannuleerd. De uren hoeven niet meer te worden aangepast.")
    check_change_of_hours(placement, hours, from_on, on)
    now = next(terms for terms in placement.terms if terms.ends_on is None or terms.ends_on > from_on)
    if now.hours_per_week == hours:
        raise InputRefused({"hours": "Deze uren golden al op die dag. Er is niets gewijzigd."})
    changed = Terms(starts_on=from_on, ends_on=now.ends_on, hours_per_week=hours)
    if now.starts_on == from_on:
        placement.terms.remove(now)
        session.flush()
    else:
        now.ends_on = from_on
    placement.terms.append(changed)
    record(session, actor, "placement.hours_changed", placement, fields=["terms"])
    session.refresh(placement, ["terms"])
    return changed


def agree_end(session: Session, actor: Actor, placement: Placement, ends_on: date | None, *, on: date) -> None:
    """Another agreed end, or none: a contract is extended, shortened or made permanent. The work goes on until ended."""
    _hold(session, placement)
    if placement.status not in (PlacementStatus.PLANNED, PlacementStatus.RUNNING):
        raise NotNow("Deze plaatsing is al voorbij. Het afgesproken einde verandert niet meer.")
    if ends_on is not None and ends_on <= max(placement.starts_on, on):
        raise InputRefused({"ends_on": "Een afgesproken laatste werkdag ligt niet voor vandaag en niet voor de start."})
    _refuse_beyond_term(session, placement, "ends_on", placement.starts_on, ends_on)
    placement.ends_on = ends_on
    follow_agreed_end(session, actor, placement.id, ends_on, on=on)
    record(session, actor, "placement.end_agreed", placement)


def _months(session: Session, kind: VacancyKind, day: date, *, extended: bool = False) -> int | None:
    """How many months a placement of this kind that begins on this day may last; None without a term."""
    term = kind.rules.longest if extended else kind.rules.usual
    return whole_number_on(session, term, day) if term else None


def _refuse_beyond_term(
    session: Session, placement: Placement, field: str, starts_on: date, ends_on: date | None
) -> None:
    months = _months(session, placement.kind, starts_on, extended=True)
    problems = dict(term_problem(placement.kind, starts_on, ends_on, months, extended=True))
    if problems:
        raise InputRefused({field: problems["ends_on"]})


def end_placement(
    session: Session, actor: Actor, placement: Placement, *, ended_on: date, reason: EndReason, on: date
) -> None:
    """The work stopped; ``ended_on`` is the first day no longer worked. The seat comes free, the hours end there."""
    _hold(session, placement)
    check_end(placement, ended_on, on)
    placement.move("end")
    placement.ended_on = ended_on
    placement.end_reason = reason
    _end_terms(placement, ended_on)
    follow_end(session, actor, placement.id, ended_on, on=on)
    vacate_seat(session, placement.vacancy)
    record(session, actor, "placement.ended", placement, placement.vacancy, fields=["status", "ended_on", "end_reason"])


def _end_terms(placement: Placement, ended_on: date) -> None:
    placement.terms = [terms for terms in placement.terms if terms.starts_on < ended_on]
    placement.terms[-1].ends_on = ended_on


def cancel_placement(session: Session, actor: Actor, placement: Placement, *, on: date) -> None:
    """It will not happen: the seat comes free and the person can be put forward again."""
    _hold(session, placement)
    placement.move("cancel")
    follow_end(session, actor, placement.id, None, on=on)
    vacate_seat(session, placement.vacancy)
    record(session, actor, "placement.cancelled", placement, placement.vacancy, fields=["status"])


def _hold(session: Session, placement: Placement) -> None:
    lock_places(session, [placement.vacancy_id])
    session.refresh(placement)
