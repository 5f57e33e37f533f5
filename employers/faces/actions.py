"""What changes who is the face: ask, answer, withdraw, forward, and name a substitute."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from employers.cleaning import LONGEST_NAME, one_line
from employers.faces import messages
from employers.faces.changing import put_face
from employers.faces.models import FacePart, FaceRequest
from employers.faces.policy import (
    may_answer_request,
    may_ask_account,
    may_name_substitute,
    may_withdraw_request,
    stands_in,
)
from employers.faces.workflow import OPEN, TAKE_OVER
from employers.models import Employer
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused, NotAllowed
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.parameters import Parameter, value_on


class AlreadyAsked(DomainError):
    """Somebody else asked first."""

    def __init__(self, employer: str, who: str):
        super().__init__(
            f"{who} heeft al gevraagd om {employer} over te nemen. Wacht het antwoord af, of overleg samen."
        )


def ask_account(session: Session, actor: Actor, employer: Employer, reason: str, *, on: date) -> FaceRequest:
    """Ask the present face to hand an employer over. Raises InputRefused without a reason, AlreadyAsked when one waits."""
    _must(may_ask_account(actor, employer=employer))
    why = one_line(reason)
    if not why:
        raise InputRefused({"reason": "Schrijf op waarom jij deze werkgever wilt overnemen."})
    waiting = open_request(session, employer)
    if waiting is not None:
        raise AlreadyAsked(employer.name, waiting.asked_by.name)
    term = int(value_on(session, Parameter.FACE_ANSWER_DAYS, on))
    request = FaceRequest(
        employer_id=employer.id,
        asked_by_id=int(actor.id or 0),
        face_id=int(employer.account_manager_id or 0),
        reason=why[:LONGEST_NAME],
        asked_on=on,
        answer_by=on + timedelta(days=term),
    )
    session.add(request)
    try:
        session.flush()
    except IntegrityError as problem:
        raise InputRefused({"reason": "Een collega heeft dit net ook gevraagd. Wacht het antwoord af."}) from problem
    record(session, actor, "face_request.asked", request)
    for message in messages.asked(session, request):
        tell(session, message)
    return request


def answer_request(
    session: Session,
    actor: Actor,
    request: FaceRequest,
    *,
    agree: bool,
    word: str,
    on: date,
    face_is_away: bool = False,
) -> None:
    """Say yes or no, with a word. A yes makes the asker the face at once.

    A substitute answers only for a face that is away, and says so with ``face_is_away``; nobody keeps why. The face hears of it.
    Raises InputRefused for a no without a word, and for a substitute who does not say that the face is away.
    """
    _must(may_answer_request(actor, takeover=request))
    if stands_in(actor, takeover=request) and not face_is_away:
        raise InputRefused({"away": f"Je antwoordt alleen als {request.face.name} er niet is. Vink dat aan."})
    said = one_line(word)[:LONGEST_NAME]
    if not agree and not said:
        raise InputRefused({"word": "Schrijf op waarom niet. Je collega leest dit."})
    asker = session.get_one(User, request.asked_by_id)
    if agree and not asker.is_active:
        raise InputRefused({"word": f"{asker.name} werkt hier niet meer. Kies nee."})
    request.status = TAKE_OVER.after("agree" if agree else "decline", request.status)
    request.word, request.ended_on, request.answered_by_id = said, on, actor.id
    if agree:
        put_face(session, actor, request.employer, asker.id, on=on, settled=request)
    record(session, actor, "face_request.agreed" if agree else "face_request.declined", request)
    for message in messages.answered(session, request):
        tell(session, message)


def withdraw_request(session: Session, actor: Actor, request: FaceRequest, *, on: date) -> None:
    """The asker does not need it any more."""
    _must(may_withdraw_request(actor, takeover=request))
    request.status, request.ended_on = TAKE_OVER.after("withdraw", request.status), on
    record(session, actor, "face_request.withdrawn", request)


def forward_request(session: Session, actor: Actor, request: FaceRequest, *, on: date) -> None:
    """Nobody answered in time: the regional coordinators may decide too, and hear of it."""
    request.status = TAKE_OVER.after("forward", request.status)
    record(session, actor, "face_request.forwarded", request)
    coordinators = session.scalars(select(User).where(User.role == Role.COORDINATOR, User.is_active.is_(True)))
    for message in messages.forwarded(session, request, list(coordinators)):
        tell(session, message)


def name_substitute(session: Session, actor: Actor, employer: Employer, user: User | None, *, on: date) -> None:
    """Name who stands in for the face, or nobody. Raises InputRefused for who cannot."""
    _must(may_name_substitute(actor, employer=employer))
    if user is not None and (not user.is_active or user.role is not Role.ACCOUNT_MANAGER):
        raise InputRefused({"substitute": "Kies een accountmanager die nu in de regio werkt."})
    if user is not None and user.id == employer.account_manager_id:
        raise InputRefused({"substitute": "Het aanspreekpunt kan zichzelf niet vervangen. Kies een collega."})
    put_face(
        session,
        actor,
        employer,
        user.id if user else None,
        on=on,
        part=FacePart.SUBSTITUTE,
        act="employer.substitute_named",
    )


def open_request(session: Session, employer: Employer) -> FaceRequest | None:
    """The request that waits for an answer, if there is one."""
    return session.scalars(
        select(FaceRequest).where(FaceRequest.employer_id == employer.id, FaceRequest.status.in_(OPEN))
    ).first()


def _must(verdict: object) -> None:
    if not verdict:
        raise NotAllowed(getattr(verdict, "reason", "") or "Dit kan hier niet.")
