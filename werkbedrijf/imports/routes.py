"""Doors of this room: choose a file, see what it would do, save it or throw it away."""

from functools import partial

from flask import Blueprint, Response, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.once import afterwards
from werkbedrijf.foundation.spreadsheets.columns import Layout
from werkbedrijf.foundation.tables import MOST_BYTES, to_csv, to_xlsx
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import (
    current_actor,
    current_session,
    database,
    for_programs,
    guard,
    settings,
    starts_reading,
    takes,
    transaction,
)
from werkbedrijf.imports import actions, policy
from werkbedrijf.imports.errors import NoCoachHere, NoSuchGemeente, NothingGoesIn, PreviewChanged, UndoTooLate
from werkbedrijf.imports.forms import UploadForm
from werkbedrijf.imports.models import ImportBatch, ImportKind
from werkbedrijf.imports.pages import columns_page, preview_page, upload_page
from werkbedrijf.imports.planning import KINDS, plan
from werkbedrijf.imports.queries import coaches_of, find_batch
from werkbedrijf.imports.undo.actions import ask_undo
from werkbedrijf.imports.undo.carrying import undo_turns
from werkbedrijf.imports.undo.pages import ask_page, state_of
from werkbedrijf.imports.undo.queries import can_undo, saved_records

bp = Blueprint("imports", __name__, url_prefix="/import")

View = str | AnyResponse | tuple[str, int]
AT_ONCE = 50
"""Up to so many records are taken back while the person waits; more is work for the timetable."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_table_kind(session: Session, actor: Actor, kind: str) -> ImportKind | None:
    """The kind of table in the address."""
    return next((one for one in KINDS if one.value == kind), None)


@bp.get("")
@guard(policy.may_import)
def index() -> View:
    """Choose a file."""
    return upload_page(current_session(), current_actor(), UploadForm())


@bp.post("")
@starts_reading
@guard(policy.may_import)
def upload() -> View:
    """Read a file and keep it with what it would do; nothing of it is saved yet."""
    session, actor, form = current_session(), current_actor(), UploadForm()
    form.offer(session.scalars(coaches_of(actor)))
    if not form.validate_on_submit():
        return upload_page(session, actor, form), 422
    file: FileStorage = form.file.data
    # One byte more than allowed is enough to know that it is too much.
    content = file.stream.read(MOST_BYTES + 1)
    file.close()
    told = {"coach_email": form.coach.data or "", "gemeente": (form.gemeente.data or "").strip()}
    try:
        made = plan(session, actor, ImportKind(form.kind.data), content, on=clock.today(), **told)
    except DomainError as problem:
        field = {NoCoachHere: form.coach, NoSuchGemeente: form.gemeente}.get(type(problem), form.file)
        field.errors = [*field.errors, problem.sentence]
        return upload_page(session, actor, form), 422
    with transaction() as writing:
        batch = actions.take_file(writing, actor, made, file_name=file.filename or "", content=content, **told)
        reference = batch.reference
    return redirect(url_for("imports.show", batch=reference))


@bp.get("/kolommen/<kind>")
@guard(policy.may_read_about, kind=find_table_kind)
def columns(kind: ImportKind) -> View:
    """What may stand in which column."""
    return columns_page(current_session(), current_actor(), kind)


@bp.get("/voorbeeld/<kind>.csv")
@guard(policy.may_read_about, kind=find_table_kind)
def example_csv(kind: ImportKind) -> Response:
    """An example file to fill in, as CSV."""
    content = to_csv(_layout(kind).example_rows())
    return _download(content, "text/csv; charset=utf-8", f"voorbeeld-{kind.value}.csv")


@bp.get("/voorbeeld/<kind>.xlsx")
@guard(policy.may_read_about, kind=find_table_kind)
def example_xlsx(kind: ImportKind) -> Response:
    """An example file to fill in, for Excel."""
    return _download(to_xlsx(_layout(kind).example_rows(), KINDS[kind].title), XLSX, f"voorbeeld-{kind.value}.xlsx")


def _layout(kind: ImportKind) -> Layout:
    return KINDS[kind].layout_for(current_session(), current_actor())


@bp.get("/<batch>")
@guard(policy.may_see_batch, batch=find_batch)
def show(batch: ImportBatch) -> View:
    """What a file would do, or what it became."""
    return preview_page(current_session(), current_actor(), batch, request.args)


@bp.post("/<batch>/keuze")
@guard(policy.may_handle_batch, batch=find_batch)
@takes("getoond", "gekozen", "pagina")
def choose(batch: ImportBatch) -> View:
    """Keep which doubtful records may go in."""
    shown, wanted = (_numbers(request.form.getlist(name)) for name in ("getoond", "gekozen"))
    with transaction() as session:
        actions.choose(session, current_actor(), batch, shown=shown, wanted=wanted)
    flash(f"Je keuze is bewaard: {count(len(batch.chosen), 'twijfelgeval gaat', 'twijfelgevallen gaan')} mee.")
    page = request.form.get("pagina", "")
    return redirect(
        url_for("imports.show", batch=batch.reference, toon="twijfel", pagina=page if page.isdecimal() else None)
    )


@bp.post("/<batch>/opslaan")
@guard(policy.may_handle_batch, batch=find_batch)
def save(batch: ImportBatch) -> View:
    """Save what was shown, everything or nothing."""
    actor, on = current_actor(), clock.today()
    try:
        with transaction() as session:
            actions.save_batch(session, actor, batch, on=on)
    except PreviewChanged as problem:
        with transaction() as session:
            actions.look_again(session, actor, batch, on=on)
        flash(problem.sentence, "let_op")
    except NothingGoesIn as problem:
        flash(problem.sentence, "let_op")
    else:
        flash("Het bestand is geïmporteerd.")
    return redirect(url_for("imports.show", batch=batch.reference))


@bp.post("/<batch>/weggooien")
@guard(policy.may_handle_batch, batch=find_batch)
def discard(batch: ImportBatch) -> View:
    """Throw the file away."""
    with transaction() as session:
        actions.discard(session, current_actor(), batch)
    flash("Het bestand is weggegooid. Er is niets opgeslagen.")
    return redirect(url_for("imports.index"))


@bp.route("/<saved>/terugdraaien", methods=["GET", "POST"])
@guard(policy.may_undo_batch, saved=find_batch)
def undo(saved: ImportBatch) -> View:
    """Take back what was saved: first what would go, then it goes."""
    session, actor = current_session(), current_actor()
    to = redirect(url_for("imports.show", batch=saved.reference))
    if request.method == "GET":
        return ask_page(session, actor, saved, request.args) if can_undo(session, saved) else to
    try:
        with transaction() as saving:
            ask_undo(saving, actor, saved)
            number, few = saved.id, len(saved_records(saving, saved)) <= AT_ONCE
    except UndoTooLate as problem:
        flash(problem.sentence, "let_op")
        return to
    if few:
        afterwards(partial(undo_turns, database(), settings(), number, at=clock.now(), actor=actor))
    return to


@bp.get("/<batch>/stand")
@for_programs
@guard(policy.may_see_batch, batch=find_batch)
def state(batch: ImportBatch) -> dict[str, object]:
    """How far taking back is."""
    return state_of(current_session(), batch)


def _numbers(told: list[str]) -> set[int]:
    return {int(one) for one in told if one.isascii() and one.isdecimal() and len(one) < 8}


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
