"""The border of a gemeente, as small as a map on a page needs."""

from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base


class GemeenteBorder(Audited, Base):
    """The outline of one gemeente of today. ``rings`` is written as ``borders.outlines`` reads it; ``source`` says whose it is."""

    __tablename__ = "gemeente_border"

    code: Mapped[str] = mapped_column(unique=True)
    rings: Mapped[str] = mapped_column(Text)
    source: Mapped[str]
    taken_on: Mapped[date]

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.code
