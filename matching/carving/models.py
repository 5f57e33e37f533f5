"""Proposals to divide work differently, and the tasks they take."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy
from matching.carving.workflow import CARVING, CarvingStatus
from matching.core.carving import hours_of
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class Carving(Audited, Base):
    """A function made of tasks of several places at one establishment, as it was discussed with the employer.

    ``hours`` per week, in whole quarters; ``people`` is how many waiting people could do it on the day it was made.
    ``answered_by`` says who of the employer answered; ``vacancy`` is the place that came of it.
    """

    __tablename__ = "carving"
    __table_args__ = (
        CheckConstraint("hours > 0", name="hours_are_possible"),
        CheckConstraint("people >= 0", name="people_not_negative"),
        CheckConstraint("(status = 'plek_gemaakt') = (vacancy_id IS NOT NULL)", name="placed_has_a_place"),
        CheckConstraint(
            "status NOT IN ('akkoord', 'plek_gemaakt') OR (answered_by <> '' AND answered_on IS NOT NULL)",
            name="agreed_by_somebody",
        ),
        CheckConstraint("(status = 'afgewezen') = (decline_reason <> '')", name="declined_has_a_reason"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishment.id"))
    title: Mapped[str]
    hours: Mapped[Decimal]
    people: Mapped[int]
    status: Mapped[CarvingStatus] = mapped_column(one_of(CarvingStatus), default=CarvingStatus.DRAFT, index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]
    discussed_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answered_by: Mapped[str] = mapped_column(default="")
    decline_reason: Mapped[str] = mapped_column(default="")
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("vacancy.id"), unique=True)

    employer: Mapped[Employer] = relationship()
    establishment: Mapped[Establishment] = relationship()
    made_by: Mapped[User] = relationship()
    vacancy: Mapped[Vacancy | None] = relationship()
    tasks: Mapped[list["CarvedTask"]] = relationship(
        back_populates="carving", order_by="CarvedTask.position", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return f"voorstel {self.reference}"

    def move(self, act: str) -> None:
        """Take an act of the workflow; raises NotNow when it does not fit the present status."""
        self.status = CARVING.after(act, self.status)


class CarvedTask(Base):
    """A task as it stood at its place when it was chosen: its share there, weekly hours and what it asks.

    ``effort`` is in units of 1/100,000 hour, so that sums are exact. ``lowered_on`` says when the place gave it up.
    """

    __tablename__ = "carved_task"
    __table_args__ = (
        UniqueConstraint("carving_id", "position"),
        CheckConstraint("share > 0 AND share <= 100", name="share_is_percentage"),
        CheckConstraint("effort > 0", name="hours_are_possible"),
    )

    carving_id: Mapped[int] = mapped_column(ForeignKey("carving.id"), index=True)
    position: Mapped[int]
    source_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    title: Mapped[str]
    share: Mapped[int]
    effort: Mapped[int]
    asks: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    lowered_on: Mapped[date | None]

    carving: Mapped[Carving] = relationship(back_populates="tasks")
    source: Mapped[Vacancy] = relationship()

    @property
    def hours(self) -> Decimal:
        """Hours a week."""
        return hours_of(self.effort)
