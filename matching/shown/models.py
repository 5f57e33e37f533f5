"""Rankings as they were shown. A row on a page is kept once, however often and in however many lists it was shown.

A line belongs to one person at one place, so it can be emptied when that person is erased, while the list keeps its order.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.db import Base, one_of


class ShownKind(StrEnum):
    """What somebody looked at."""

    PEOPLE = "mensen"
    PLACES = "plekken"
    CHANCES = "kansen"
    PAIR = "paar"

    @property
    def words(self) -> str:
        """The list, as its page was called."""
        return {
            ShownKind.PEOPLE: "Wie kan dit werk?",
            ShownKind.PLACES: "Welke plekken passen?",
            ShownKind.CHANCES: "Wat er nu open staat",
            ShownKind.PAIR: "Waarom past dit?",
        }[self]


class ShownLine(Base):
    """One person at one place as it stood on a page: ``content`` is compressed JSON (``matching.shown.packing``).

    ``digest`` covers person, place and content. ``last_on`` is the last day it was shown; empty ``content`` means that the
    person was erased since, and then there is no digest either.
    """

    __tablename__ = "shown_line"

    digest: Mapped[str | None] = mapped_column(unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    last_on: Mapped[date] = mapped_column(index=True)

    candidate: Mapped[Candidate] = relationship()
    vacancy: Mapped[Vacancy] = relationship()


class ShownRanking(Base):
    """One page of a list as it was shown, once for every look at which nothing had changed.

    ``content`` holds the order of the lines, what stood beside them, the counts and the settings, compressed. The number of
    the change in the pool stands with each look.
    """

    __tablename__ = "shown_ranking"
    __table_args__ = (CheckConstraint("vacancy_id IS NOT NULL OR candidate_id IS NOT NULL", name="is_about_something"),)

    digest: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[ShownKind] = mapped_column(one_of(ShownKind))
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey("vacancy.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    code_version: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    first_at: Mapped[datetime]
    last_on: Mapped[date] = mapped_column(index=True)

    vacancy: Mapped[Vacancy | None] = relationship()
    candidate: Mapped[Candidate | None] = relationship()

    @property
    def reference(self) -> str:
        """How addresses and pages name it."""
        return f"L-{self.id}"


class ShownLook(Base):
    """That one colleague saw one ranking at one moment, with the number of the last change in the pool then."""

    __tablename__ = "shown_look"
    __table_args__ = (Index("ix_shown_look_actor", "actor_id", "at"),)

    ranking_id: Mapped[int] = mapped_column(ForeignKey("shown_ranking.id"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    pool_revision: Mapped[int]
