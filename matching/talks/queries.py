"""What can be asked about gesprekken."""

from datetime import datetime

from sqlalchemy import BindParameter, Select, and_, select
from sqlalchemy.orm import Session, joinedload

from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.proposals.queries import proposals_visible_to
from matching.proposals.workflow import SHOWS_CONTACT
from matching.talks.models import Talk
from matching.talks.workflow import TalkStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import gate, visible


@gate(Talk)
def talks_visible_to(actor: Actor) -> Select[Talk]:
    """Gesprekken of voordrachten this person may see, the first first."""
    mine = proposals_visible_to(actor).order_by(None).with_only_columns(Proposal.id)
    beside = joinedload(Talk.proposal)
    return (
        select(Talk)
        .where(Talk.proposal_id.in_(mine))
        .options(
            beside.joinedload(Proposal.vacancy).joinedload(Vacancy.employer),
            beside.joinedload(Proposal.candidate),
        )
        .order_by(Talk.at, Talk.id)
    )


def find_talk(session: Session, actor: Actor, reference: str) -> Talk | None:
    """The gesprek with this number, if this person may know of it."""
    if not (reference.isascii() and reference.isdigit() and len(reference) < 10):
        return None
    return session.scalars(visible(actor, Talk).where(Talk.id == int(reference))).unique().first()


def talk_of(session: Session, proposal: Proposal) -> Talk | None:
    """The gesprek of a voordracht that was loaded through its gate, or None."""
    return session.scalars(select(Talk).where(Talk.proposal_id == proposal.id)).first()


# As ``Talk.goes_on`` says.
_GOES_ON = and_(
    Talk.status == TalkStatus.PLANNED,
    Talk.proposal_id.in_(select(Proposal.id).where(Proposal.status.in_(SHOWS_CONTACT))),
)


def talk_for_update(proposal: Proposal) -> Select[Talk]:
    """The gesprek of a voordracht as it is now, held until the end of the transaction."""
    held = select(Talk).where(Talk.proposal_id == proposal.id).with_for_update()
    return held.execution_options(populate_existing=True)


def coming_talks(actor: Actor, since: datetime | BindParameter[datetime]) -> Select[Talk]:
    """Planned gesprekken from this moment on that this person may see."""
    return visible(actor, Talk).where(_GOES_ON, Talk.at >= since)


def talks_between(since: datetime, until: datetime) -> Select[Talk]:
    """Planned gesprekken of the whole region in a period, for reminders."""
    return select(Talk).where(_GOES_ON, Talk.at >= since, Talk.at < until).order_by(Talk.id)
