"""What changes a placement: planned, started, other hours, another agreed end, ended, cancelled."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.vacancies.seats import vacate_seat
from matching.bookings.following import book_weeks, follow_agreed_end, follow_end, follow_start
from matching.placements import messages
from matching.placements.agreed import Agreed, keep, lines_of
from matching.placements.errors import PlannedAlready, TooEarly, WorksAlready
from matching.placements.facts import FAR, PlacementFacts, check_change_of_terms, check_end
from matching.placements.interruptions.closing import close_interruptions
from matching.placements.longest import check_agreed_end, term_of
from matching.placements.models import ContractForm, EndReason, Placement, Terms
from matching.placements.queries import ended_last, followed_by
from matching.placements.reasons import LongerReason, TermsReason
from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals.actions import lapse_other_proposals, mark_placed
from matching.proposals.locking import lock_everything_open, lock_places
from matching.proposals.models import Proposal
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.lines import begun_at, changed_from, ended_at, line_on
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.foundation.workflow import NotNow


def plan_placement(session: Session, actor: Actor, proposal: Proposal, facts: PlacementFacts, *, on: date) -> Placement:
    """An accepted voordracht becomes a placement: the held seat is filled, and the last one makes the place full.

    Every other open voordracht of this person ends by itself and its seat comes free. At a leerwerkplek that was set up the
    weeks are booked with the mentor, or it is refused with the first week in which they fit. Raises InputRefused for facts
    that cannot stay, NotNow for a voordracht that was not accepted, WorksAlready for a person with other work.
    """
    kind = proposal.vacancy.kind
    term = term_of(session, actor, kind, proposal.candidate, facts.starts_on)
    facts.check(proposal.vacancy, on=on, term=term)
    lock_everything_open(session, proposal.candidate, proposal.vacancy_id)
    session.refresh(proposal)
    refuse_overlap(session, proposal.candidate, "starts_on", facts.starts_on)
    mark_placed(session, actor, proposal, on=on)
    placement = Placement(
        reference=next_reference(session, Kind.PLACEMENT),
        proposal=proposal,
        candidate=proposal.candidate,
        vacancy=proposal.vacancy,
        kind=kind,
        **agreed_by(facts),
        status=PLACEMENT.start,
        planned_on=on,
    )
    placement.follows = followed_by(session, placement)
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


def agreed_by(facts: PlacementFacts) -> dict[str, Any]:
    """The columns of a placement that say what was agreed, with the terms of its first period."""
    first = Terms(starts_on=facts.starts_on, hours_per_week=facts.hours_per_week, contract_form=facts.contract_form)
    return {
        "formal_employer": facts.formal_employer,
        "workplace": facts.workplace,
        "contract_form": facts.contract_form,
        "starts_on": facts.starts_on,
        "ends_on": facts.ends_on,
        "terms": [first],
    }


def start_placement(
    session: Session, actor: Actor, placement: Placement, *, on: date, started_on: date | None = None
) -> None:
    """The work began, on the planned day unless ``started_on`` says otherwise; from then on it can count.

    Raises TooEarly before that day.
    """
    hold(session, placement)
    first_day = started_on or placement.starts_on
    if on < first_day:
        raise TooEarly(first_day)
    placement.move("start_work")
    refuse_overlap(session, placement.candidate, "started_on", first_day)
    if first_day != placement.starts_on:
        _move_start(session, actor, placement, first_day, on=on)
        follow_start(session, actor, placement.id, first_day, on=on)
    record(session, actor, "placement.started", placement)


def refuse_overlap(session: Session, candidate: Candidate, field: str, first_day: date) -> None:
    """One person works at one place at a time, also in the past: otherwise the same days would count twice."""
    worked_until = session.scalar(ended_last(candidate.id))
    if worked_until is not None and first_day < worked_until:
        last_day = worked_until - timedelta(days=1)
        raise InputRefused(
            {field: f"Tot en met {short_day(last_day)} werkte deze kandidaat op een andere plek. Kies een latere dag."}
        )


def _move_start(session: Session, actor: Actor, placement: Placement, first_day: date, *, on: date) -> None:
    if placement.starts_on - first_day > FAR:
        raise InputRefused({"started_on": "Deze dag ligt meer dan twee jaar voor de afspraak. Kijk het jaar na."})
    if placement.ends_on is not None and placement.ends_on <= first_day:
        raise InputRefused({"started_on": "Deze dag ligt na het afgesproken einde. Pas eerst het einde aan."})
    because = placement.longer_because or LongerReason.LEARN
    check_agreed_end(*(session, actor, placement, first_day, placement.ends_on), field="started_on", because=because)
    placement.starts_on = first_day
    keep(session, placement, begun_at(lines_of(placement), first_day), TermsReason.MOVED_START, on=on)
    placement.follows = followed_by(session, placement)


def change_terms(
    session: Session,
    actor: Actor,
    placement: Placement,
    *,
    hours: Decimal | None = None,
    form: ContractForm | None = None,
    from_on: date,
    on: date,
    reason: TermsReason = TermsReason.AGREED,
) -> Terms:
    """Other hours a week or another contract from a day on: that period is closed and a new one opened.

    A day in the past puts right what was registered, up to the next change; what stood there before stays readable with
    the reason. Nothing given stays as it is. Raises InputRefused outside the placement, for a contract that does not fit
    and for one that somebody else signs.
    """
    hold(session, placement)
    if placement.status == PlacementStatus.CANCELLED:
        raise NotNow("Deze plaatsing is geannuleerd. De uren hoeven niet meer te worden aangepast.")
    lines = lines_of(placement)
    now = line_on(lines, max(from_on, placement.starts_on))
    told = now.value if now else lines[-1].value
    agreed = Agreed(told.hours if hours is None else hours, form or told.form)
    check_change_of_terms(placement, agreed.hours, agreed.form, from_on, on)
    if agreed == told:
        raise InputRefused({"hours": "Dit gold al op die dag. Er is niets gewijzigd."})
    keep(session, placement, changed_from(lines, from_on, agreed, on=on), reason, on=on)
    record(session, actor, "placement.hours_changed", placement, fields=["terms"], reason=reason.words)
    return next(terms for terms in placement.terms if terms.starts_on == from_on)


def change_hours(
    session: Session, actor: Actor, placement: Placement, hours: Decimal, *, from_on: date, on: date
) -> Terms:
    """Other hours a week from a day on, and the contract as it was (``change_terms``)."""
    return change_terms(session, actor, placement, hours=hours, from_on=from_on, on=on)


def agree_end(
    session: Session,
    actor: Actor,
    placement: Placement,
    ends_on: date | None,
    *,
    on: date,
    because: LongerReason | None = None,
) -> None:
    """Another agreed end, or none: a contract is extended, shortened or made permanent. The work goes on until ended.

    A kind with a term lasts longer than at first only with a reason (``because``), and never longer than its longest term.
    """
    hold(session, placement)
    if placement.status not in (PlacementStatus.PLANNED, PlacementStatus.RUNNING):
        raise NotNow("Deze plaatsing is al voorbij. Het afgesproken einde verandert niet meer.")
    if ends_on is not None and ends_on <= max(placement.starts_on, on):
        raise InputRefused({"ends_on": "Een afgesproken laatste werkdag ligt niet voor vandaag en niet voor de start."})
    is_longer = check_agreed_end(
        *(session, actor, placement, placement.starts_on, ends_on), field="ends_on", because=because
    )
    placement.ends_on = ends_on
    placement.longer_because = because if is_longer else None
    follow_agreed_end(session, actor, placement.id, ends_on, on=on)
    record(session, actor, "placement.end_agreed", placement)


def end_placement(
    session: Session, actor: Actor, placement: Placement, *, ended_on: date, reason: EndReason, on: date
) -> None:
    """The work stopped; ``ended_on`` is the first day no longer worked. The seat comes free, the hours end there."""
    hold(session, placement)
    check_end(placement, ended_on, on)
    placement.move("end")
    placement.ended_on = ended_on
    placement.end_reason = reason
    keep(session, placement, ended_at(lines_of(placement), ended_on), TermsReason.ENDED, on=on)
    closed = close_interruptions(session, placement, ended_on, on=on)
    follow_end(session, actor, placement.id, ended_on, on=on)
    vacate_seat(session, placement.vacancy)
    fields = ["status", "ended_on", "end_reason"]
    record(session, actor, "placement.ended", placement, placement.vacancy, *closed, fields=fields)


def cancel_placement(session: Session, actor: Actor, placement: Placement, *, on: date) -> None:
    """It will not happen: the seat comes free and the person can be put forward again."""
    hold(session, placement)
    placement.move("cancel")
    placement.follows = None
    follow_end(session, actor, placement.id, None, on=on)
    vacate_seat(session, placement.vacancy)
    record(session, actor, "placement.cancelled", placement, placement.vacancy, fields=["status"])


def hold(session: Session, placement: Placement) -> None:
    """Hold the seat and the placement until the transaction ends, and read again what it says."""
    lock_places(session, [placement.vacancy_id])
    session.refresh(placement)
