"""Four eyes: an act that one person asks for and another one confirms, before a date, both on record.

How a room uses it (``kind`` is a dotted name such as ``candidate.erasure``)::

    pending = ask(session, actor, "candidate.erasure", candidate, reason="…", organisation_id=…)
    ...
    # at the door of the second person, in one transaction; whether this person may is the policy of the room
    confirm(session, actor, pending)        # raises OwnRequest, or NotOpen when decided, withdrawn or too old
    erase(session, actor, candidate)        # the act itself

``details`` keeps what was asked for, so that what is confirmed is what was asked. No personal data of a candidate goes in
``reason`` or ``details``: both are read by who decides.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Select, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import Audited, record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.keys.sealed import OfRegion, Sealed
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.policy import Verdict, no, yes

LONGEST_REASON = 500
# Where the details of a request that was declined keep the mark of the words that say why.
BECAUSE = "because"


class Decision(StrEnum):
    """How a request ended; while there is none it is open."""

    CONFIRMED = "bevestigd"
    DECLINED = "afgewezen"
    WITHDRAWN = "ingetrokken"
    EXPIRED = "verlopen"


_OPEN = text("decision IS NULL")


class PendingAct(OfRegion, Audited, Base):
    """One act that waits for a second person, or waited.

    The subject is named by kind and reference as in the audit trail. ``organisation_id`` is the partner that it is about,
    for rooms where a person of that partner may decide. A constraint keeps the asker from deciding.
    """

    __tablename__ = "pending_act"
    __table_args__ = (
        Index(
            "uq_pending_act_one_open_per_subject",
            "kind",
            "subject_kind",
            "subject_reference",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_has_moment"),
        CheckConstraint(
            "decision IS NULL OR decision NOT IN ('bevestigd', 'afgewezen') "
            "OR (decided_by_id IS NOT NULL AND decided_by_id <> asked_by_id)",
            name="another_person_decides",
        ),
    )

    kind: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_reference: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason = Sealed("")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    decision: Mapped[Decision | None] = mapped_column(one_of(Decision))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def reference(self) -> str:
        """How the trail and the addresses name it."""
        return f"verzoek-{self.id}"

    def is_open(self, at: datetime) -> bool:
        """Whether it still waits, and not too long."""
        return self.decision is None and at < self.expires_at


class AskedAlready(DomainError):
    """The same is waiting already."""

    def __init__(self) -> None:
        super().__init__("Dit is al gevraagd en wacht op een tweede persoon.")


class OwnRequest(DomainError):
    """Who asks does not decide."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Iemand anders beslist hierover: vier ogen zien meer dan twee.")


class NotOpen(DomainError):
    """Decided, withdrawn, or too old."""

    def __init__(self) -> None:
        super().__init__("Dit verzoek is al afgehandeld of te oud. Er is niets veranderd.")


def ask(
    session: Session,
    actor: Actor,
    kind: str,
    subject: Audited,
    *,
    reason: str,
    details: dict[str, Any] | None = None,
    organisation_id: int | None = None,
) -> PendingAct:
    """Ask for an act that a second person must confirm, within the term of the parameter ``FOUR_EYES_DAYS``.

    Raises InputRefused for ``reason`` when it is empty or too long, AskedAlready when the same waits.
    """
    if not reason.strip():
        raise InputRefused({"reason": "Vertel waarom. Wie beslist, leest dit."})
    if len(reason) > LONGEST_REASON:
        raise InputRefused({"reason": f"Gebruik ten hoogste {LONGEST_REASON} tekens."})
    at: datetime = session.info["at"]
    _close_expired(session, actor, kind, subject, at)
    pending = PendingAct(
        kind=kind,
        subject_kind=type(subject).__name__.lower(),
        subject_reference=str(subject.reference),
        organisation_id=organisation_id,
        details=details or {},
        reason=reason.strip(),
        asked_by_id=actor.id,
        asked_at=at,
        expires_at=at + timedelta(days=whole_number_on(session, Parameter.FOUR_EYES_DAYS, day_of(at))),
    )
    with refused_as(session, {"uq_pending_act_one_open_per_subject": AskedAlready()}):
        session.add(pending)
    record(session, actor, "pending_act.asked", pending, reason=f"{kind}: {pending.subject_reference}")
    return pending


def confirm(session: Session, actor: Actor, pending: PendingAct) -> None:
    """The second person says yes; the caller does the act in the same transaction. Raises OwnRequest or NotOpen."""
    _decide(session, actor, pending, Decision.CONFIRMED)


def decline(session: Session, actor: Actor, pending: PendingAct, *, reason: str = "") -> None:
    """The second person says no; ``reason`` is the mark of the words that say why (see ``keep_reason``), kept in ``details``.

    Raises OwnRequest or NotOpen.
    """
    _decide(session, actor, pending, Decision.DECLINED, reason)


def withdraw(session: Session, actor: Actor, pending: PendingAct) -> None:
    """Who asked takes it back. Raises NotOpen."""
    _close(session, actor, pending, Decision.WITHDRAWN)


def may_decide(actor: Actor, pending: PendingAct, *, at: datetime) -> Verdict:
    """The part of every policy about deciding that is the same everywhere: open, and not by who asked."""
    if pending.asked_by_id == actor.id:
        return no(OwnRequest().sentence)
    return yes if pending.is_open(at) else no(NotOpen().sentence)


def open_acts(kind: str, *, at: datetime) -> Select[PendingAct]:
    """What waits of this kind, oldest first."""
    return (
        select(PendingAct)
        .where(PendingAct.kind == kind, PendingAct.decision.is_(None), PendingAct.expires_at > at)
        .order_by(PendingAct.id)
    )


def open_about(session: Session, kind: str, subject: Audited) -> PendingAct | None:
    """What waits of this kind about this subject, if anything does."""
    return session.scalars(open_acts(kind, at=session.info["at"]).where(*_about(kind, subject))).first()


def last_declined(session: Session, kind: str, subject: Audited) -> PendingAct | None:
    """The last request of this kind about this subject to which somebody said no."""
    said_no = select(PendingAct).where(*_about(kind, subject), PendingAct.decision == Decision.DECLINED)
    return session.scalars(said_no.order_by(PendingAct.id.desc()).limit(1)).first()


def find_pending(session: Session, actor: Actor, reference: str) -> PendingAct | None:
    """The request with this reference (``verzoek-7``); who may see it is the policy of its room."""
    kind, _, number = reference.partition("-")
    known = kind == "verzoek" and number.isascii() and number.isdigit() and len(number) < 10
    return session.get(PendingAct, int(number)) if known else None


def _about(kind: str, subject: Audited) -> tuple[Any, ...]:
    return (
        PendingAct.kind == kind,
        PendingAct.subject_kind == type(subject).__name__.lower(),
        PendingAct.subject_reference == str(subject.reference),
    )


def _decide(session: Session, actor: Actor, pending: PendingAct, decision: Decision, reason: str = "") -> None:
    if pending.asked_by_id == actor.id:
        raise OwnRequest
    _close(session, actor, pending, decision, reason)


def _close(session: Session, actor: Actor, pending: PendingAct, decision: Decision, reason: str = "") -> None:
    at: datetime = session.info["at"]
    # Two who decide at the same moment: the second waits here, and then reads the decision of the first.
    session.refresh(pending, with_for_update=True)
    if not pending.is_open(at):
        raise NotOpen
    pending.decision, pending.decided_at, pending.decided_by_id = decision, at, actor.id
    if reason:
        pending.details = {**pending.details, BECAUSE: reason}
    record(session, actor, f"pending_act.{_DEEDS[decision]}", pending, reason=reason or pending.kind)


_DEEDS = {
    Decision.CONFIRMED: "confirmed",
    Decision.DECLINED: "declined",
    Decision.WITHDRAWN: "withdrawn",
    Decision.EXPIRED: "expired",
}


def _close_expired(session: Session, actor: Actor, kind: str, subject: Audited, at: datetime) -> None:
    """What nobody decided in time makes room for a new request."""
    late = select(PendingAct).where(*_about(kind, subject), PendingAct.decision.is_(None), PendingAct.expires_at <= at)
    for pending in session.scalars(late):
        pending.decision, pending.decided_at = Decision.EXPIRED, at
        record(session, actor, f"pending_act.{_DEEDS[Decision.EXPIRED]}", pending, reason=kind)
    session.flush()
