"""The words a region gives to the codes of a contact moment."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.contacts.codes import CodeList
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of


class ContactWord(Audited, Base):
    """What one code of one list means, from a day on. Older words stay, for what was logged then."""

    __tablename__ = "contact_word"
    __table_args__ = (
        UniqueConstraint("list", "code", "valid_from"),
        CheckConstraint("code BETWEEN 1 AND 6", name="code_is_known"),
        CheckConstraint("word <> ''", name="word_is_not_empty"),
    )

    list: Mapped[CodeList] = mapped_column(one_of(CodeList))
    code: Mapped[int]
    word: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    said_by: Mapped[User | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"{self.list.value}-{self.code}"


class AgreementWord(Audited, Base):
    """What one of the three codes for agreements means, from a day on. Nobody published a meaning: without a word it is not used."""

    __tablename__ = "agreement_word"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("code BETWEEN 1 AND 3", name="code_is_known"),
        CheckConstraint("word <> ''", name="word_is_not_empty"),
    )

    code: Mapped[int]
    word: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    said_by: Mapped[User | None] = relationship()

    @property
    def reference(self) -> str:
        """How the trail names it."""
        return f"afspraak-{self.code}"
