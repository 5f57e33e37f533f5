"""Doors: the nineteen, one of them, the same as a file, and what others told."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.pdf import pdf_of
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.tables import MOST_BYTES, FileRefused, read_table, to_csv
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, starts_reading, transaction
from werkbedrijf.indicators import actions, imports, pages, policy
from werkbedrijf.indicators.definitions import Indicator, indicators
from werkbedrijf.indicators.exporting import FileKind, file_of
from werkbedrijf.indicators.forms import FileForm, ValueForm

bp = Blueprint("indicators", __name__, url_prefix="/basisindicatoren")

View = str | AnyResponse | tuple[str, int]


def find_indicator(_session: Session, _actor: Actor, reference: str) -> Indicator | None:
    """The indicator with this code."""
    return indicators().get(reference)


def find_kind(_session: Session, _actor: Actor, reference: str) -> FileKind | None:
    """The form in which figures are taken along."""
    return next((kind for kind in FileKind if kind.value == reference), None)


@bp.get("")
@guard(policy.may_see)
def index() -> View:
    """All nineteen, as published at the end of a quarter."""
    return pages.index_page(current_session(), current_actor(), request.args)


@bp.get("/<indicator>")
@guard(policy.may_see, indicator=find_indicator)
def show(indicator: Indicator) -> View:
    """One indicator: what it is, how it stands, per gemeente and over time."""
    return pages.show_page(current_session(), current_actor(), indicator, request.args)


@bp.get("/bestand/basisindicatoren.<file_kind>")
@guard(policy.may_take_along, file_kind=find_kind)
def export(file_kind: FileKind) -> View:
    """The published figures as a file."""
    session = current_session()
    overview = pages.asked_overview(session, request.args)
    if overview is None:
        flash("Er is nog geen kwartaal vastgezet. Daarom is er nog geen bestand.", "let_op")
        return redirect(url_for("indicators.index"))
    region = current_region(session)
    if file_kind is FileKind.PDF:
        content = pdf_of(pages.paper(overview, region))
    else:
        content = file_of(overview, file_kind, region.name if region else "")
    named = f'attachment; filename="basisindicatoren-{overview.quarter}.{file_kind.value}"'
    return Response(content, content_type=file_kind.mimetype, headers={"Content-Disposition": named})


@bp.route("/<indicator>/invullen", methods=["GET", "POST"])
@guard(policy.may_enter, indicator=find_indicator)
def enter(indicator: Indicator) -> View:
    """A figure of another organisation, or what the region plans."""
    form = ValueForm()
    form.offer(indicator, pages.gemeenten_here(current_session()))
    day = clock.today()
    if saved(form, lambda session: actions.enter(session, current_actor(), form.facts(indicator), on=day)):
        flash(f"{indicator.name}: het cijfer is bewaard.")
        return redirect(url_for("indicators.show", indicator=indicator.code))
    page = pages.enter_page(indicator, form)
    return (page, 422) if form.is_submitted() else page


@bp.route("/inlezen", methods=["GET", "POST"])
@starts_reading
@guard(policy.may_enter)
def read_file() -> View:
    """Many figures of other organisations at once, from a file."""
    form = FileForm()
    if form.validate_on_submit():
        try:
            # One byte more than allowed is enough to know that it is too much.
            many = _taken_in(form.file.data.stream.read(MOST_BYTES + 1))
        except FileRefused as refused:
            say_problems(form, {"file": refused.sentence})
        except InputRefused as refused:
            say_problems(form, refused.problems)
        else:
            flash(f"{count(many, 'cijfer is', 'cijfers zijn')} bewaard.")
            return redirect(url_for("indicators.index"))
    page = pages.file_page(form)
    return (page, 422) if form.is_submitted() else page


def _taken_in(content: bytes) -> int:
    day = clock.today()
    here = frozenset(one.code for one in pages.gemeenten_here(current_session()))
    facts = imports.facts_in(read_table(content), here, day)
    with transaction() as session:
        return actions.enter_all(session, current_actor(), facts, on=day)


@bp.get("/inlezen/voorbeeld.csv")
@guard(policy.may_enter)
def example() -> Response:
    """The file to fill in."""
    named = {"Content-Disposition": 'attachment; filename="cijfers-van-anderen.csv"'}
    return Response(to_csv(imports.example_rows()), content_type=FileKind.CSV.mimetype, headers=named)
