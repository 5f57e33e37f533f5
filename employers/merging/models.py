"""Employers that may be one, and what was done when two were brought together."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models import ContactPerson, Employer
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class PairVerdict(StrEnum):
    """What a person said of two employers that may be one."""

    OPEN = "open"
    DIFFERENT = "verschillend"
    MERGED = "samengevoegd"


class EmployerPair(Audited, Base):
    """Two employers that may be one, with the signs; that they are two is remembered."""

    __tablename__ = "employer_pair"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="lowest_first"),
        CheckConstraint("(verdict = 'open') = (decided_on IS NULL)", name="decided_once_decided"),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    strength: Mapped[int]
    # Lists of [kind, value]; see signs.py.
    signs: Mapped[list[list[str]]] = mapped_column(JSON)
    found_on: Mapped[date]
    verdict: Mapped[PairVerdict] = mapped_column(one_of(PairVerdict), default=PairVerdict.OPEN)
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    first: Mapped[Employer] = relationship(foreign_keys=first_id)
    second: Mapped[Employer] = relationship(foreign_keys=second_id)

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"paar-{self.id}"


class EmployerMerge(Audited, Base):
    """One employer that went into another: what was chosen, which rows moved, and what it was before; enough to undo it."""

    __tablename__ = "employer_merge"
    __table_args__ = (
        CheckConstraint("kept_id <> gone_id", name="two_employers"),
        CheckConstraint("(undone_on IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
        Index(
            "uq_employer_merge_one_per_gone",
            "gone_id",
            unique=True,
            sqlite_where=text("undone_on IS NULL"),
            postgresql_where=text("undone_on IS NULL"),
        ),
    )

    kept_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    done_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    choices: Mapped[dict[str, str]] = mapped_column(JSON)
    # Shapes of moving.py: which rows moved, which values were set, which rows were made, and how far each table was.
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    values_set: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    marks: Mapped[dict[str, int]] = mapped_column(JSON)
    undone_on: Mapped[date | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    kept: Mapped[Employer] = relationship(foreign_keys=kept_id)
    gone: Mapped[Employer] = relationship(foreign_keys=gone_id)
    by: Mapped[User] = relationship(foreign_keys=by_id)
    undone_by: Mapped[User | None] = relationship(foreign_keys=undone_by_id)

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"samenvoeging-{self.id}"


class ContactJoin(Audited, Base):
    """Two contact persons of one employer are the same: what pointed at ``gone`` points at ``kept``, and can go back.

    ``merge`` is the merge of employers that made them stand beside each other; undoing it takes them apart too.
    """

    __tablename__ = "contact_join"
    __table_args__ = (
        CheckConstraint("kept_id <> gone_id", name="two_people"),
        CheckConstraint("(undone_on IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
        Index(
            "uq_contact_join_one_per_gone",
            "gone_id",
            unique=True,
            sqlite_where=text("undone_on IS NULL"),
            postgresql_where=text("undone_on IS NULL"),
        ),
    )

    kept_id: Mapped[int] = mapped_column(ForeignKey("contact_person.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("contact_person.id"), index=True)
    merge_id: Mapped[int | None] = mapped_column(ForeignKey("employer_merge.id"), index=True)
    done_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    values_set: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    undone_on: Mapped[date | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    kept: Mapped[ContactPerson] = relationship(foreign_keys=kept_id)
    gone: Mapped[ContactPerson] = relationship(foreign_keys=gone_id)
    by: Mapped[User] = relationship(foreign_keys=by_id)

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"samengevoegde-contactpersoon-{self.id}"
