"""What the pages of this room show."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.listing import Filter, Listing, page_of_sequence
from werkbedrijf.imports.forms import UploadForm
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportKind
from werkbedrijf.imports.planning import KINDS
from werkbedrijf.imports.policy import may_handle_batch, may_undo_batch
from werkbedrijf.imports.queries import batches_of, coaches_of, records_of
from werkbedrijf.imports.undo.pages import state_of, why_words
from werkbedrijf.imports.undo.queries import can_undo, undo_until

SHOWN_BATCHES = 10
TABS = (
    (Outcome.NEW, "Nieuw", "nieuw"),
    (Outcome.CHANGED, "Gewijzigd", "gewijzigd"),
    (Outcome.DOUBTFUL, "Twijfel", "twijfel"),
    (Outcome.SAME, "Al bekend en gelijk", "gelijk"),
    (Outcome.REFUSED, "Geweigerd", "geweigerd"),
)


def upload_page(session: Session, actor: Actor, form: UploadForm) -> str:
    """Choosing a file, with what was imported lately."""
    form.offer(session.scalars(coaches_of(actor)))
    batches = session.scalars(batches_of(actor).limit(SHOWN_BATCHES)).all()
    return render_template("imports/index.html", form=form, batches=batches, kinds=KINDS, State=BatchState)


def preview_page(session: Session, actor: Actor, batch: ImportBatch, args: Mapping[str, str]) -> str:
    """What a file would do, a tab per outcome; of a saved file what it became."""
    if batch.state is not BatchState.DRAFT:
        records = session.scalars(records_of(batch)).all()
        listing = Listing.read(args, sorts=("nummer",), default="nummer")
        return render_template(
            "imports/done.html",
            batch=batch,
            page=page_of_sequence(records, listing),
            State=BatchState,
            going_on=state_of(session, batch) if batch.goes_back else None,
            gone=sum(record.undone_at is not None for record in records),
            until=undo_until(session, batch) if can_undo(session, batch) else None,
            may_undo=may_undo_batch(actor, saved=batch),
            why_words=why_words,
        )
    counts = {outcome: batch.counts.get(outcome.value, 0) for outcome in Outcome}
    known = Filter("toon", "Uitkomst", [(outcome.value, title) for outcome, title, _ in TABS])
    listing = Listing.read(args, sorts=("nummer",), default="nummer", filters=(known,))
    first = next((outcome for outcome, _, _ in TABS if counts[outcome]), Outcome.NEW)
    shown = Outcome(listing.filters.get("toon", first.value))
    rows = [row for row in batch.preview if row["uitkomst"] == shown.value]
    return render_template(
        "imports/preview.html",
        batch=batch,
        counts=counts,
        tabs=TABS,
        shown=shown,
        Outcome=Outcome,
        page=page_of_sequence(rows, listing),
        going=counts[Outcome.NEW] + counts[Outcome.CHANGED] + len(batch.chosen),
        may_handle=may_handle_batch(actor, batch=batch),
        row_word="Record" if batch.kind is ImportKind.VUM else "Rij",
    )


def columns_page(session: Session, actor: Actor, kind: ImportKind) -> str:
    """The columns of one kind as the own partner may use them, in the order of the example file."""
    table = KINDS[kind]
    layout = table.layout_for(session, actor)
    rows: list[dict[str, Any]] = [
        {"title": c.title, "required": c.required, "help": c.help, "example": c.example, "aliases": c.aliases}
        for c in layout.columns
    ]
    return render_template(
        "imports/columns.html",
        kind=kind,
        table_kind=table,
        columns=rows,
        kinds=KINDS,
        with_number=layout is not table.layout,
    )
