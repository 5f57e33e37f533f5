"""What is done with a bezwaar, and choosing to be helped by people alone."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.revision import note_in_pool
from candidates.words import problem_with
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import months_back
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.objections import messages
from werkbedrijf.objections.errors import ExtendedAlready, ExtendedTooLate, NobodyToOwn
from werkbedrijf.objections.models import Objection, Outcome, Speaker, Subject
from werkbedrijf.objections.naming import find_named
from werkbedrijf.objections.queries import coordinators, due_until
from werkbedrijf.objections.workflow import OBJECTION

MOST_WORDS = 2000
NOT_NAMED = (
    "Dit kenmerk hoort niet bij deze kandidaat. Kijk het na bij de lijst, de plek of de voordracht, of laat dit leeg."
)
SOON = timedelta(days=7)


def object_to(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    *,
    subject: Subject,
    speaker: Speaker,
    ground: str,
    about: str = "",
    received_on: date,
    on: date,
) -> Objection:
    """Register a bezwaar; a coordinator becomes the owner and is told.

    Raises InputRefused for ``ground`` (empty, or about health), for a ``received_on`` that lies ahead and for an ``about``
    that names nothing of this person, NobodyToOwn without a coordinator, NotFound when the person was erased meanwhile.
    """
    # Whoever erases holds the person too: what is brought before that holds the erasing up, what comes after is about nobody.
    held = select(Candidate.erased_revision).where(Candidate.id == candidate.id).with_for_update(key_share=True)
    if session.scalar(held) is not None:
        raise NotFound
    if received_on > on:
        raise InputRefused({"received_on": "Dit is een dag die nog moet komen. Vul in wanneer het bezwaar binnenkwam."})
    named = find_named(session, candidate, about) if about.strip() else None
    if about.strip() and named is None:
        # One sentence for what does not exist and for what is about somebody else.
        raise InputRefused({"about": NOT_NAMED})
    owner = session.scalars(coordinators(candidate.organisation_id).limit(1)).first()
    if owner is None:
        raise NobodyToOwn
    months = whole_number_on(session, Parameter.OBJECTION_MONTHS, received_on)
    objection = Objection(
        reference=next_reference(session, Kind.OBJECTION),
        candidate=candidate,
        organisation_id=candidate.organisation_id,
        registered_by_id=actor.id,
        owner=owner,
        subject=subject,
        speaker=speaker,
        about=named.reference if named else "",
        ground=_told("ground", ground, "Vertel waar het bezwaar over gaat."),
        status=OBJECTION.start,
        received_on=received_on,
        due_on=months_back(received_on, -months),
    )
    session.add(objection)
    record(session, actor, "objection.received", objection)
    tell(session, messages.received(session, objection))
    return objection


def take_up(session: Session, actor: Actor, objection: Objection, *, on: date) -> None:
    """Begin; who begins is the owner from now on."""
    objection.status = OBJECTION.after("take_up", objection.status)
    if actor.id is not None:
        objection.owner_id = actor.id
    record(session, actor, "objection.taken_up", objection)


def extend(session: Session, actor: Actor, objection: Objection, *, reason: str, on: date) -> None:
    """Take longer, once, before the term is over, and say why (AVG art. 12 lid 3).

    Raises ExtendedAlready, ExtendedTooLate, or InputRefused for ``reason``.
    """
    if objection.extended_on is not None:
        raise ExtendedAlready
    if on > objection.due_on:
        raise ExtendedTooLate
    why = _told("reason", reason, "Vertel waarom het langer duurt. De kandidaat hoort dit.")
    months = whole_number_on(session, Parameter.OBJECTION_MORE_MONTHS, on)
    objection.status = OBJECTION.after("extend", objection.status)
    objection.extended_on, objection.extension_reason = on, why
    objection.due_on = months_back(objection.due_on, -months)
    record(session, actor, "objection.extended", objection)
    tell(session, messages.extended(session, objection))


def decide(
    session: Session, actor: Actor, objection: Objection, *, outcome: Outcome, decision: str, changed: str, on: date
) -> None:
    """Decide, with the reasons, and what was changed because of it. Raises InputRefused.

    A founded bezwaar says what was changed: without that being right brings nothing.
    """
    status = OBJECTION.after("decide", objection.status)
    told = _told("decision", decision, "Schrijf op wat het besluit is en waarom.")
    if outcome is Outcome.FOUNDED and not changed.strip():
        raise InputRefused({"changed": "Vertel wat er nu anders is of wordt gedaan."})
    done = _told("changed", changed) if changed.strip() else ""
    objection.status, objection.outcome, objection.decided_on = status, outcome, on
    objection.decision, objection.changed = told, done
    record(session, actor, "objection.decided", objection)
    tell(session, messages.decided(session, objection))


def announce(session: Session, actor: Actor, objection: Objection, *, on: date) -> None:
    """The candidate has been told."""
    objection.status = OBJECTION.after("announce", objection.status)
    objection.ended_on = on
    record(session, actor, "objection.announced", objection)


def withdraw(session: Session, actor: Actor, objection: Objection, *, on: date) -> None:
    """The candidate takes it back."""
    objection.status = OBJECTION.after("withdraw", objection.status)
    objection.ended_on = on
    record(session, actor, "objection.withdrawn", objection)
    tell(session, messages.withdrawn(session, objection))


def choose_people_only(session: Session, actor: Actor, candidate: Candidate, *, wanted: bool, on: date) -> None:
    """From now on no list is made with or for this person, or again it is. Choosing the same twice changes nothing."""
    if wanted == (candidate.people_only_since is not None):
        return
    candidate.people_only_since = on if wanted else None
    profiles = note_in_pool(session, candidate)
    record(session, actor, "candidate.people_only" if wanted else "candidate.lists_again", candidate, *profiles)


def remind_owners(session: Session, actor: Actor, *, on: date) -> int:
    """Remind the owner a week before the term ends, and again when it has passed; each once. Gives how many are due.

    What is late is no longer of the owner alone: every other coordinator is told too, once.
    """
    due = session.scalars(due_until(actor, on + SOON)).all()
    for objection in due:
        tell(session, messages.reminder(session, objection, on))
        if objection.due_on < on:
            for other in session.scalars(coordinators(objection.organisation_id).where(User.id != objection.owner_id)):
                tell(session, messages.late(session, objection, other))
    return len(due)


def _told(field: str, text: str, empty: str = "") -> str:
    if not text.strip():
        raise InputRefused({field: empty})
    problem = problem_with(text)
    if problem:
        raise InputRefused({field: problem})
    return text.strip()[:MOST_WORDS]
