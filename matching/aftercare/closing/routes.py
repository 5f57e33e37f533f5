"""Doors for the end of a leerwerkplek: write what was learned, let the learner sign, print one A4."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matching.aftercare.closing import actions, policy
from matching.aftercare.closing.forms import ClosingForm, SignForm, closing_form
from matching.aftercare.closing.models import Answer, Assessment
from matching.aftercare.closing.queries import find_assessment, tasks_of, versions_of
from matching.placements.models import Placement
from matching.placements.pages import person_for
from matching.placements.queries import find_placement
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved

bp = Blueprint("closing", __name__, url_prefix="/plaatsingen")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<learning>/afsluiting")
@guard(policy.may_see_assessment, looks="placement.closing_looked_at", learning=find_placement)
def show(learning: Placement) -> View:
    """The newest version, or the way to write the first."""
    versions = versions_of(current_session(), current_actor(), learning)
    return _sheet(learning, versions[0] if versions else None)


@bp.get("/afsluiting/<assessment>")
@guard(policy.may_read_version, looks="assessment.looked_at", assessment=find_assessment)
def version(assessment: Assessment) -> View:
    """One version, as it was signed."""
    return _sheet(assessment.placement, assessment)


@bp.route("/<learning>/afsluiting/schrijven", methods=["GET", "POST"])
@guard(policy.may_write_assessment, learning=find_placement)
def write(learning: Placement) -> View:
    """Write what was learned: the first version, or the next."""
    session, actor = current_session(), current_actor()
    tasks, polite = tasks_of(session, learning), actor.is_a(Role.EMPLOYER)
    newest = next(iter(versions_of(session, actor, learning)), None)
    if request.method == "GET":
        if newest is not None and not newest.is_signed:
            return redirect(url_for("closing.change", assessment=newest.reference))
        form = closing_form(tasks, polite=polite, assessment=newest, formdata=None)
        return _form_page(learning, form)
    form = closing_form(tasks, polite=polite)

    def act(session: Session) -> None:
        actions.write_assessment(session, actor, learning, form.outcome(), form.words.data or "", on=_today())

    if saved(form, act):
        flash("Opgeslagen. Lees het samen met de leerling; daarna tekent de leerling.", "goed")
        return _to(learning)
    return _form_page(learning, form), 422


@bp.route("/afsluiting/<assessment>/wijzigen", methods=["GET", "POST"])
@guard(policy.may_change_assessment, assessment=find_assessment)
@edits()
def change(assessment: Assessment) -> View:
    """Write a version over that was not signed."""
    session, actor, learning = current_session(), current_actor(), assessment.placement
    tasks, polite = tasks_of(session, learning), actor.is_a(Role.EMPLOYER)
    if request.method == "GET":
        return _form_page(
            learning, closing_form(tasks, polite=polite, assessment=assessment, formdata=None), assessment
        )
    form = closing_form(tasks, polite=polite)

    def act(session: Session) -> None:
        actions.change_assessment(session, actor, assessment, form.outcome(), form.words.data or "", on=_today())

    if saved(form, act):
        flash("Opgeslagen.", "goed")
        return _to(learning)
    return _form_page(learning, form, assessment), 422


@bp.route("/afsluiting/<assessment>/tekenen", methods=["GET", "POST"])
@guard(policy.may_sign_assessment, assessment=find_assessment)
@edits()
def sign(assessment: Assessment) -> View:
    """The learner reads it and signs, beside the coach."""
    form = SignForm()
    if request.method == "GET":
        return _sign_page(assessment, form)

    def act(session: Session) -> None:
        answer, words = Answer(form.answer.data), form.own_words.data or ""
        actions.sign_assessment(session, current_actor(), assessment, answer, words, on=_today())

    if saved(form, act):
        flash("Getekend. Deze versie verandert niet meer. Je kunt haar nu printen.", "goed")
        return _to(assessment.placement)
    return _sign_page(assessment, form), 422


def _sheet(learning: Placement, assessment: Assessment | None) -> str:
    session, actor = current_session(), current_actor()
    return render_template(
        "aftercare/closing.html",
        placement=learning,
        person=person_for(actor, learning),
        assessment=assessment,
        versions=versions_of(session, actor, learning),
        may_write=policy.may_write_assessment(actor, learning=learning),
        may_sign=policy.may_sign_assessment(actor, assessment=assessment) if assessment else None,
        own=actor.is_a(Role.EMPLOYER),
        day=_today(),
    )


def _form_page(learning: Placement, form: ClosingForm, assessment: Assessment | None = None) -> str:
    actor = current_actor()
    return render_template(
        "aftercare/closing_form.html",
        placement=learning,
        person=person_for(actor, learning),
        form=form,
        assessment=assessment,
        own=actor.is_a(Role.EMPLOYER),
    )


def _sign_page(assessment: Assessment, form: SignForm) -> str:
    person = person_for(current_actor(), assessment.placement)
    return render_template(
        "aftercare/sign.html", placement=assessment.placement, person=person, assessment=assessment, form=form
    )


def _to(learning: Placement) -> Response:
    return redirect(url_for("closing.show", learning=learning.reference))
