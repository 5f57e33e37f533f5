"""Runs of the allocation, and what coaches decided about single pairs."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed

_DONE_AT_NIGHT = text("kind = 'nacht' AND status <> 'mislukt'")
_UNDER_WAY = text("kind = 'op_verzoek' AND status IN ('wacht', 'bezig')")
_IN_FORCE = text("ended_on IS NULL")


class RunKind(StrEnum):
    """Why a run was made."""

    NIGHT = "nacht"
    ON_REQUEST = "op_verzoek"
    WHAT_IF = "wat_als"

    @property
    def words(self) -> str:
        """The kind as it stands on a page."""
        return {RunKind.NIGHT: "nachtelijk", RunKind.ON_REQUEST: "op verzoek", RunKind.WHAT_IF: "wat-als"}[self]


class RunStatus(StrEnum):
    """Where a run stands."""

    WAITING = "wacht"
    BUSY = "bezig"
    DONE = "klaar"
    FAILED = "mislukt"


UNDER_WAY = (RunStatus.WAITING, RunStatus.BUSY)


class AllocationRun(Audited, Base):
    """One allocation of the whole region. Once done it never changes, except that its input may be thrown away.

    ``day`` is whose day the data is. ``settings`` holds k, m, B and tau as text; ``key_id`` the month and the beginning of
    the digest of the key that drew the lots, never the key. ``input`` and ``outcome`` are compressed JSON (``matching.runs.
    outcome``): the ids of people are pseudonyms, those of places references. ``progress`` counts to 100, with ``step`` in
    words. ``parent`` and ``change`` belong to a what-if: the run it is compared with, and what was changed.
    """

    __tablename__ = "allocation_run"
    __table_args__ = (
        Index(
            "uq_allocation_run_one_per_night",
            "day",
            unique=True,
            sqlite_where=_DONE_AT_NIGHT,
            postgresql_where=_DONE_AT_NIGHT,
        ),
        Index(
            "uq_allocation_run_one_on_request",
            "kind",
            unique=True,
            sqlite_where=_UNDER_WAY,
            postgresql_where=_UNDER_WAY,
        ),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_in_percent"),
        CheckConstraint("status <> 'klaar' OR outcome IS NOT NULL", name="done_has_an_outcome"),
        CheckConstraint("(status = 'mislukt') = (problem <> '')", name="failed_has_a_problem"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[RunKind] = mapped_column(one_of(RunKind))
    status: Mapped[RunStatus] = mapped_column(one_of(RunStatus), default=RunStatus.WAITING, index=True)
    day: Mapped[date] = mapped_column(index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("allocation_run.id"))
    change: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    key_id: Mapped[str] = mapped_column(default="")
    code_version: Mapped[str] = mapped_column(default="")
    input_digest: Mapped[str] = mapped_column(default="")
    outcome_digest: Mapped[str] = mapped_column(default="")
    progress: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(default="")
    input: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    outcome: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    problem: Mapped[str] = mapped_column(default="")

    asked_by: Mapped[User | None] = relationship()
    parent: Mapped["AllocationRun | None"] = relationship(remote_side="AllocationRun.id")

    def __str__(self) -> str:
        return f"verdeling {self.reference}"

    @property
    def input_kept(self) -> bool:
        """Whether what went in is still there."""
        return self.input is not None


class ChoiceKind(StrEnum):
    """What a coach decided about one person and one place."""

    ADDED = "erbij"
    REMOVED = "eraf"


class ChoiceReason(StrEnum):
    """Why a coach changes the list of a place. About the work, the way there and the wish, never about the person."""

    KNOWS = "kent_het_werk"
    WISH = "eigen_wens"
    ASKED = "werkgever_vroeg"
    ARRANGED = "geregeld"
    NOT_WANTED = "wil_hier_niet"
    ELSEWHERE = "elders_bezig"
    NOT_YET = "nog_niet_zover"
    TRAVEL = "reis_lukt_niet"
    OTHER = "anders"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            ChoiceReason.KNOWS: "Kent dit werk of deze werkgever al",
            ChoiceReason.WISH: "Wil hier graag werken",
            ChoiceReason.ASKED: "De werkgever vroeg om deze persoon",
            ChoiceReason.ARRANGED: "Wat nodig is, is hier al geregeld",
            ChoiceReason.NOT_WANTED: "Wil hier niet werken",
            ChoiceReason.ELSEWHERE: "Is met een andere plek bezig",
            ChoiceReason.NOT_YET: "Wil eerst nog iets leren of regelen",
            ChoiceReason.TRAVEL: "De reis lukt niet",
            ChoiceReason.OTHER: "Een andere reden",
        }[self]


REASONS = {
    ChoiceKind.ADDED: (ChoiceReason.KNOWS, ChoiceReason.WISH, ChoiceReason.ASKED, ChoiceReason.ARRANGED),
    ChoiceKind.REMOVED: (
        ChoiceReason.NOT_WANTED,
        ChoiceReason.ELSEWHERE,
        ChoiceReason.NOT_YET,
        ChoiceReason.TRAVEL,
    ),
}
"""Which reasons belong to which choice; ``anders`` with words of one's own belongs to both."""


class AllocationChoice(AboutPerson, Audited, Base):
    """A coach puts somebody on the list of a place, or takes somebody off it; in force until ``ended_on``.

    ``reason`` is what the coach said: a line of a closed list, with a free word behind it.
    """

    __tablename__ = "allocation_choice"
    __table_args__ = (
        Index(
            "uq_allocation_choice_one_per_place_and_candidate",
            "vacancy_id",
            "candidate_id",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    kind: Mapped[ChoiceKind] = mapped_column(one_of(ChoiceKind))
    reason = Sealed("")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]
    ended_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship()
    vacancy: Mapped[Vacancy] = relationship()
    by: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"keuze {self.candidate.reference} bij {self.vacancy.reference}"
