"""Changes that employers asked for."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.vacancies.models import Vacancy
from employers.vacancies.wishes.workflow import WishStatus
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, Versioned, one_of

_OPEN = "status = 'gevraagd'"


class PlaceWish(Audited, Versioned, Base):
    """An employer asks to change a place. ``wanted`` holds only what would differ; one at a time waits per place.

    ``place_version`` is how the place was when it was asked, ``note`` what no field is for, ``word`` why it was declined.
    """

    __tablename__ = "place_wish"
    __table_args__ = (
        CheckConstraint("(status = 'gevraagd') = (ended_on IS NULL)", name="ended_has_day"),
        CheckConstraint("status <> 'afgewezen' OR word <> ''", name="declined_has_a_reason"),
        Index(
            "uq_place_wish_one_open",
            "vacancy_id",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_on: Mapped[date]
    place_version: Mapped[int]
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(default="")
    status: Mapped[WishStatus] = mapped_column(one_of(WishStatus), default=WishStatus.ASKED)
    word: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_on: Mapped[date | None]

    vacancy: Mapped[Vacancy] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    def __str__(self) -> str:
        return f"gevraagde wijziging van {self.vacancy.title}"

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"wijziging-{self.id}"
