"""Voordrachten."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, column, exists, table, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.proposals.workflow import PROPOSAL, ProposalStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.keys.sealed import AboutPerson, Sealed

# Named by table, because placements live a floor up.
_PLACEMENT = table("placement", column("proposal_id"), column("status"))
_OPEN = text("status IN ('verstuurd', 'uitgenodigd', 'aangenomen')")


class DeclineReason(StrEnum):
    """Why an employer says no. About the work and the moment, never about the person."""

    HOURS = "uren"
    TASKS = "taken"
    TRAVEL = "reistijd"
    CONDITIONS = "voorwaarden"
    MOMENT = "moment"
    FILLED = "al_ingevuld"
    OTHER = "anders"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            DeclineReason.HOURS: "De uren of dagen passen niet",
            DeclineReason.TASKS: "De taken passen nog niet",
            DeclineReason.TRAVEL: "De reis is niet te doen",
            DeclineReason.CONDITIONS: "Wij kunnen niet regelen wat nodig is",
            DeclineReason.MOMENT: "Dit is niet het goede moment",
            DeclineReason.FILLED: "De plek is al ingevuld",
            DeclineReason.OTHER: "Een andere reden",
        }[self]


class OutsideReason(StrEnum):
    """Why somebody is put forward whom the order of the service does not put first."""

    KNOWS = "kent_het_werk"
    WISH = "eigen_wens"
    ASKED = "werkgever_vroeg"
    LIST_CANNOT = "lijst_kan_niet"
    NEW = "nieuw_of_veranderd"
    BY_PEOPLE = "alleen_mensen"
    OTHER = "anders"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            OutsideReason.KNOWS: "Kent dit werk of deze werkgever al",
            OutsideReason.WISH: "Wil hier graag werken",
            OutsideReason.ASKED: "De werkgever vroeg om deze persoon",
            OutsideReason.LIST_CANNOT: "De mensen op de lijst kunnen of willen nu niet",
            OutsideReason.NEW: "Is nieuw, of kan meer dan toen de lijst werd gemaakt",
            OutsideReason.BY_PEOPLE: "Wil dat alleen mensen zoeken, niet de computer",
            OutsideReason.OTHER: "Een andere reden",
        }[self]


class Proposal(AboutPerson, Audited, Base):
    """One candidate, put forward for one place. While it is open it holds a seat.

    ``held_until`` is the last day of the hold; None after the employer said yes. ``explanation`` is the fit as it was
    explained on the day of sending, so that it can be shown again exactly. ``run_id`` is the run that was in force and had
    a list for the place (no foreign key: a run is never removed), ``list_rank`` the place on that list, None outside it,
    and ``outside_reason`` with ``outside_note`` why somebody else than the order said, ``passed_over`` how many went before.
    ``shown_id`` is the list as the coach saw it last, for as long as lists are kept (no foreign key).
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index(
            "uq_proposal_one_open_per_place_and_candidate",
            "vacancy_id",
            "candidate_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        CheckConstraint(
            "status NOT IN ('verstuurd', 'uitgenodigd') OR held_until IS NOT NULL", name="waiting_has_a_term"
        ),
        CheckConstraint("(status = 'afgewezen') = (decline_reason IS NOT NULL)", name="declined_has_a_reason"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    status: Mapped[ProposalStatus] = mapped_column(one_of(ProposalStatus), default=ProposalStatus.SENT, index=True)
    sent_on: Mapped[date]
    held_until: Mapped[date | None]
    invited_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    decline_reason: Mapped[DeclineReason | None] = mapped_column(one_of(DeclineReason))
    decline_note = Sealed("")
    end_note = Sealed("")
    explanation: Mapped[dict[str, Any]] = mapped_column(JSON)
    run_id: Mapped[int | None] = mapped_column(index=True)
    list_rank: Mapped[int | None]
    outside_reason: Mapped[OutsideReason | None] = mapped_column(one_of(OutsideReason, checked=False))
    outside_note = Sealed("")
    passed_over: Mapped[int | None]
    shown_id: Mapped[int | None]

    if TYPE_CHECKING:
        works_now: Mapped[bool]

    vacancy: Mapped[Vacancy] = relationship()
    candidate: Mapped[Candidate] = relationship()
    proposed_by: Mapped[User] = relationship()

    def __str__(self) -> str:
        return f"voordracht {self.reference}"

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = PROPOSAL.after(act, self.status)


# Whether the placement that it became is planned or running; read when it is asked for, not with every voordracht.
Proposal.works_now = column_property(
    exists().where(_PLACEMENT.c.proposal_id == Proposal.id, _PLACEMENT.c.status.in_(("gepland", "loopt"))),
    deferred=True,
)
