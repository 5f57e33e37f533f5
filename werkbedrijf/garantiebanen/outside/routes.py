"""Doors of this room: figures of UWV beside ours, bringing them in, and the walk from one to the other."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.facts.regions import region_of
from werkbedrijf.foundation.tables import MOST_BYTES, read_table
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import current_actor, current_session, guard, starts_reading, transaction
from werkbedrijf.garantiebanen.outside import policy
from werkbedrijf.garantiebanen.outside.actions import Taken, take
from werkbedrijf.garantiebanen.outside.beside import COUNTRY, Measure
from werkbedrijf.garantiebanen.outside.bridge import bridge
from werkbedrijf.garantiebanen.outside.forms import FiguresForm
from werkbedrijf.garantiebanen.outside.models import OutsideFigure
from werkbedrijf.garantiebanen.outside.queries import figures_here, find_figure, ours_exactly, ours_published, told
from werkbedrijf.garantiebanen.outside.reading import COLUMNS, EXAMPLE, read_figures
from werkbedrijf.garantiebanen.policy import may_see_records

bp = Blueprint("outside_figures", __name__, url_prefix="/garantiebanen/uwv")

View = str | Response | tuple[str, int]


@bp.get("")
@guard(policy.may_see_figures)
def index() -> View:
    """What UWV published of the region and the country, each with label, source and day."""
    return _page(FiguresForm())


@bp.post("")
@starts_reading
@guard(policy.may_take)
def bring_in() -> View:
    """Read a file; when every row is right its figures are kept."""
    form = FiguresForm()
    if not form.validate_on_submit():
        return _page(form), 422
    content = form.file.data.stream.read(MOST_BYTES + 1)
    form.file.data.close()
    try:
        table = read_table(content)
        reading = read_figures(table.headers, [(row.number, row.cells) for row in table.rows], today=clock.today())
    except DomainError as problem:
        form.file.errors = [*form.file.errors, problem.sentence]
        return _page(form), 422
    with transaction() as session:
        taken = take(session, current_actor(), reading)
    if taken.refused:
        form.file.errors = ["Er is niets opgeslagen. Hieronder staat wat er niet klopt."]
        return _page(form, taken), 422
    flash(f"{count(taken.new, 'cijfer', 'cijfers')} opgeslagen; {taken.same} stonden er al.", "goed")
    return redirect(url_for("outside_figures.index"))


@bp.get("/<figure>")
@guard(policy.may_walk, figure=find_figure)
def walk(figure: OutsideFigure) -> View:
    """From our figure to this one of UWV, with named reasons."""
    session, theirs = current_session(), told(figure)
    exact = bool(may_see_records(current_actor()))
    ours = ours_exactly(session, theirs.month) if exact else ours_published(session, theirs.month)
    return render_template(
        "garantiebanen/bridge.html",
        figure=figure,
        theirs=theirs,
        ours=ours,
        exact=exact,
        bridge=bridge(ours, theirs) if theirs.measure.of_all_jobs and theirs.area != COUNTRY else None,
        area=area_words(theirs.area),
    )


def _page(form: FiguresForm, taken: Taken | None = None) -> str:
    actor = current_actor()
    rows = figures_here(current_session())
    newest: dict[tuple[object, ...], OutsideFigure] = {}
    for row in rows:
        newest.setdefault((row.label, row.period, row.area, row.measure), row)
    return render_template(
        "garantiebanen/outside.html",
        rows=rows,
        holding={row.id for row in newest.values()},
        form=form,
        taken=taken,
        may_take=bool(policy.may_take(actor)),
        may_walk=[row.id for row in rows if policy.may_walk(actor, figure=row)],
        told=told,
        area_words=area_words,
        columns=COLUMNS,
        example=EXAMPLE,
        measures=list(Measure),
    )


def area_words(code: str) -> str:
    """The name of a region, or the country."""
    region = region_of(code)
    return region.name if region else "heel Nederland"
