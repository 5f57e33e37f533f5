"""What changes a voordracht. While it is open it holds a seat; whoever ends it gives the seat back."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.words import problem_with
from employers.vacancies.models import Vacancy
from employers.vacancies.seats import fill_held_seat, hold_seat, release_seat
from employers.vacancies.workflow import VacancyStatus
from matching.proposals import messages
from matching.proposals.away import start_of
from matching.proposals.errors import AllSeatsHeld, AlreadyProposed, NoSeatLeft, NotAvailable, NotShown, PlaceNotOpen
from matching.proposals.fitting import refuse_unfit
from matching.proposals.keeping_back import KEPT_BACK, kept_back_after_trays
from matching.proposals.locking import lock_everything_open, lock_person, lock_places, lock_proposal
from matching.proposals.models import DeclineReason, OutsideReason, Proposal
from matching.proposals.passing import Advice
from matching.proposals.queries import first_free_after, is_working, open_proposals_of
from matching.proposals.workflow import PROPOSAL, ProposalStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.references import Kind, next_reference

MOST_WORDS = 500
WHY_OUTSIDE = "Anderen staan hoger voor deze plek. Kies waarom je toch deze kandidaat voorstelt."
WHY_OTHER = "Vertel in een paar woorden waarom. Dan is later te begrijpen waarom je dit koos."
NOTED = "Antwoord van de werkgever, genoteerd door een accountmanager."


def propose(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    candidate: Candidate,
    *,
    on: date,
    explanation: dict[str, Any],
    advice: Advice | None = None,
    outside_reason: OutsideReason | None = None,
    outside_note: str = "",
    shown_id: int | None = None,
) -> Proposal:
    """Put a candidate forward, hold a seat for a term, and tell the employer the same day.

    ``explanation`` is the fit exactly as it was shown (``shortlist.explained``). ``advice`` is what the order of the
    service says of this person here (``advice_of``), kept with the voordracht; ``shown_id`` the list as the coach saw it.
    Raises NotShown, NotAvailable, PlaceNotOpen, DoesNotFit, NoProfile, AlreadyProposed or AllSeatsHeld, and InputRefused
    where others go before and no ``outside_reason`` is given, or ‘anders’ without ``outside_note``.
    """
    asks_why = advice is not None and advice.asks_why
    note = _why_outside(outside_reason, outside_note) if asks_why else ""
    standing = advice.standing if advice else None
    lock_places(session, [vacancy.id])
    lock_person(session, candidate)
    refuse_unavailable(session, vacancy, candidate, on)
    if vacancy.status != VacancyStatus.OPEN:
        raise PlaceNotOpen(vacancy)
    refuse_unfit(session, vacancy, candidate)
    if not hold_seat(session, vacancy, per_seat=whole_number_on(session, Parameter.PROPOSALS_PER_SEAT, on)):
        raise AllSeatsHeld(vacancy, first_free_after(session, vacancy))
    kept = kept_back_after_trays(session, vacancy, candidate.id, explanation, on=on)
    proposal = Proposal(
        reference=next_reference(session, Kind.PROPOSAL),
        vacancy=vacancy,
        candidate=candidate,
        proposed_by_id=actor.id,
        status=PROPOSAL.start,
        sent_on=on,
        held_until=on + timedelta(days=whole_number_on(session, Parameter.HOLD_DAYS, on)),
        explanation=explanation | (standing.to_dict() if standing else {}) | {KEPT_BACK: kept},
        run_id=standing.run_id if standing else None,
        list_rank=standing.rank if standing else None,
        outside_reason=outside_reason if asks_why else None,
        outside_note=note,
        passed_over=advice.passed_over if advice else None,
        shown_id=shown_id,
    )
    with refused_as(session, {"uq_proposal_one_open_per_place_and_candidate": AlreadyProposed(candidate, vacancy)}):
        session.add(proposal)
    record(session, actor, "proposal.sent", proposal, vacancy)
    _tell(session, messages.new_proposal(session, proposal))
    return proposal


def _why_outside(reason: OutsideReason | None, note: str) -> str:
    """The free word with the reason, when both can stay; raises InputRefused otherwise."""
    if reason is None:
        raise InputRefused({"outside_reason": WHY_OUTSIDE})
    if reason is OutsideReason.OTHER and not note.strip():
        raise InputRefused({"outside_note": WHY_OTHER})
    return _checked("outside_note", note)


def refuse_unavailable(session: Session, vacancy: Vacancy, candidate: Candidate, on: date) -> None:
    """Raise what stands in the way of putting this person forward here today, whatever the work asks."""
    if not candidate.visibility.is_shown(on):
        raise NotShown(candidate)
    if candidate.status != CandidateStatus.ACTIVE:
        raise NotAvailable.paused(candidate)
    if is_working(session, candidate):
        raise NotAvailable.working(candidate)
    free_on = session.scalar(select(Profile.available_from).where(Profile.candidate_id == candidate.id))
    if free_on is not None and free_on > start_of(vacancy, on):
        raise NotAvailable.later(candidate, free_on)
    for open_one in session.scalars(open_proposals_of(candidate)):
        if open_one.vacancy_id == vacancy.id:
            raise AlreadyProposed(candidate, vacancy)
        if open_one.status == ProposalStatus.ACCEPTED:
            raise NotAvailable.accepted(candidate)


def invite(session: Session, actor: Actor, proposal: Proposal, *, on: date) -> None:
    """The employer wants to meet: the agreed contact details appear, the seat is held longer, the coach is told."""
    lock_proposal(session, proposal)
    proposal.move("invite")
    proposal.invited_on = on
    proposal.held_until = on + timedelta(days=whole_number_on(session, Parameter.HOLD_DAYS_INVITED, on))
    record(session, actor, "proposal.invited", proposal, reason=_noted(actor))
    _tell(session, messages.invited(session, proposal))


def accept(session: Session, actor: Actor, proposal: Proposal, *, on: date) -> None:
    """The employer says yes. The seat stays held without a term, and the person is promised nowhere else.

    Every other open voordracht of this person ends by itself: who is accepted is on no other list.
    """
    lock_everything_open(session, proposal.candidate, proposal.vacancy_id)
    session.refresh(proposal)
    proposal.move("accept")
    proposal.answered_on = on
    proposal.held_until = None
    record(session, actor, "proposal.accepted", proposal, reason=_noted(actor))
    _tell(session, messages.accepted(session, proposal))
    lapse_other_proposals(session, actor, proposal.candidate, but=proposal, on=on)


def decline(
    session: Session, actor: Actor, proposal: Proposal, *, reason: DeclineReason, note: str = "", on: date
) -> None:
    """The employer says no, with a reason from the list; the seat comes free and the coach is told.

    Raises InputRefused for ``note`` when the reason is ‘anders’ without words, or when the words are about health.
    """
    if reason == DeclineReason.OTHER and not note.strip():
        raise InputRefused({"note": "Vertel in een paar woorden waarom. Dan zoeken wij gerichter verder."})
    note = _checked("note", note)
    lock_proposal(session, proposal)
    proposal.move("decline")
    proposal.decline_reason = reason
    proposal.decline_note = note
    proposal.answered_on = on
    _give_back(session, proposal, on)
    record(session, actor, "proposal.declined", proposal, proposal.vacancy, reason=_noted(actor) or reason.words)
    _tell(session, messages.declined(session, proposal))


def withdraw(session: Session, actor: Actor, proposal: Proposal, *, reason: str, on: date) -> None:
    """Take a voordracht back; the seat comes free and the employer is told neutrally.

    Raises InputRefused for ``reason`` when it is empty or about health.
    """
    if not reason.strip():
        raise InputRefused({"reason": "Vertel waarom de voordracht stopt. De werkgever leest dit niet."})
    note = _checked("reason", reason)
    lock_proposal(session, proposal)
    proposal.move("withdraw")
    proposal.end_note = note
    _give_back(session, proposal, on)
    record(session, actor, "proposal.withdrawn", proposal, proposal.vacancy)
    _tell(session, messages.withdrawn(session, proposal))


def lapse_other_proposals(
    session: Session, actor: Actor, candidate: Candidate, *, but: Proposal | None, on: date
) -> list[Proposal]:
    """End every other open voordracht of this person and give the seats back; employers are told neutrally."""
    others = [proposal for proposal in lock_everything_open(session, candidate) if proposal is not but]
    for proposal in others:
        lapse(session, actor, proposal, note="De kandidaat is op een andere plek aangenomen.", on=on)
    return others


def lapse(session: Session, actor: Actor, proposal: Proposal, *, note: str, on: date) -> None:
    """A voordracht ends by itself: the seat comes free, the employer is told neutrally. The caller holds the place."""
    proposal.move("lapse")
    proposal.end_note = note
    _give_back(session, proposal, on)
    record(session, actor, "proposal.lapsed", proposal, proposal.vacancy)
    _tell(session, messages.lapsed(session, proposal))


def mark_placed(session: Session, actor: Actor, proposal: Proposal, *, on: date) -> None:
    """The voordracht became a placement, which fills the seat it held. Only the act that plans a placement calls this."""
    proposal.move("place")
    proposal.ended_on = on
    if not fill_held_seat(session, proposal.vacancy):
        raise NoSeatLeft(proposal.vacancy.reference)
    record(session, actor, "proposal.placed", proposal, proposal.vacancy)


def unplace(session: Session, actor: Actor, proposal: Proposal, *, on: date) -> None:
    """The placement that it became was a mistake: the voordracht is over, and whoever it was about can be put forward anew.

    Only the act that takes a placement back calls this; that frees the seat and tells people.
    """
    # No act of the workflow: a voordracht that was placed ends there. This one never was.
    proposal.status = ProposalStatus.LAPSED
    proposal.ended_on = on
    proposal.end_note = "De plaatsing is teruggenomen: zij stond er ten onrechte."
    record(session, actor, "proposal.unplaced", proposal)


def expire(session: Session, actor: Actor, proposal: Proposal, *, on: date) -> None:
    """The term of the hold passed without an answer: the seat comes free. The place is held by the caller."""
    proposal.move("expire")
    _give_back(session, proposal, on)
    record(session, actor, "proposal.expired", proposal, proposal.vacancy)
    _tell(session, messages.expired(session, proposal))


def _checked(field: str, text: str) -> str:
    """A free word may say what the work needs, never what someone has or under which law someone comes."""
    problem = problem_with(text)
    if problem:
        raise InputRefused({field: problem})
    return text.strip()[:MOST_WORDS]


def _give_back(session: Session, proposal: Proposal, on: date) -> None:
    proposal.ended_on = on
    session.flush()
    release_seat(session, proposal.vacancy)


def _noted(actor: Actor) -> str:
    return NOTED if actor.is_a(Role.ACCOUNT_MANAGER) else ""


def _tell(session: Session, about: Iterable[Message]) -> None:
    for message in about:
        tell(session, message)
