"""What the pages about taking back show."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, url_for
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.foundation.texts import count
from werkbedrijf.imports.models import ImportBatch, ImportKind
from werkbedrijf.imports.policy import may_undo_batch
from werkbedrijf.imports.undo.kept import Kept
from werkbedrijf.imports.undo.queries import progress_of, saved_records, undo_until
from werkbedrijf.imports.undo.standing import staying
from werkbedrijf.imports.undo.weighing import Stays


@dataclass(frozen=True, slots=True)
class Line:
    """One record that stays."""

    number: int
    reference: str
    why: str


def ask_page(session: Session, actor: Actor, batch: ImportBatch, args: Mapping[str, str]) -> str:
    """What would go and what would stay, before anything happens."""
    records, kept = saved_records(session, batch), Kept.read(batch.journal)
    why = staying(session, kept, [row.number for row in records])
    lines = [Line(row.number, row.reference, why[row.number].words) for row in records if row.number in why]
    return render_template(
        "imports/undo.html",
        batch=batch,
        until=undo_until(session, batch),
        going=len(records) - len(lines),
        staying=len(lines),
        page=page_of_sequence(lines, Listing.read(args, sorts=("nummer",), default="nummer")),
        may_undo=may_undo_batch(actor, saved=batch),
        with_work=batch.kind is ImportKind.PLACEMENTS,
        with_people=batch.kind in {ImportKind.CANDIDATES, ImportKind.VUM},
    )


def why_words(stays: str) -> str:
    """Why a record stays, as it stands on a page; empty for one that does not."""
    return Stays(stays).words if stays else ""


def state_of(session: Session, batch: ImportBatch) -> dict[str, object]:
    """How far taking back is, for a page that waits for it."""
    done, total = progress_of(session, batch)
    label = f"Deze import wordt teruggedraaid. {done} van {count(total, 'rij', 'rijen')} bekeken."
    return {
        "done": done,
        "total": total,
        "label": label if batch.goes_back else "Het terugdraaien is klaar.",
        "url": None if batch.goes_back else url_for("imports.show", batch=batch.reference),
    }
