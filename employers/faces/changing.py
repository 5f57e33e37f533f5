"""Put somebody at an employer as face or substitute, and remember who it was before."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.faces.models import FacePart, FaceRequest, FaceTerm
from employers.faces.workflow import OPEN, TAKE_OVER
from employers.models import Employer
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record

_COLUMNS = {FacePart.FACE: "account_manager_id", FacePart.SUBSTITUTE: "substitute_id"}


def put_face(
    session: Session,
    actor: Actor,
    employer: Employer,
    user_id: int | None,
    *,
    on: date,
    part: FacePart = FacePart.FACE,
    act: str = "employer.face_changed",
    settled: FaceRequest | None = None,
) -> None:
    """Make somebody the face (or substitute) from this day, or nobody. One person is never both.

    An open request of somebody else to take over lapses when the face changes: it asked the one before. ``settled`` is the
    request that is being answered with this.
    """
    session.flush()
    changed = list(_changed(session, employer, part, user_id, on))
    if part is FacePart.FACE:
        if user_id is not None and employer.substitute_id == user_id:
            changed += _changed(session, employer, FacePart.SUBSTITUTE, None, on)
        for request in session.scalars(
            select(FaceRequest).where(FaceRequest.employer_id == employer.id, FaceRequest.status.in_(OPEN))
        ):
            if request is not settled:
                request.status = TAKE_OVER.after("lapse", request.status)
                request.ended_on = on
                record(session, actor, "face_request.lapsed", request)
    record(session, actor, act, employer, *changed)
    session.flush()
    session.refresh(employer, ["account_manager", "substitute"])


def _changed(session: Session, employer: Employer, part: FacePart, user_id: int | None, on: date) -> Iterator[FaceTerm]:
    """Change the column and the history; gives the rows of the history that changed."""
    before: int | None = getattr(employer, _COLUMNS[part])
    term = session.scalars(
        select(FaceTerm).where(FaceTerm.employer_id == employer.id, FaceTerm.part == part, FaceTerm.until.is_(None))
    ).first()
    if before == user_id and (term is not None) == (user_id is not None):
        return
    if term is None and before is not None and before != user_id:
        # Put there by an older version, which kept no history.
        yield _added(session, FaceTerm(employer_id=employer.id, user_id=before, part=part, since=None, until=on))
    elif term is not None:
        term.until = on
        session.flush()
        yield term
    setattr(employer, _COLUMNS[part], user_id)
    if user_id is not None:
        yield _added(session, FaceTerm(employer_id=employer.id, user_id=user_id, part=part, since=on))


def _added(session: Session, term: FaceTerm) -> FaceTerm:
    session.add(term)
    return term
