"""What the employer page tells about its face."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from employers.faces.actions import open_request
from employers.faces.models import FaceRequest, FaceTerm
from employers.faces.policy import (
    may_answer_request,
    may_ask_account,
    may_name_substitute,
    may_withdraw_request,
)
from employers.faces.queries import faces_of
from employers.models import Employer
from employers.policy import may_take_account
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict


@dataclass(frozen=True, slots=True)
class FaceBlock:
    """Who was it before, what waits, and what this person may do about it."""

    history: list[FaceTerm]
    request: FaceRequest | None
    may_take: Verdict
    may_ask: Verdict
    may_answer: bool
    may_withdraw: bool
    may_name_substitute: Verdict


def face_block(session: Session, actor: Actor, employer: Employer) -> FaceBlock:
    """Everything around the face of one employer."""
    request = open_request(session, employer)
    return FaceBlock(
        history=list(session.scalars(faces_of(employer).limit(8))),
        request=request,
        may_take=may_take_account(actor, employer=employer),
        may_ask=may_ask_account(actor, employer=employer),
        may_answer=bool(request and may_answer_request(actor, takeover=request)),
        may_withdraw=bool(request and may_withdraw_request(actor, takeover=request)),
        may_name_substitute=may_name_substitute(actor, employer=employer),
    )
