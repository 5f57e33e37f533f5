"""The door of this room: choose a list, and get it as a file that is made while it is downloaded."""

from datetime import timedelta

from flask import Blueprint, Response, g, render_template, request
from wtforms import RadioField

from werkbedrijf.exports.lists import List, take
from werkbedrijf.exports.policy import may_take_lists
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.fields import Asked, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.processing import shown
from werkbedrijf.foundation.tables import to_csv, to_xlsx
from werkbedrijf.foundation.web import current_actor, guard, transaction

bp = Blueprint("exports", __name__, url_prefix="/meenemen")

MADE = "export.made"
KEEP = timedelta(days=7)
WORKBOOK, TEXT = "xlsx", "csv"
TYPES = {
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TEXT: "text/csv; charset=utf-8",
}


class TakeForm(StrictForm):
    """Which list, and in which form."""

    class Meta:
        locales = ["nl"]

    list = RadioField(
        "Welke lijst wil je meenemen?", [Asked()], choices=choices_of([(one.value, one.words) for one in List])
    )
    file_kind = RadioField(
        "Wat voor bestand?",
        [Asked()],
        choices=choices_of([(WORKBOOK, "Excel (xlsx)"), (TEXT, "Tekst met puntkomma’s (csv)")]),
        default=WORKBOOK,
    )


@bp.route("", methods=["GET", "POST"])
@guard(may_take_lists)
@needs_fresh
def choose() -> str | Response | tuple[str, int]:
    """A list of what this account manager may see, as a file; nothing of it stays here."""
    form = TakeForm()
    if request.method == "GET":
        form.list.data = request.args.get("lijst", List.CANDIDATES.value)
    if form.validate_on_submit():
        return _file(List(form.list.data), form.file_kind.data)
    page = render_template("exports/choose.html", form=form, days=KEEP.days)
    return (page, 422) if form.errors else page


def _file(which: List, kind: str) -> Response:
    # A repeat makes the file anew: the answer is not kept, as answers of other acts are for two days.
    g.asked = None
    with transaction() as session:
        actor, today = current_actor(), day_of(session.info["at"])
        taken = take(session, actor, which, on=today)
        note(session, actor, MADE, "export", which.value)
        shown(session, taken.people, name=MADE)
    # Whoever finds the file later can see whose it is, and that it should be gone.
    mark = f"Gemaakt op {today:%d-%m-%Y} door gebruiker-{actor.id}. Gooi dit bestand weg voor {today + KEEP:%d-%m-%Y}."
    rows = [taken.heading, *taken.lines, (), (mark,)]
    content = to_xlsx(rows, which.value.capitalize()) if kind == WORKBOOK else to_csv(rows)
    answer = Response(content, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{which.value}-{today}.{kind}"'
    return answer
