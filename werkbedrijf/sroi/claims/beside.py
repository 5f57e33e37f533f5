"""Social return, for whoever takes the start of a placement back: what was approved is undone first, what waits is refused."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.placements.models import Placement
from matching.placements.takenback.beside import Beside
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.sroi.claims.actions import refuse
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.workflow import OPEN, ClaimStatus

COUNTED = (
    "Dit werk is al goedgekeurd als social return. Vraag de regiocoördinator om dat eerst terug te draaien; "
    "daarna kan de start terug."
)
WAITS = "Wat van dit werk nog wacht als social return, wordt afgewezen."
WHY = "De start van deze plaatsing is teruggenomen: in deze dagen is niet gewerkt."


def _claims(session: Session, placement: Placement, *statuses: ClaimStatus) -> Sequence[Claim]:
    mine = select(Claim).where(Claim.placement_id == placement.id, Claim.status.in_(statuses))
    return session.scalars(mine.order_by(Claim.id)).all()


def _approved(session: Session, placement: Placement) -> Iterator[str]:
    if _claims(session, placement, ClaimStatus.APPROVED):
        yield COUNTED


def _waits(session: Session, placement: Placement) -> Iterator[str]:
    if _claims(session, placement, *OPEN):
        yield WAITS


def _refuse_waiting(session: Session, actor: Actor, placement: Placement, on: date) -> None:
    for claim in _claims(session, placement, *OPEN):
        refuse(session, actor, claim, reason=WHY, on=on)


CLAIMED = Beside(stops=_approved, tells=_waits, let_go=_refuse_waiting)
