"""Files that were uploaded to be imported, and which records came from where."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, and_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base, one_of
from werkbedrijf.foundation.keys.sealed import JSON as LINES
from werkbedrijf.foundation.keys.sealed import RAW, OfPartner, Sealed


class BatchState(StrEnum):
    """Where an uploaded file stands."""

    DRAFT = "concept"
    SAVED = "opgeslagen"
    DISCARDED = "weggegooid"


class ImportKind(StrEnum):
    """What a file holds."""

    EMPLOYERS = "werkgevers"
    VACANCIES = "plekken"
    CANDIDATES = "kandidaten"
    PLACEMENTS = "plaatsingen"
    VUM = "vum"

    @property
    def words(self) -> str:
        """The kind as it stands on a page."""
        return "VUM-uitwisseling" if self is ImportKind.VUM else self.value


class ImportBatch(OfPartner, Audited, Base):
    """One uploaded file. Its name, ``content`` and ``preview`` are personal data: gone once saved, discarded or too old.

    ``preview`` is what was shown, with ``fingerprint``: saving compares it with a fresh look. ``chosen`` holds the numbers
    of doubtful records that may go in after all. ``journal`` is gone when taking back is no longer possible.
    """

    __tablename__ = "import_batch"

    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ImportKind] = mapped_column(one_of(ImportKind, checked=False))
    # Shown as text and never used as a path.
    file_name = Sealed("")
    content = Sealed(b"", RAW, deferred=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[BatchState] = mapped_column(one_of(BatchState), default=BatchState.DRAFT)
    coach_email: Mapped[str] = mapped_column(default="")
    gemeente: Mapped[str] = mapped_column(default="")
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    ignored: Mapped[list[str]] = mapped_column(JSON, default=list)
    # What it takes to take a saved file back; see ``undo``.
    journal: Sealed[dict[str, Any]] = Sealed({}, LINES, deferred=True)
    preview: Sealed[list[dict[str, Any]]] = Sealed([], LINES, deferred=True)
    fingerprint: Mapped[str] = mapped_column(default="")
    chosen: Mapped[list[int]] = mapped_column(JSON, default=list)

    saved_at: Mapped[datetime | None]
    undo_asked_at: Mapped[datetime | None] = mapped_column(index=True)
    undone_at: Mapped[datetime | None]

    uploaded_by: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()

    def __str__(self) -> str:
        return self.reference

    @hybrid_property
    def goes_back(self) -> bool:
        """Whether it is being taken back at this moment."""
        return self.undo_asked_at is not None and self.undone_at is None

    @goes_back.inplace.expression
    @classmethod
    def _goes_back(cls) -> ColumnElement[bool]:
        return and_(cls.undo_asked_at.is_not(None), cls.undone_at.is_(None))

    def forget(self) -> None:
        """Throw away what the file said; that it was there, and what came of it, stays."""
        self.content, self.preview, self.chosen, self.file_name = b"", [], [], ""


class ImportedRecord(Base):
    """One record that went in: which row of which file became what. ``source_id`` is its name at the source, if it has one."""

    __tablename__ = "imported_record"
    __table_args__ = (Index("ix_imported_record_source", "source", "source_id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    number: Mapped[int]
    outcome: Mapped[str]
    reference: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(default="")
    source_id: Mapped[str] = mapped_column(default="")
    # When it was taken back, or why it could not be (``undo.weighing.Stays``).
    undone_at: Mapped[datetime | None]
    stays: Mapped[str] = mapped_column(default="", server_default="")
