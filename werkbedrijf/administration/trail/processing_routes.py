"""Doors for the auditor: the processing log as a page, and lines of both logs as a file."""

from datetime import date, timedelta

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from candidates.models import Candidate
from werkbedrijf.administration.trail import taking_out
from werkbedrijf.administration.trail.policy import may_read_processing, may_take_out
from werkbedrijf.administration.trail.queries import Asked
from werkbedrijf.administration.trail.routes import day_asked
from werkbedrijf.administration.trail.taking_out import PROCESSING, TakeOutForm
from werkbedrijf.administration.trail.words import act_in_words, is_known
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.listing import Filter
from werkbedrijf.foundation.persons import person_ids
from werkbedrijf.foundation.purposes import in_force
from werkbedrijf.foundation.web import current_actor, current_session, database, guard, transaction
from werkbedrijf.logbook.asking import find_person
from werkbedrijf.logbook.lines import COUNTED, Wanted, number_within, page_of_log

bp = Blueprint("trail_files", __name__, url_prefix="/logboek")

DAYS = timedelta(days=6)
TYPES = {taking_out.TRAIL: ("text/csv; charset=utf-8", "csv"), PROCESSING: ("application/json", "json")}


@bp.get("/verwerkingen")
@guard(may_read_processing)
def processing() -> str:
    """Whose data were used for what, newest first; the last week unless other days are asked."""
    session = current_session()
    today = day_of(session.info["at"])
    until = day_asked("tot") or today
    since = day_asked("van") or until - DAYS
    typed = request.args.get("onderwerp", "").strip()[:60]
    found, candidate = _person(typed)
    activity = request.args.get("verwerking", "")
    activity = activity if activity in in_force() else ""
    person = person_ids(session, [candidate.id])[0] if candidate else None
    wanted = Wanted(since, until, activity, person)
    page = page_of_log(session, database().logs, wanted, before=_before()) if found else None
    return render_template(
        "trail/processing.html",
        page=page,
        asked=Asked(subject=typed, since=since, until=until),
        activity=activity,
        filters=[Filter("verwerking", "Verwerking", [(one.code, one.name) for one in in_force().values()])],
        most=COUNTED,
        in_words=lambda act: act_in_words(act) if is_known(act) else "Stond op een lijst of pagina",
    )


@bp.route("/bestand", methods=["GET", "POST"])
@guard(may_take_out)
@needs_fresh
def take_out() -> str | Response | tuple[str, int]:
    """Lines of some days as a file, made while it is downloaded; nothing of it stays here."""
    form, session = TakeOutForm(), current_session()
    today = day_of(session.info["at"])
    if request.method == "GET":
        form.since.data, form.until.data = today - DAYS, today
    if form.validate_on_submit() and form.says_days():
        kind, since, until = form.kind.data, form.since.data, form.until.data
        if _number(kind, since, until) <= taking_out.MOST[kind]:
            return _file(kind, since, until)
        form.until.errors = [taking_out.too_many(kind)]
    page = render_template("trail/take_out.html", form=form)
    return (page, 422) if form.errors else page


def _number(kind: str, since: date, until: date) -> int:
    most = taking_out.MOST[kind]
    if kind == PROCESSING:
        return number_within(database().logs, Wanted(since, until), most)
    return taking_out.number_of_lines(current_session(), since, until, most)


def _file(kind: str, since: date, until: date) -> Response:
    # A repeat makes the file anew: the answer is not kept, as answers of other acts are for two days.
    g.asked = None
    with transaction() as session:
        act = "audit.processing_exported" if kind == PROCESSING else "audit.trail_exported"
        note(session, current_actor(), act, "audit", kind)
        if kind == PROCESSING:
            content = taking_out.processing_json(database(), since, until)
        else:
            content = taking_out.trail_csv(session, since, until)
    content_type, ending = TYPES[kind]
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}-{since}-{until}.{ending}"'
    return answer


def _person(typed: str) -> tuple[bool, Candidate | None]:
    """Whether there can be lines, and whom they are about: nobody in particular when nothing was typed."""
    if not typed:
        return True, None
    try:
        return True, find_person(current_session(), typed)
    except NotFound:
        return False, None


def _before() -> int | None:
    """The line the page goes on from; what is no number is as if nothing was asked."""
    typed = request.args.get("voor", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None
