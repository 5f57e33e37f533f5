"""Doors of this room: the page of rights of a person, and what the account manager, coach and coordinator do there."""

import io
from datetime import date
from http import HTTPStatus

from flask import Blueprint, after_this_request, flash, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from candidates.models import Candidate
from candidates.queries import find_candidate
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.four_eyes import PendingAct, find_pending
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.web import (
    current_actor,
    current_session,
    database,
    edits,
    guard,
    saved,
    settings,
    takes,
    transaction,
)
from werkbedrijf.rights import actions, forms, pages, policy
from werkbedrijf.rights.copying import copy_of
from werkbedrijf.rights.erasing import ERASED
from werkbedrijf.rights.mentions import Names
from werkbedrijf.rights.models import Correction, CorrectionOutcome, ErasureGround
from werkbedrijf.rights.packing import packed_copy
from werkbedrijf.rights.queries import find_correction
from werkbedrijf.rights.retention import choose_months, hold
from werkbedrijf.rights.tombstones import file_of, write_tombstones
from werkbedrijf.rights.traces import clear_traces, forget_mails

bp = Blueprint("rights", __name__)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


def _to_rights(candidate: Candidate) -> Response:
    return redirect(url_for("rights.show", candidate=candidate.reference))


@bp.get("/kandidaten/<candidate>/rechten")
@guard(policy.may_see_rights, looks="candidate.looked_at", candidate=find_candidate)
def show(candidate: Candidate) -> View:
    """Everything a person may ask, on one page."""
    return pages.rights_page(current_session(), current_actor(), candidate)


@bp.route("/kandidaten/<candidate>/rechten/kopie", methods=["GET", "POST"])
@guard(policy.may_export, candidate=find_candidate)
@needs_fresh
def export(candidate: Candidate) -> View:
    """The copy, made while it is downloaded; nothing of it stays here."""
    form, session = forms.CopyForm(), current_session()
    if form.validate_on_submit():
        # A repeat makes the copy anew: the answer is not kept, as answers of other acts are for two days.
        g.asked = None
        try:
            with transaction():
                told = copy_of(session, current_actor(), candidate, on=_today())
                content = packed_copy(told, passphrase=form.passphrase.data or "")
        except InputRefused as refused:
            say_problems(form, refused.problems)
        else:
            name = f"gegevens-{candidate.reference}.zip" + (".age" if form.passphrase.data else "")
            return send_file(io.BytesIO(content), "application/octet-stream", as_attachment=True, download_name=name)
    page = render_template("rights/copy.html", candidate=candidate, form=form)
    return (page, 422) if form.errors else page


@bp.get("/kandidaten/<candidate>/rechten/wie-keek-mee")
@guard(policy.may_see_who_looked, candidate=find_candidate)
def looked(candidate: Candidate) -> View:
    """Who looked at this person; opening the list is a look too."""
    session, actor = current_session(), current_actor()
    page = pages.looked_page(session, actor, candidate, request.args)
    with transaction():
        record(session, actor, "candidate.looks_shown", candidate)
    return page


@bp.route("/kandidaten/<candidate>/rechten/klopt-niet", methods=["GET", "POST"])
@guard(policy.may_correct, candidate=find_candidate)
def correct(candidate: Candidate) -> View:
    """Write down what a person says is wrong."""
    form, actor = forms.CorrectionForm(), current_actor()
    made: list[Correction] = []
    if saved(
        form,
        lambda session: made.append(
            actions.ask_correction(session, actor, candidate, what=form.what.data or "", on=_today())
        ),
    ):
        flash("Opgeschreven. De jobcoach geeft binnen een maand antwoord.", "goed")
        return redirect(url_for("rights.correction", correction=made[0].reference))
    page = render_template("rights/correct.html", candidate=candidate, form=form)
    return (page, 422) if form.errors else page


@bp.route("/verbeteren/<correction>", methods=["GET", "POST"])
@guard(policy.may_see_correction, correction=find_correction)
@edits()
def correction(correction: Correction) -> View:
    """One request: what it says, the answer, and who has to hear of it."""
    form, actor = forms.AnswerForm(), current_actor()
    if saved(
        form,
        lambda session: actions.answer_correction(
            session,
            actor,
            correction,
            outcome=next((one for one in CorrectionOutcome if one.value == form.outcome.data), None),
            answer=form.answer.data or "",
            on=_today(),
        ),
    ):
        flash("Het antwoord is opgeslagen. Vertel het ook aan de kandidaat.", "goed")
        return redirect(url_for("rights.correction", correction=correction.reference))
    page = render_template("rights/correction.html", correction=correction, form=form, day=_today())
    return (page, 422) if form.errors else page


@bp.post("/verbeteren/<correction>/verteld")
@guard(policy.may_see_correction, correction=find_correction)
@takes("bericht")
def told(correction: Correction) -> View:
    """A recipient has heard of it."""
    number = request.form.get("bericht", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NotFound
    with transaction() as session:
        actions.tell_recipient(session, current_actor(), correction, int(number), on=_today())
    flash("Genoteerd dat dit is verteld.", "goed")
    return redirect(url_for("rights.correction", correction=correction.reference))


@bp.route("/kandidaten/<candidate>/rechten/bewaren", methods=["GET", "POST"])
@guard(policy.may_hold, candidate=find_candidate)
@edits()
def keep(candidate: Candidate) -> View:
    """Keep a file longer, with a reason."""
    form, actor = forms.HoldForm(), current_actor()
    if saved(
        form,
        lambda session: hold(
            session, actor, candidate, until=form.until.data, reason=form.reason.data or "", on=_today()
        ),
    ):
        flash("Opgeslagen. De gegevens blijven tot en met die dag.", "goed")
        return _to_rights(candidate)
    page = render_template("rights/keep.html", candidate=candidate, form=form)
    return (page, 422) if form.errors else page


@bp.route("/kandidaten/<candidate>/rechten/wissen", methods=["GET", "POST"])
@guard(policy.may_ask_erasure, candidate=find_candidate)
@needs_fresh
def ask_erasure(candidate: Candidate) -> View:
    """Ask the coordinator to confirm."""
    form, actor = forms.ErasureForm(), current_actor()
    if form.validate_on_submit():
        if not form.ground.data:
            form.ground.errors = ["Kies waarom deze persoon gewist moet worden."]
        else:
            with transaction() as session:
                actions.ask_erasure(session, actor, candidate, ground=ErasureGround(form.ground.data))
            flash("Gevraagd. De regiocoördinator kijkt mee; daarna is alles weg.", "goed")
            return _to_rights(candidate)
    return pages.erasure_page(current_session(), candidate, form)


@bp.get("/wisverzoeken")
@guard(policy.may_list_erasures)
def erasures() -> View:
    """What waits for the coordinator."""
    return pages.erasures_page(current_session())


@bp.get("/wisverzoeken/<erasing>")
@guard(policy.may_see_erasure, erasing=find_pending)
def erasure(erasing: PendingAct) -> View:
    """One request, without a name."""
    return pages.pending_page(current_session(), current_actor(), erasing)


@bp.post("/wisverzoeken/<erasing>/bevestigen")
@guard(policy.may_decide_erasure, erasing=find_pending)
@needs_fresh
def confirm(erasing: PendingAct) -> View:
    """The person is erased."""
    with transaction() as session:
        actions.confirm_erasure(session, current_actor(), erasing, on=_today())
        people = session.info.pop(ERASED, [])
        # Before it is saved: after that nobody knows what this person was called.
        forget_mails(settings().mail_folder, people)
    _clear_afterwards(people)
    flash("Gewist. Alleen een regel zonder gegevens blijft.", "goed")
    return redirect(url_for("rights.erasures"))


def _clear_afterwards(people: list[Names]) -> None:
    """What lies outside the tables goes when everything was saved; what fails then is done again at night."""
    opened, set_to, at = database(), settings(), current_session().info["at"]

    @after_this_request
    def _clear(answer: Response) -> Response:
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            with opened.reading(at=at) as session:
                write_tombstones(session, file_of(set_to))
            clear_traces(opened, set_to, people)
        return answer


@bp.post("/wisverzoeken/<erasing>/afwijzen")
@guard(policy.may_decide_erasure, erasing=find_pending)
def decline(erasing: PendingAct) -> View:
    """The coordinator says no, and why."""
    form, actor = forms.DeclineForm(), current_actor()
    if saved(form, lambda session: actions.decline_erasure(session, actor, erasing, reason=form.reason.data or "")):
        flash("Afgewezen. Er is niets gewist. De accountmanager krijgt bericht.", "informatie")
        return redirect(url_for("rights.erasures"))
    return pages.pending_page(current_session(), actor, erasing, form), 422


@bp.get("/bewaartermijnen")
@guard(policy.may_see_terms)
def terms() -> View:
    """The rules and how many records each holds; no people."""
    return pages.terms_page(current_session(), current_actor())


@bp.route("/bewaartermijnen/eigen", methods=["GET", "POST"])
@guard(policy.may_choose_months)
def choose() -> View:
    """How long the own partner keeps files of candidates."""
    form, actor = forms.MonthsForm(), current_actor()
    if saved(
        form,
        lambda session: choose_months(
            session, actor, months=form.months.data, reason=form.reason.data or "", on=_today()
        ),
    ):
        flash("De bewaartermijn van je organisatie is opgeslagen.", "goed")
        return redirect(url_for("rights.terms"))
    page = render_template("rights/choose.html", form=form, organisation=actor.organisation_name)
    return (page, 422) if form.errors else page
