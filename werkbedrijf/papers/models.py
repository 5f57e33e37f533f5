"""What only the region can say in its papers."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.contents import fields_of
from werkbedrijf.foundation.db import Base, one_of


class Blank(StrEnum):
    """One line that the region fills in."""

    ORGANIZATION = "organization"
    CONTACT = "contact_email"
    WEBSITE = "website"
    URL = "url"
    BEGIN = "begin_date"
    END = "end_date"
    CATEGORY = "publication_category"
    REGISTER = "process_index_url"
    ASSESSMENTS = "impacttoetsen"
    SOURCE_ID = "source_id"

    @property
    def words(self) -> str:
        """The line as it is asked."""
        return {
            Blank.ORGANIZATION: "Organisatie die verantwoordelijk is",
            Blank.CONTACT: "E-mailadres voor vragen",
            Blank.WEBSITE: "Website van de organisatie",
            Blank.URL: "Pagina met meer uitleg",
            Blank.BEGIN: "In gebruik sinds (dag-maand-jaar)",
            Blank.END: "In gebruik tot (dag-maand-jaar), leeg als dat niet bekend is",
            Blank.CATEGORY: "Soort publicatie: hoog-risico AI-systeem, impactvol algoritme of overig. Een jurist beslist",
            Blank.REGISTER: "Adres in het register van verwerkingen",
            Blank.ASSESSMENTS: "Toetsen die zijn gedaan, zoals DPIA en IAMA, met datum",
            Blank.SOURCE_ID: "Eigen kenmerk in het Algoritmeregister",
        }[self]


class Sheet(StrEnum):
    """The lines of the region as one thing, for whoever changes them together."""

    BLANKS = "invullen"


class PaperValue(Audited, Base):
    """What the region filled in for one line; an emptied line is asked again."""

    __tablename__ = "paper_value"

    name: Mapped[Blank] = mapped_column(one_of(Blank, checked=False), unique=True)
    value: Mapped[str]
    set_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return self.name.value


@fields_of.register
def _lines_as_version(_sheet: Sheet, session: Session) -> Iterator[tuple[str, object]]:
    """Which lines are filled in, and with what."""
    known = {row.name: row.value for row in session.scalars(select(PaperValue))}
    for name in Blank:
        yield name.value, known.get(name, "")
