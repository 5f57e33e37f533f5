"""Doors of this room: bringing a bezwaar, answering it, and choosing to be helped by people alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from candidates.models import Candidate
from candidates.queries import find_candidate
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, takes, transaction
from werkbedrijf.objections import actions, policy
from werkbedrijf.objections.forms import DecideForm, ExtendForm, ObjectionForm
from werkbedrijf.objections.models import Objection, Outcome, Speaker, Subject
from werkbedrijf.objections.pages import list_page, named_list_page, person_page, show_page
from werkbedrijf.objections.queries import find_naming_list, find_objection

bp = Blueprint("objections", __name__)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/bezwaren")
@guard(policy.may_list_objections)
def index() -> View:
    """Every bezwaar this person may see, the first term on top."""
    return list_page(current_session(), current_actor(), request.args)


@bp.get("/kandidaten/<candidate>/bezwaar")
@guard(policy.may_see_objections_of, looks="candidate.looked_at", candidate=find_candidate)
def of_person(candidate: Candidate) -> View:
    """The bezwaren of one person, a new one, and whether the computer may help."""
    return person_page(current_session(), current_actor(), candidate)


@bp.post("/kandidaten/<candidate>/bezwaar")
@guard(policy.may_object, candidate=find_candidate)
def bring(candidate: Candidate) -> View:
    """Register a bezwaar."""
    form = ObjectionForm()
    made: list[Objection] = []

    def act(session: Session) -> None:
        made.append(
            actions.object_to(
                session,
                current_actor(),
                candidate,
                subject=Subject(form.subject.data),
                speaker=Speaker(form.speaker.data),
                ground=form.ground.data or "",
                about=form.about.data or "",
                received_on=form.received_on.data,
                on=_today(),
            )
        )

    if saved(form, act):
        flash(f"Geregistreerd. {made[0].owner.name} behandelt dit bezwaar.", "goed")
        return _to(made[0])
    return person_page(current_session(), current_actor(), candidate, form), 422


@bp.post("/kandidaten/<candidate>/rekenhulp")
@guard(policy.may_choose_people_only, candidate=find_candidate)
@edits()
@takes("alleen_mensen")
def choose_people_only(candidate: Candidate) -> View:
    """Helped by people alone from now on, or with lists again."""
    wanted = request.form.get("alleen_mensen") == "ja"
    with transaction() as session:
        actions.choose_people_only(session, current_actor(), candidate, wanted=wanted, on=_today())
    flash(
        "Vanaf nu zoeken alleen mensen voor deze kandidaat."
        if wanted
        else "Deze kandidaat staat vanaf nu weer in de lijsten.",
        "goed",
    )
    return redirect(url_for("objections.of_person", candidate=candidate.reference))


@bp.get("/bezwaren/<objection>")
@guard(policy.may_see_objection, looks="objection.looked_at", objection=find_objection)
def show(objection: Objection) -> View:
    """One bezwaar."""
    return show_page(current_session(), current_actor(), objection)


@bp.get("/bezwaren/<objection>/lijst")
@guard(policy.may_see_named_list, looks="objection.list_looked_at", objection=find_naming_list)
def named_list(objection: Objection) -> View:
    """The list that a bezwaar names, for who decides: of others only that they stood there."""
    return named_list_page(current_session(), current_actor(), objection)


@bp.post("/bezwaren/<objection>/oppakken")
@guard(policy.may_take_up, objection=find_objection)
def take_up(objection: Objection) -> View:
    """Begin."""
    _do(actions.take_up, objection)
    flash("Opgepakt. U bent nu de eigenaar van dit bezwaar.", "goed")
    return _to(objection)


@bp.post("/bezwaren/<objection>/verlengen")
@guard(policy.may_extend, objection=find_objection)
@edits()
def extend(objection: Objection) -> View:
    """Take longer, with a reason."""
    form = ExtendForm()

    def act(session: Session) -> None:
        actions.extend(session, current_actor(), objection, reason=form.reason.data or "", on=_today())

    if saved(form, act):
        flash("Verlengd. De jobcoach krijgt bericht en vertelt de kandidaat waarom.", "goed")
        return _to(objection)
    return show_page(current_session(), current_actor(), objection, extend=form), 422


@bp.post("/bezwaren/<objection>/besluiten")
@guard(policy.may_decide, objection=find_objection)
@edits()
def decide(objection: Objection) -> View:
    """Decide, with the reasons."""
    form = DecideForm()

    def act(session: Session) -> None:
        actions.decide(
            session,
            current_actor(),
            objection,
            outcome=Outcome(form.outcome.data),
            decision=form.decision.data or "",
            changed=form.changed.data or "",
            on=_today(),
        )

    if saved(form, act):
        flash("Besloten. De jobcoach krijgt bericht en bespreekt het met de kandidaat.", "goed")
        return _to(objection)
    return show_page(current_session(), current_actor(), objection, decide=form), 422


@bp.post("/bezwaren/<objection>/bekendmaken")
@guard(policy.may_announce, objection=find_objection)
@edits()
def announce(objection: Objection) -> View:
    """The candidate has been told."""
    _do(actions.announce, objection)
    flash("Klaar. Het besluit is bekendgemaakt.", "goed")
    return _to(objection)


@bp.post("/bezwaren/<objection>/intrekken")
@guard(policy.may_withdraw, objection=find_objection)
def withdraw(objection: Objection) -> View:
    """The candidate takes it back."""
    _do(actions.withdraw, objection)
    flash("Ingetrokken. De eigenaar krijgt bericht.", "goed")
    return _to(objection)


def _do(act: Callable[..., Any], objection: Objection) -> None:
    with transaction() as session:
        act(session, current_actor(), objection, on=_today())


def _to(objection: Objection) -> Response:
    return redirect(url_for("objections.show", objection=objection.reference))
