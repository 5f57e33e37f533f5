"""Belrondes, the employers in them, and every time one was called."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import ContactMoment, Employer
from employers.rounds.workflow import CallStatus, RoundStatus
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of

WAITS = text("status = 'te_bellen'")


class Outcome(StrEnum):
    """How one call went."""

    SPOKEN = "gesproken"
    PLACE = "plek_mogelijk"
    NO_INTEREST = "geen_interesse"
    CALL_BACK = "terugbellen"
    UNREACHED = "niet_bereikt"
    DO_NOT_CALL = "niet_meer_bellen"

    @property
    def words(self) -> str:
        """The outcome as it stands on a page."""
        return {Outcome.DO_NOT_CALL: "wil niet gebeld worden"}.get(self, self.value.replace("_", " "))


class CallRound(Audited, Base):
    """One belronde. ``choice`` says how employers were chosen, ``left_out`` how many were not taken along, per reason.

    ``most_tries`` is after how many calls without an answer an employer leaves the lists.
    """

    __tablename__ = "call_round"
    __table_args__ = (
        CheckConstraint("most_tries >= 1", name="at_least_one_try"),
        CheckConstraint("(status = 'loopt') = (ended_on IS NULL)", name="ended_has_a_day"),
        CheckConstraint("status <> 'gestopt' OR stop_reason <> ''", name="stopped_has_a_reason"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    status: Mapped[RoundStatus] = mapped_column(one_of(RoundStatus), default=RoundStatus.RUNNING, index=True)
    choice: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    left_out: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    most_tries: Mapped[int]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    made_on: Mapped[date]
    ended_on: Mapped[date | None]
    stop_reason: Mapped[str] = mapped_column(default="")

    made_by: Mapped[User] = relationship()

    def __str__(self) -> str:
        return f"belronde {self.title}"


class RoundCall(Audited, Base):
    """An employer in the list of one colleague. Waiting in two lists at once is impossible.

    ``claimed_by`` is calling now, until ``claimed_until``. ``tries`` counts the calls that were written down, and
    ``not_before`` is the first day to call (again).
    """

    __tablename__ = "round_call"
    __table_args__ = (
        UniqueConstraint("round_id", "employer_id"),
        Index("uq_round_call_one_list", "employer_id", unique=True, sqlite_where=WAITS, postgresql_where=WAITS),
        CheckConstraint("tries >= 0", name="tries_not_negative"),
        CheckConstraint("(claimed_by_id IS NULL) = (claimed_until IS NULL)", name="claim_is_whole"),
        CheckConstraint("vacancy_id IS NULL OR outcome = 'plek_mogelijk'", name="place_was_told"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("call_round.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    caller_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    position: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    status: Mapped[CallStatus] = mapped_column(one_of(CallStatus), default=CallStatus.WAITING)
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[date | None]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    claimed_until: Mapped[datetime | None]
    settled_on: Mapped[date | None]
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("vacancy.id"), unique=True)

    call_round: Mapped[CallRound] = relationship()
    employer: Mapped[Employer] = relationship()
    caller: Mapped[User] = relationship(foreign_keys=[caller_id])
    claimed_by: Mapped[User | None] = relationship(foreign_keys=[claimed_by_id])
    vacancy: Mapped[Vacancy | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"belronde-{self.round_id}-werkgever-{self.employer_id}"


class CallAttempt(Audited, Base):
    """One call that was made: its outcome, and the contact moment that it became."""

    __tablename__ = "call_attempt"
    __table_args__ = (UniqueConstraint("call_id", "number"), CheckConstraint("number >= 1", name="counts_from_one"))

    call_id: Mapped[int] = mapped_column(ForeignKey("round_call.id"), index=True)
    number: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date] = mapped_column("called_on")
    moment_id: Mapped[int] = mapped_column(ForeignKey("contact_moment.id"), unique=True)

    call: Mapped[RoundCall] = relationship()
    by: Mapped[User] = relationship()
    moment: Mapped[ContactMoment] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"belronde-gesprek-{self.id}"
