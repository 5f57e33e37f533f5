"""Places, their tasks and what the workplace offers."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import Employer, Establishment
from employers.vacancies.kinds import VacancyKind
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of

__all__ = ["ClosedWhy", "ConditionState", "Task", "Vacancy", "VacancyKind", "WorkplaceCondition"]


class ConditionState(StrEnum):
    """Whether a workplace has a condition, can arrange it, or cannot."""

    PRESENT = "aanwezig"
    TO_ARRANGE = "te_regelen"
    IMPOSSIBLE = "onmogelijk"


class ClosedWhy(StrEnum):
    """Why a place closed by itself; empty when somebody closed it, or when it is not closed."""

    BY_HAND = ""
    CLOSING_DATE = "sluitingsdatum"
    NOT_CONFIRMED = "niet_bevestigd"

    @property
    def words(self) -> str:
        """The reason as the end of a sentence; empty when somebody closed it."""
        return {
            ClosedWhy.BY_HAND: "",
            ClosedWhy.CLOSING_DATE: "de sluitingsdatum voorbij is",
            ClosedWhy.NOT_CONFIRMED: "niemand zei dat deze plek nog klopt",
        }[self]


class Vacancy(Audited, Versioned, Base):
    """Work on offer: one or more seats with the same tasks at one establishment.

    ``filled`` counts seats with a planned or running placement, ``held`` seats that a voordracht keeps for a term.
    ``round`` counts how often somebody said that it is still true, ``confirmed_on`` is the last day, ``asked_on`` the day
    on which we asked again in this round. ``told_closing`` is the closing date that was announced. ``drafted_from`` is the
    occupation its tasks came from as a draft that nobody confirmed yet.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        CheckConstraint("seats >= 1", name="at_least_one_seat"),
        CheckConstraint("filled >= 0 AND filled <= seats", name="never_over_filled"),
        CheckConstraint("held >= 0", name="held_not_negative"),
        CheckConstraint("hours_min > 0 AND hours_min <= hours_max", name="hours_in_order"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishment.id"), index=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    kind: Mapped[VacancyKind] = mapped_column(one_of(VacancyKind))
    title: Mapped[str]
    occupation: Mapped[str] = mapped_column(default="")
    family: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    status: Mapped[VacancyStatus] = mapped_column(one_of(VacancyStatus), default=VacancyStatus.DRAFT, index=True)
    seats: Mapped[int] = mapped_column(default=1)
    filled: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    # Hours per week, as a range.
    hours_min: Mapped[Decimal]
    hours_max: Mapped[Decimal]
    starts_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    # Bits in the fixed order of the core's catalogue: moments outside office hours, and certificates the work requires.
    times: Mapped[int] = mapped_column(default=0)
    certificates: Mapped[int] = mapped_column(default=0)
    # Hard demands for safety only, with the reason of this place: {"veilig": 2}.
    hard: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    hard_reason: Mapped[str] = mapped_column(default="")
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    logged_on: Mapped[date]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_why: Mapped[ClosedWhy] = mapped_column(
        one_of(ClosedWhy, checked=False), default=ClosedWhy.BY_HAND, server_default=""
    )
    round: Mapped[int] = mapped_column(default=0, server_default="0")
    confirmed_on: Mapped[date | None]
    asked_on: Mapped[date | None]
    told_closing: Mapped[date | None]
    drafted_from: Mapped[str] = mapped_column(default="", server_default="")
    copied_from: Mapped[str] = mapped_column(default="", server_default="")

    establishment: Mapped[Establishment] = relationship()
    employer: Mapped[Employer] = relationship()
    logged_by: Mapped[User | None] = relationship()
    tasks: Mapped[list["Task"]] = relationship(
        back_populates="vacancy", order_by="Task.position", cascade="all, delete-orphan"
    )
    conditions: Mapped[list["WorkplaceCondition"]] = relationship(
        back_populates="vacancy", order_by="WorkplaceCondition.code", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.title

    @property
    def seats_left(self) -> int:
        """Seats nobody works on and no voordracht holds."""
        return max(0, self.seats - self.filled - self.held)

    @property
    def closed_because(self) -> str:
        """Why it closed by itself, as the end of a sentence."""
        return self.closed_why.words


class Task(Base):
    """A separate task: its share of the hours and what it asks, ``{capability: [level 1-4, importance 1-3]}``."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "position"),
        CheckConstraint("share > 0 AND share <= 100", name="share_is_percentage"),
    )

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    # Percentage of the hours; the tasks of a place add up to 100.
    share: Mapped[int]
    separable: Mapped[bool] = mapped_column(default=True)
    asks: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)

    vacancy: Mapped[Vacancy] = relationship(back_populates="tasks")


class WorkplaceCondition(Base):
    """What a workplace says of one condition. What is not said is: te regelen."""

    __tablename__ = "workplace_condition"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "code"),
        CheckConstraint("state <> 'onmogelijk' OR reason <> ''", name="impossible_has_a_reason"),
    )

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    code: Mapped[str]
    state: Mapped[ConditionState] = mapped_column(one_of(ConditionState))
    reason: Mapped[str] = mapped_column(default="")

    vacancy: Mapped[Vacancy] = relationship(back_populates="conditions")
