"""What UWV published, as it was published."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.garantiebanen.outside.beside import Label, Measure


class OutsideFigure(Audited, Base):
    """One figure of a period and an area, by the day it was published. A later one stands beside it and never over it."""

    __tablename__ = "outside_figure"
    __table_args__ = (
        UniqueConstraint("label", "period", "area", "measure", "as_of"),
        CheckConstraint("value >= 0", name="value_is_a_number_of"),
    )

    label: Mapped[Label] = mapped_column(one_of(Label))
    # ``2026Q3`` of a quarter, ``2025`` of a year.
    period: Mapped[str]
    # A labour-market region by its code, or the country.
    area: Mapped[str]
    measure: Mapped[Measure] = mapped_column(one_of(Measure, checked=False))
    value: Mapped[int]
    as_of: Mapped[date]
    source: Mapped[str]
    imported_at: Mapped[datetime]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    imported_by: Mapped[User | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail and the addresses name it."""
        return f"uwv-{self.id}"
