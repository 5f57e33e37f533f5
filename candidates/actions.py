"""What changes a candidate: coming, changing, pausing, leaving, and another coach."""

from datetime import date

from sqlalchemy.orm import Session

from candidates.errors import NoCoach, SignedOff
from candidates.facts import CandidateFacts, search_name_of
from candidates.models import Candidate, CandidateStatus, Visibility
from candidates.profile.revision import note_in_pool
from candidates.workflow import LIFE
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, next_reference


def register_candidate(
    session: Session, actor: Actor, facts: CandidateFacts, *, on: date, coach: User | None = None
) -> Candidate:
    """Take someone in. A coach registers for the own caseload; anyone else names the ``coach`` (raises NoCoach).

    Refused facts raise InputRefused. The file belongs to the coach's organisation; employers see nothing yet.
    """
    tidy = facts.checked(on=on)
    coach = coach or (session.get(User, actor.id) if actor.is_a(Role.COACH) else None)
    _check_coach(actor, coach)
    assert coach is not None  # noqa: S101  # _check_coach raised otherwise
    candidate = Candidate(
        reference=next_reference(session, Kind.CANDIDATE),
        coach=coach,
        organisation=coach.organisation,
        status=LIFE.start,
        registered_on=on,
        visibility=Visibility(),
    )
    _put(candidate, tidy)
    session.add(candidate)
    record(session, actor, "candidate.registered", candidate)
    return candidate


def change_candidate(
    session: Session, actor: Actor, candidate: Candidate, facts: CandidateFacts, *, on: date
) -> Candidate:
    """Change who someone is or how to reach this person. Refused facts raise InputRefused."""
    _check_present(candidate)
    _put(candidate, facts.checked(on=on))
    _keep_sharing_possible(candidate)
    record(session, actor, "candidate.changed", candidate)
    return candidate


def facts_of(candidate: Candidate) -> CandidateFacts:
    """The facts as they stand now, to change some of them."""
    return CandidateFacts(
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        gemeente_code=candidate.gemeente_code,
        born_on=candidate.born_on,
        email=candidate.email,
        phone=candidate.phone,
    )


def pause_candidate(session: Session, actor: Actor, candidate: Candidate, *, on: date) -> None:
    """Someone does not look for work for a while; nobody finds the profile in the meantime."""
    _move(session, actor, candidate, "pause", "candidate.paused")


def resume_candidate(session: Session, actor: Actor, candidate: Candidate, *, on: date) -> None:
    """Someone looks for work again, after a pause or after having left."""
    candidate.left_on = None
    _move(session, actor, candidate, "resume", "candidate.resumed")


def sign_off_candidate(session: Session, actor: Actor, candidate: Candidate, *, on: date) -> None:
    """Someone leaves: status uitgeschreven, and employers may no longer be shown the profile."""
    visibility = candidate.visibility
    visibility.candidate_agreed_on = visibility.coach_agreed_on = None
    candidate.left_on = on
    _move(session, actor, candidate, "sign_off", "candidate.signed_off")


def hand_over(session: Session, actor: Actor, candidate: Candidate, coach: User, *, on: date) -> None:
    """Another coach of the same organisation takes over; the substitute stays unless it is the new coach."""
    if coach.role != Role.COACH or coach.organisation_id != candidate.organisation_id or not coach.is_active:
        raise NoCoach
    candidate.coach = coach
    if candidate.substitute is coach:
        candidate.substitute = None
    record(session, actor, "candidate.handed_over", candidate, fields=["coach_id"])


def name_substitute(session: Session, actor: Actor, candidate: Candidate, coach: User | None, *, on: date) -> None:
    """Another coach of the same organisation looks after someone too; None ends that."""
    if coach is not None and (coach.role != Role.COACH or coach.organisation_id != candidate.organisation_id):
        raise NoCoach
    candidate.substitute = coach
    record(session, actor, "candidate.substitute_named", candidate, fields=["substitute_id"])


def arrange_coaching(
    session: Session, actor: Actor, candidate: Candidate, coach: User | None, substitute: User | None, *, on: date
) -> None:
    """Who looks after someone from now on: a coach, and perhaps a substitute who is somebody else."""
    if coach is None:
        raise NoCoach
    if coach is not candidate.coach:
        hand_over(session, actor, candidate, coach, on=on)
    wanted = None if substitute is coach else substitute
    if wanted is not candidate.substitute:
        name_substitute(session, actor, candidate, wanted, on=on)


def _put(candidate: Candidate, facts: CandidateFacts) -> None:
    candidate.first_name = facts.first_name
    candidate.last_name = facts.last_name
    candidate.search_name = search_name_of(facts.first_name, facts.last_name)
    candidate.gemeente_code = facts.gemeente_code
    candidate.born_on = facts.born_on
    candidate.email = facts.email
    candidate.phone = facts.phone


def _keep_sharing_possible(candidate: Candidate) -> None:
    """Nobody is promised a number or an address that is no longer there."""
    shared = candidate.visibility
    shared.shares_phone = shared.shares_phone and bool(candidate.phone)
    shared.shares_email = shared.shares_email and bool(candidate.email)


def _check_coach(actor: Actor, coach: User | None) -> None:
    if coach is None or coach.role != Role.COACH or not coach.is_active:
        raise NoCoach
    if actor.is_staff and coach.organisation_id != actor.organisation_id:
        raise NoCoach


def _check_present(candidate: Candidate) -> None:
    if candidate.status == CandidateStatus.LEFT:
        raise SignedOff(candidate)


def _move(session: Session, actor: Actor, candidate: Candidate, step: str, act: str) -> None:
    candidate.status = LIFE.after(step, candidate.status)
    record(session, actor, act, candidate, *note_in_pool(session, candidate), fields=["status"])
