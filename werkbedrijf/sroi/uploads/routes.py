"""Doors of claiming out of a file: choose it, look at it, claim what stands in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import Blueprint, Response, flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import begin_writing
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.tables import MOST_BYTES, read_table, to_csv, to_typed_xlsx
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import (
    current_actor,
    current_session,
    guard,
    settings,
    starts_reading,
    transaction,
)
from werkbedrijf.sroi.contracts.exporting import AccountFile
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.queries import find_contract
from werkbedrijf.sroi.uploads import actions, policy
from werkbedrijf.sroi.uploads.columns import example, layout_for
from werkbedrijf.sroi.uploads.forms import FileForm, ShownForm
from werkbedrijf.sroi.uploads.pages import choose_page, shown_page
from werkbedrijf.sroi.uploads.reading import Carrier, Rows, rows_of

bp = Blueprint("sroi_uploads", __name__, url_prefix="/sroi/opdrachten/<contract>/bestand")

View = str | AnyResponse | tuple[str, int]
ASTRAY = "Deze rijen zijn niet meer te lezen. Kies het bestand nog een keer."


def find_example_kind(_session: Session, _actor: Actor, reference: str) -> AccountFile | None:
    """The form of the example: what can be read again."""
    return next((kind for kind in (AccountFile.XLSX, AccountFile.CSV) if kind.value == reference), None)


@bp.get("")
@guard(policy.may_upload, contract=find_contract)
def choose(contract: Contract) -> View:
    """Choose a file."""
    return choose_page(current_actor(), contract, FileForm())


@bp.post("")
@starts_reading
@guard(policy.may_upload, contract=find_contract)
def look(contract: Contract) -> View:
    """Read a file and show what it would do; nothing of it is kept."""
    actor, form = current_actor(), FileForm()
    if not form.validate_on_submit():
        return choose_page(actor, contract, form), 422
    # One byte more than allowed is enough to know that it is too much.
    content = form.file.data.stream.read(MOST_BYTES + 1)
    form.file.data.close()
    try:
        rows = rows_of(read_table(content), layout_for(contract.table))
        return _shown(contract, rows)
    except InputRefused as refused:
        say_problems(form, refused.problems)
    except DomainError as problem:
        form.file.errors = [*form.file.errors, problem.sentence]
    return choose_page(actor, contract, form), 422


@bp.post("/indienen")
@guard(policy.may_upload, contract=find_contract)
def take(contract: Contract) -> View:
    """Claim what was shown: every row or none."""
    actor, form = current_actor(), ShownForm()
    told = _carrier(contract).unpacked(form.rows.data or "") if form.validate_on_submit() else None
    if told is None:
        flash(ASTRAY, "let_op")
        return redirect(url_for("sroi_uploads.choose", contract=contract.reference))
    rows, seen = told
    try:
        with transaction() as session:
            made = actions.take(session, actor, contract, rows, seen=seen, on=_today())
    except actions.LooksOtherwise as problem:
        return _shown(contract, rows, changed=problem.sentence)
    except actions.ClaimedBefore as problem:
        flash(problem.sentence, "let_op")
    else:
        told_of = count(len(made), "bijdrage is", "bijdragen zijn")
        flash(f"{told_of} ingediend. De regiocoördinator kijkt ze na.", "goed")
    return redirect(url_for("sroi_contracts.show", contract=contract.reference))


@bp.get("/voorbeeld.<file_kind>")
@guard(policy.may_upload, contract=find_contract, file_kind=find_example_kind)
def example_file(contract: Contract, file_kind: AccountFile) -> View:
    """A file to fill in, by the table of this contract."""
    sheets = example(contract.table, contract.starts_on, min(contract.last_day, _today()))
    csv = file_kind is AccountFile.CSV
    title = f"Bijdragen aan {contract.reference}"
    content = to_csv(sheets["Bijdragen"]) if csv else to_typed_xlsx(sheets, title=title, made_on=contract.starts_on)
    named = f'attachment; filename="bijdragen-{contract.reference}.{file_kind.value}"'
    return Response(content, content_type=file_kind.mimetype, headers={"Content-Disposition": named})


def _shown(contract: Contract, rows: Rows, *, changed: str = "") -> View:
    """What the rows would do now, found by doing it and taking it back. Raises ClaimedBefore."""
    actor = current_actor()
    with _trial() as session:
        looked = actions.look(session, actor, contract, rows, on=_today())
    packed = "" if looked.refused else _carrier(contract).packed(rows, looked.fingerprint)
    page = shown_page(actor, contract, looked, packed, changed=changed)
    return (page, 422) if looked.refused or changed else page


@contextmanager
def _trial() -> Iterator[Session]:
    """Do something to see what it would do; nothing of it stays."""
    session = current_session()
    begin_writing(session)
    try:
        yield session
    finally:
        session.rollback()


def _carrier(contract: Contract) -> Carrier:
    return Carrier(settings().secret_key, current_actor().id or 0, contract.reference)


def _today() -> date:
    return day_of(current_session().info["at"])
