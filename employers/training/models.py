"""Leerwerkplekken as places to learn: what is taught, who guides, and how many learners a week."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import Employer
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of


class TrainingForm(StrEnum):
    """How somebody learns at a leerwerkplek; it decides who signs and whether the company has to be recognised by SBB."""

    PRACTICE = "praktijkleren"
    BBL = "bbl"
    BOL = "bol"
    WITHOUT = "zonder_mbo"

    @property
    def words(self) -> str:
        """The form as it stands on a page."""
        return {
            TrainingForm.PRACTICE: "Praktijkleren met praktijkverklaring",
            TrainingForm.BBL: "Bbl: werken en leren met een arbeidscontract",
            TrainingForm.BOL: "Bol: stage van een mbo-school",
            TrainingForm.WITHOUT: "Leren op de werkplek, zonder mbo",
        }[self]

    @property
    def short(self) -> str:
        """The form in one or two words."""
        return {
            TrainingForm.PRACTICE: "Praktijkleren",
            TrainingForm.BBL: "Bbl",
            TrainingForm.BOL: "Bol",
            TrainingForm.WITHOUT: "Zonder mbo",
        }[self]

    @property
    def has_school(self) -> bool:
        """Whether the praktijkovereenkomst is the one that counts: of student, school and recognised company, made by the school.

        Source: s-bb.nl, "Praktijkovereenkomst afsluiten".
        """
        return self in {TrainingForm.BBL, TrainingForm.BOL}


class TrainingPlace(Audited, Versioned, Base):
    """A leerwerkplek of which is said what it teaches. Without this row it is a place with seats alone.

    ``goals`` and ``processes`` hold one thing a line: what somebody learns, and the werkprocessen of the kwalificatiedossier.
    """

    __tablename__ = "training_place"

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), unique=True)
    form: Mapped[TrainingForm] = mapped_column(one_of(TrainingForm))
    goals: Mapped[str] = mapped_column(default="")
    processes: Mapped[str] = mapped_column(default="")
    school: Mapped[str] = mapped_column(default="")

    vacancy: Mapped[Vacancy] = relationship()
    capacities: Mapped[list["TrainingCapacity"]] = relationship(
        back_populates="place", order_by="TrainingCapacity.from_week", cascade="all, delete-orphan"
    )
    groups: Mapped[list["StartGroup"]] = relationship(
        back_populates="place", order_by="StartGroup.starts_on", cascade="all, delete-orphan"
    )
    links: Mapped[list["MentorPlace"]] = relationship(back_populates="place", cascade="all, delete-orphan")

    def __str__(self) -> str:
        return self.vacancy.title

    @property
    def reference(self) -> str:
        """The reference of the place itself: one address for both."""
        return self.vacancy.reference

    @property
    def goal_lines(self) -> list[str]:
        """What somebody learns, one thing each."""
        return self.goals.splitlines()

    @property
    def process_lines(self) -> list[str]:
        """The werkprocessen, one each."""
        return self.processes.splitlines()


class TrainingCapacity(Base):
    """How many learners a place takes at once from a week on, until the next row."""

    __tablename__ = "training_capacity"
    __table_args__ = (
        UniqueConstraint("training_place_id", "from_week"),
        CheckConstraint("learners >= 0", name="learners_not_negative"),
    )

    training_place_id: Mapped[int] = mapped_column(ForeignKey("training_place.id"))
    # A Monday.
    from_week: Mapped[date]
    learners: Mapped[int]

    place: Mapped[TrainingPlace] = relationship(back_populates="capacities")


class StartGroup(Base):
    """A day on which learners start together, with how many at most. With one or more, nobody starts on another day."""

    __tablename__ = "start_group"
    __table_args__ = (
        UniqueConstraint("training_place_id", "starts_on"),
        CheckConstraint("size >= 1", name="size_is_possible"),
    )

    training_place_id: Mapped[int] = mapped_column(ForeignKey("training_place.id"))
    starts_on: Mapped[date]
    size: Mapped[int]

    place: Mapped[TrainingPlace] = relationship(back_populates="groups")


class Mentor(Audited, Versioned, Base):
    """Someone at an employer who guides learners: at most ``most`` at once, over all places together.

    ``stopped_on`` is the first day without this mentor.
    """

    __tablename__ = "mentor"
    __table_args__ = (CheckConstraint("most >= 1", name="most_is_possible"),)

    reference: Mapped[str] = mapped_column(unique=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    most: Mapped[int]
    stopped_on: Mapped[date | None]

    employer: Mapped[Employer] = relationship()
    links: Mapped[list["MentorPlace"]] = relationship(back_populates="mentor", cascade="all, delete-orphan")
    absences: Mapped[list["MentorAbsence"]] = relationship(
        back_populates="mentor", order_by="MentorAbsence.first_day", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.name


class MentorPlace(Base):
    """A mentor guides at a leerwerkplek."""

    __tablename__ = "mentor_place"
    __table_args__ = (UniqueConstraint("mentor_id", "training_place_id"),)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    training_place_id: Mapped[int] = mapped_column(ForeignKey("training_place.id"), index=True)

    mentor: Mapped[Mentor] = relationship(back_populates="links")
    place: Mapped[TrainingPlace] = relationship(back_populates="links")


class MentorAbsence(Base):
    """Days a mentor is not there, both included. Why is nobody's business and is not asked."""

    __tablename__ = "mentor_absence"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="period_in_order"),)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]

    mentor: Mapped[Mentor] = relationship(back_populates="absences")
