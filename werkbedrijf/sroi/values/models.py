"""The value tables that a region brought in. They are only ever added: a contract keeps the version of its own date."""

from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.sroi.tables import Block, Limit, Rounding, Unit, ValueTable


class StoredTable(Audited, Base):
    """One version of the table of a region, with where it stands and who brought it in on which day."""

    __tablename__ = "sroi_table"
    __table_args__ = (
        CheckConstraint("source <> ''", name="table_has_a_source"),
        CheckConstraint("full_time_hours > 0", name="full_time_is_possible"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="holds_some_day"),
    )

    # Not ``version``: that is what an edited row counts, and this one is never edited.
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    region: Mapped[str]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    dated: Mapped[str]
    full_time_hours: Mapped[Decimal]
    full_time_published: Mapped[bool]
    hired_before_months: Mapped[int]
    lks_lifts_limit: Mapped[bool]
    rounding: Mapped[Rounding] = mapped_column(one_of(Rounding))
    source: Mapped[str]
    rules_from: Mapped[str]
    imported_on: Mapped[date]
    imported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)

    blocks: Mapped[list["StoredBlock"]] = relationship(back_populates="table", order_by="StoredBlock.place")

    def __str__(self) -> str:
        return f"waardetabel {self.name}"

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.name

    @property
    def told(self) -> ValueTable:
        """What the arithmetic reads."""
        return ValueTable(
            version=self.name,
            title=self.title,
            region=self.region,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            dated=self.dated,
            blocks=MappingProxyType({one.code: one.told for one in self.blocks}),
            full_time_hours=self.full_time_hours,
            full_time_published=self.full_time_published,
            hired_before_months=self.hired_before_months,
            lks_lifts_limit=self.lks_lifts_limit,
            source=self.source,
            rules_from=self.rules_from,
            rounding=self.rounding,
        )


class StoredBlock(Base):
    """One line of such a table, at its place in the file."""

    __tablename__ = "sroi_table_block"
    __table_args__ = (
        UniqueConstraint("table_id", "code"),
        CheckConstraint("value > 0", name="value_is_possible"),
        CheckConstraint("(counts = 'maanden') = (months IS NOT NULL)", name="months_where_they_are_told"),
    )

    table_id: Mapped[int] = mapped_column(ForeignKey("sroi_table.id"), index=True)
    place: Mapped[int]
    code: Mapped[str]
    label: Mapped[str]
    value: Mapped[Decimal | None]
    unit: Mapped[Unit] = mapped_column(one_of(Unit))
    counts: Mapped[Limit] = mapped_column(one_of(Limit))
    months: Mapped[int | None]
    minimum_hours: Mapped[Decimal | None]
    pro_rata: Mapped[bool]

    table: Mapped[StoredTable] = relationship(back_populates="blocks")

    @property
    def told(self) -> Block:
        """What the arithmetic reads."""
        return Block(
            *(self.code, self.label, self.value, self.unit, self.counts, self.months),
            minimum_hours=self.minimum_hours,
            pro_rata=self.pro_rata,
        )


@event.listens_for(StoredTable, "before_update")
@event.listens_for(StoredTable, "before_delete")
@event.listens_for(StoredBlock, "before_update")
@event.listens_for(StoredBlock, "before_delete")
def _never(_mapper: Any, _connection: Any, target: StoredTable | StoredBlock) -> None:
    raise ProgrammingError(f"a value table never changes: {target!r}")
