"""Doors to handing over on behalf of a colleague who cannot, promise by promise."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.contacts.promises import Part, Promise
from employers.handover import actions, policy
from employers.handover.actions import NotAllGiven
from employers.handover.forms import BeginForm, at_fields, chosen_in, give_form
from employers.handover.queries import (
    Bundle,
    busy_hand_over,
    covered_by,
    find_covered,
    find_held,
    held_by,
    last_hand_over,
    receivers,
)
from employers.models import Employer
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction

bp = Blueprint("covering", __name__, url_prefix="/overdracht/namens")

View = str | Response | tuple[str, int]


@bp.get("")
@guard(policy.may_cover)
def index() -> View:
    """The colleagues who hold work at employers."""
    session, actor = current_session(), current_actor()
    people = covered_by(session, actor)
    bundles = held_by(session, people)
    rows = [(one, [bundle for bundle in bundles if bundle.holder.id == one.id]) for one in people]
    return render_template("employers/covering_index.html", rows=[row for row in rows if row[1]])


@bp.get("/<user>")
@guard(policy.may_cover_for, user=find_covered)
def show(user: User) -> View:
    """What this colleague holds, and to whom it goes."""
    return _page(user, BeginForm())


@bp.post("/<user>/begin")
@guard(policy.may_cover_for, user=find_covered)
def begin(user: User) -> View:
    """Begin to hand over for this colleague."""
    form = BeginForm()
    try:
        if form.validate_on_submit():
            with transaction() as session:
                on = day_of(session.info["at"])
                actions.begin(session, current_actor(), user, leaves_on=form.leaves_on.data, on=on)
            flash(f"De overdracht namens {user.name} is begonnen. Kies per belofte wie haar nakomt.")
            return _back(user)
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    return _page(user, form), 422


@bp.post("/<user>/klaar")
@guard(policy.may_cover_for, user=find_covered)
def finish(user: User) -> View:
    """Everything has a new owner."""
    try:
        with transaction() as session:
            busy = busy_hand_over(session, user.id)
            if busy is not None:
                actions.finish(session, current_actor(), busy, on=day_of(session.info["at"]))
    except NotAllGiven as refusal:
        flash(refusal.sentence, "let_op")
        return _back(user)
    flash(f"De overdracht namens {user.name} is klaar. Alles heeft een nieuwe eigenaar.")
    return _back(user)


@bp.post("/<user>/stop")
@guard(policy.may_cover_for, user=find_covered)
def drop(user: User) -> Response:
    """This colleague can go on after all."""
    with transaction() as session:
        busy = busy_hand_over(session, user.id)
        if busy is not None:
            actions.drop(session, current_actor(), busy, on=day_of(session.info["at"]))
    flash(f"De overdracht is gestopt. Wat al is overgedragen, blijft bij de ander. {user.name} kan weer werk krijgen.")
    return _back(user)


@bp.post("/<user>/terug")
@guard(policy.may_cover_for, user=find_covered)
def back_again(user: User) -> Response:
    """This colleague is here again and can be given work."""
    with transaction() as session:
        last = last_hand_over(session, user.id)
        if last is not None:
            actions.take_back_up(session, current_actor(), last)
    flash(f"{user.name} kan weer werk krijgen.")
    return _back(user)


@bp.post("/<user>/<employer>")
@guard(policy.may_give_for, user=find_covered, employer=find_held)
def give(user: User, employer: Employer) -> View:
    """Give what this colleague holds at one employer to who was chosen."""
    session, actor = current_session(), current_actor()
    bundle = next((one for one in held_by(session, [user]) if one.employer.id == employer.id), Bundle(user, employer))
    people = receivers(session, user.organisation_id)
    form = give_form(bundle, people, sent=True, told=_told)
    try:
        if form.validate_on_submit():
            chosen = chosen_in(form, bundle, people)
            with transaction() as writing:
                actions.give(writing, actor, bundle, chosen, on=day_of(writing.info["at"]))
            given = bool(chosen.people or chosen.no_substitute)
            flash(f"{employer.name} is bijgewerkt." if given else "Er is nog niemand gekozen.")
            return _back(user)
    except NotAllowed as refusal:
        flash(refusal.sentence, "let_op")
        return _back(user)
    except InputRefused as refusal:
        say_problems(form, at_fields(form, bundle, refusal))
    return _page(user, BeginForm(), {employer.id: form}), 422


def _told(promise: Promise) -> str:
    """The words of a promise, unless a partner keeps them to itself."""
    if policy.may_read_promise(current_actor(), moment=promise.moment):
        return promise.what
    what = "Een belofte" if promise.part is Part.AGREEMENT else "Een vervolg"
    return f"{what}, alleen te lezen voor {promise.moment.organisation}"


def _back(user: User) -> Response:
    return redirect(url_for("covering.show", user=user.reference))


def _page(user: User, begin_form: BeginForm, posted: Mapping[int, Any] = MappingProxyType({})) -> str:
    session = current_session()
    last = last_hand_over(session, user.id)
    bundles = held_by(session, [user])
    people = receivers(session, user.organisation_id)
    forms = [(one, posted.get(one.employer.id) or give_form(one, people, sent=False, told=_told)) for one in bundles]
    return render_template(
        "employers/covering.html",
        user=user,
        last=last,
        begin_form=begin_form,
        bundles=bundles,
        promises=sum(len(one.promises) for one in bundles),
        forms=forms if last is not None and last.is_busy else [],
        day=day_of(session.info["at"]),
    )
