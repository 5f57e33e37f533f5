"""Why an employer in a belronde is not called now: asked when it is chosen, opened and written down."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from employers.models import ContactMoment, Employer
from employers.record.queries import may_be_called_on
from employers.rounds.models import CallAttempt, Outcome, RoundCall
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.texts import short_day

MERGED = "samengevoegd"


@dataclass(frozen=True, slots=True)
class Block:
    """Why not to call: ``key`` names it, ``moment`` is the contact of a colleague, or None when the employer asked not to."""

    key: str
    moment: ContactMoment | None = None

    @property
    def sentence(self) -> str:
        """Who spoke with the employer and when, or that it asked for rest."""
        if self.key == MERGED:
            return "Deze werkgever is samengevoegd met een andere. Bel die, als dat nog niet is gebeurd."
        if self.moment is None:
            return "Deze werkgever wil niet gebeld worden."
        by = f"{self.moment.by.name} ({self.moment.organisation.name})"
        return f"{by} had op {short_day(self.moment.on)} al contact met deze werkgever."


def asked_not(on: date) -> ColumnElement[bool]:
    """Whether the employer of a query asked not to be called on this day."""
    return ~func.coalesce(may_be_called_on(on), false())


def blocked(session: Session, call: RoundCall, *, on: date) -> Block | None:
    """Why this employer may not be called now, or None. A call back that was agreed is only stopped by a request for rest."""
    called = select(Employer.id).where(Employer.id == call.employer_id)
    if session.scalar(called.where(Employer.merged_into_id.is_not(None))) is not None:
        return Block(MERGED)
    if session.scalar(called.where(asked_not(on))) is not None:
        return Block("wil-niet")
    if call.outcome is Outcome.CALL_BACK:
        return None
    since = on - timedelta(days=whole_number_on(session, Parameter.CALL_REST_DAYS, on))
    own = select(CallAttempt.moment_id).where(CallAttempt.call_id == call.id)
    last = (
        select(ContactMoment)
        .where(ContactMoment.employer_id == call.employer_id, ContactMoment.on > since, ContactMoment.id.not_in(own))
        .options(joinedload(ContactMoment.by), joinedload(ContactMoment.organisation))
        .order_by(ContactMoment.on.desc(), ContactMoment.id.desc())
    )
    moment = session.scalars(last.limit(1)).first()
    return Block(f"contact-{moment.id}", moment) if moment else None


def is_blocked(rest_days: int, on: date) -> ColumnElement[bool]:
    """The same question within a query on calls that is joined to their employers."""
    own = select(CallAttempt.id).where(CallAttempt.call_id == RoundCall.id, CallAttempt.moment_id == ContactMoment.id)
    recent = select(ContactMoment.id).where(
        ContactMoment.employer_id == RoundCall.employer_id,
        ContactMoment.on > on - timedelta(days=rest_days),
        ~own.correlate(RoundCall, ContactMoment).exists(),
    )
    promised = and_(RoundCall.outcome.is_not(None), RoundCall.outcome == Outcome.CALL_BACK)
    return or_(
        Employer.merged_into_id.is_not(None), asked_not(on), and_(~promised, recent.correlate(RoundCall).exists())
    )
