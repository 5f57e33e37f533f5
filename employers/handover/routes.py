"""Doors to handing over: one's own work, that of who is gone, and the one page about an employer."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.handover import actions, policy
from employers.handover.actions import NotAllGiven
from employers.handover.capsule import capsule_of
from employers.handover.forms import BeginForm, at_fields, chosen_in, give_form
from employers.handover.queries import Bundle, busy_hand_over, find_holder, held_by, receivers, without_owner
from employers.models import Employer
from employers.queries import find_employer
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction

bp = Blueprint("handover", __name__)

View = str | Response | tuple[str, int]


@bp.get("/overdracht")
@guard(policy.may_hand_over)
def index() -> View:
    """What I hold, and to whom it goes when I leave."""
    return _own_page(BeginForm())


@bp.post("/overdracht/begin")
@guard(policy.may_hand_over)
def begin() -> View:
    """Begin to hand over."""
    form = BeginForm()
    try:
        if form.validate_on_submit():
            with transaction() as session:
                on = day_of(session.info["at"])
                actions.begin(session, current_actor(), _me(), leaves_on=form.leaves_on.data, on=on)
            flash("De overdracht is begonnen. Kies per werkgever wie het overneemt.")
            return redirect(url_for("handover.index"))
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    return _own_page(form), 422


@bp.post("/overdracht/klaar")
@guard(policy.may_hand_over)
def finish() -> View:
    """Everything has a new owner."""
    try:
        with transaction() as session:
            busy = busy_hand_over(session, current_actor().id)
            if busy is not None:
                actions.finish(session, current_actor(), busy, on=day_of(session.info["at"]))
    except NotAllGiven as refusal:
        flash(refusal.sentence, "let_op")
        return redirect(url_for("handover.index"))
    flash("De overdracht is klaar. Alles heeft een nieuwe eigenaar.")
    return redirect(url_for("handover.index"))


@bp.post("/overdracht/stop")
@guard(policy.may_hand_over)
def drop() -> Response:
    """I stay after all."""
    with transaction() as session:
        busy = busy_hand_over(session, current_actor().id)
        if busy is not None:
            actions.drop(session, current_actor(), busy, on=day_of(session.info["at"]))
    flash("De overdracht is gestopt. Wat al is overgedragen, blijft bij de ander.")
    return redirect(url_for("handover.index"))


@bp.get("/overdracht/zonder-eigenaar")
@guard(policy.may_hand_over)
def orphans() -> View:
    """The work of colleagues who are gone."""
    return _orphans_page()


@bp.post("/overdracht/<user>/<employer>")
@guard(policy.may_give, user=find_holder, employer=find_employer)
def give(user: User, employer: Employer) -> View:
    """Give what somebody holds at one employer to the colleagues that were chosen."""
    session = current_session()
    bundle = next((one for one in held_by(session, [user]) if one.employer.id == employer.id), Bundle(user, employer))
    people = receivers(session, current_actor().organisation_id)
    form = give_form(bundle, people, sent=True)
    try:
        if form.validate_on_submit():
            chosen = chosen_in(form, bundle, people)
            with transaction() as writing:
                actions.give(writing, current_actor(), bundle, chosen, on=day_of(writing.info["at"]))
            given = bool(chosen.people or chosen.no_substitute)
            flash(f"{employer.name} is bijgewerkt." if given else "Er is nog niemand gekozen.")
            return redirect(url_for("handover.index" if user.id == current_actor().id else "handover.orphans"))
    except InputRefused as refusal:
        say_problems(form, at_fields(form, bundle, refusal))
    return (_own_page(BeginForm(), form) if user.id == current_actor().id else _orphans_page(form)), 422


@bp.get("/werkgevers/<employer>/overdrachtsblad")
@guard(policy.may_see_capsule, employer=find_employer)
def capsule(employer: Employer) -> str:
    """Everything the next colleague needs, on one A4."""
    session = current_session()
    told = capsule_of(session, current_actor(), employer, day_of(session.info["at"]))
    return render_template("employers/capsule.html", employer=employer, told=told)


def _me() -> User:
    me = find_holder(current_session(), current_actor(), str(current_actor().id))
    assert me is not None  # noqa: S101  # who is signed in exists
    return me


def _forms(bundles: list[Bundle], posted: Any) -> list[tuple[Bundle, Any]]:
    people = receivers(current_session(), current_actor().organisation_id)
    made = [(one, give_form(one, people, sent=False)) for one in bundles]
    return [(one, posted if posted is not None and posted._prefix == form._prefix else form) for one, form in made]  # noqa: SLF001


def _own_page(begin_form: BeginForm, posted: Any = None) -> str:
    session, actor = current_session(), current_actor()
    busy = busy_hand_over(session, actor.id)
    bundles = held_by(session, [_me()])
    return render_template(
        "employers/handover.html",
        busy=busy,
        begin_form=begin_form,
        forms=_forms(bundles, posted) if busy else [],
        bundles=bundles,
        promises=sum(len(one.promises) for one in bundles),
        waiting=len(without_owner(session, actor)),
        day=day_of(session.info["at"]),
    )


def _orphans_page(posted: Any = None) -> str:
    session = current_session()
    bundles = without_owner(session, current_actor())
    day = day_of(session.info["at"])
    return render_template("employers/orphans.html", forms=_forms(bundles, posted), bundles=bundles, day=day)
