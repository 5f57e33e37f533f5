"""Doors for users."""

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.handover.policy import may_cover_for
from employers.handover.queries import held_by
from werkbedrijf.accounts import actions
from werkbedrijf.accounts import user_policy as policy
from werkbedrijf.accounts.factors import factors_of, reset_factors
from werkbedrijf.accounts.links import Links
from werkbedrijf.accounts.queries import employers_of, is_held_up
from werkbedrijf.accounts.role_queries import is_unconfirmed, role_requests
from werkbedrijf.accounts.tries import unlock
from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.policy import may_administer, may_reset_factors
from werkbedrijf.administration.users.forms import HINTS, UserForm
from werkbedrijf.administration.users.queries import (
    FILTERS,
    employers_like,
    employers_spoken_for,
    find_user,
    numbers_per_filter,
    sorts,
    users_for,
)
from werkbedrijf.administration.users.roles import ask_role, check_reach, needs_second
from werkbedrijf.foundation.actors import STAFF, Actor, User
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.four_eyes import open_about
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, for_programs, guard, settings, transaction

WAITS = "Gevraagd. De rol werkt zodra een tweede persoon haar bevestigt."
View = str | Response | tuple[str, int]


@bp.get("/gebruikers")
@guard(policy.may_list_users)
def users() -> str:
    """Everyone who can come in, could, or will."""
    listing = Listing.read(request.args, sorts=list(sorts()), default="naam", filters=FILTERS)
    session = current_session()
    page = page_of(session, users_for(current_actor(), listing), listing)
    return render_template(
        "administration/users.html",
        page=page,
        listing=listing,
        filters=FILTERS,
        numbers=numbers_per_filter(session, current_actor()),
        spoken_for=employers_spoken_for(session, page.rows),
        known={user.id for user in page.rows if policy.may_know_address(current_actor(), user=user)},
        requests=len(role_requests(session, current_actor())),
    )


@bp.route("/gebruikers/nieuw", methods=["GET", "POST"])
@guard(policy.may_invite)
@needs_fresh
def user_new() -> View:
    """Invite someone."""
    form = UserForm().prepare(current_session(), actor=current_actor())
    if not form.validate_on_submit():
        return render_template("administration/user_new.html", form=form, hints=HINTS), _status(form)
    try:
        with transaction() as session:
            user, said = _invited(session, current_actor(), form)
    except InputRefused as refusal:
        form.say(refusal)
        return render_template("administration/user_new.html", form=form, hints=HINTS), 422
    flash(said)
    return redirect(url_for("administration.user", user=user.reference))


def _invited(session: Session, actor: Actor, form: UserForm) -> tuple[User, str]:
    facts = form.facts(session)
    check_reach(actor, facts)
    if needs_second(session, actor, facts, None):
        return ask_role(session, actor, facts, None, reason=form.reason.data or ""), WAITS
    user = actions.invite_user(session, actor, facts, links=Links.of(settings()))
    return user, f"{user.name} krijgt een bericht met een link om een wachtwoord te kiezen."


@bp.get("/gebruikers/<user>")
@guard(policy.may_see_user, user=find_user)
def user(user: User) -> str:
    """One user, and what an administrator can do for this person."""
    session, actor = current_session(), current_actor()
    return render_template(
        "administration/user.html",
        user=user,
        employers=employers_of(session, user),
        waits=open_about(session, policy.ROLE_KIND, user),
        unconfirmed=is_unconfirmed(session, user),
        held=held_by(session, [user]) if user.role in STAFF else [],
        may={
            "address": policy.may_know_address(actor, user=user),
            "manage": policy.may_manage_user(actor, user=user),
            "cover": may_cover_for(actor, user=user),
            "change": policy.may_change_user(actor, user=user),
            "factors": may_reset_factors(actor, user=user),
        },
        # Only what means something is offered; whoever may unlock may see that somebody waits.
        held_up=bool(policy.may_unlock(actor, user=user)) and is_held_up(session, user),
        has_factors=bool(factors_of(session, user)),
    )


@bp.route("/gebruikers/<user>/wijzigen", methods=["GET", "POST"])
@guard(policy.may_change_user, user=find_user)
@needs_fresh
@edits()
def user_change(user: User) -> View:
    """Other facts about a user."""
    session, actor = current_session(), current_actor()
    knows = bool(policy.may_know_address(actor, user=user))
    form = UserForm().prepare(session, user, actor=actor, knows=knows)
    if request.method == "GET":
        form.show(session, user)
    elif form.validate():
        try:
            with transaction():
                said = _changed(session, actor, user, form)
        except InputRefused as refusal:
            form.say(refusal)
        else:
            flash(said)
            return redirect(url_for("administration.user", user=user.reference))
    return render_template("administration/user_change.html", form=form, user=user, hints=HINTS), _status(form)


def _changed(session: Session, actor: Actor, user: User, form: UserForm) -> str:
    facts = form.facts(session, user)
    check_reach(actor, facts)
    if needs_second(session, actor, facts, user):
        ask_role(session, actor, facts, user, reason=form.reason.data or "")
        return WAITS
    actions.change_user(session, actor, user, facts)
    return "De wijziging is opgeslagen."


@bp.post("/gebruikers/<user>/uit")
@guard(policy.may_manage_user, user=find_user)
@needs_fresh
def user_off(user: User) -> Response:
    """Keep someone out."""
    with transaction() as session:
        actions.switch_off_user(session, current_actor(), user)
    return _back(user, f"{user.name} kan niet meer inloggen.")


@bp.post("/gebruikers/<user>/aan")
@guard(policy.may_manage_user, user=find_user)
@needs_fresh
def user_on(user: User) -> Response:
    """Let someone in again."""
    with transaction() as session:
        actions.switch_on_user(session, current_actor(), user)
    return _back(user, f"{user.name} kan weer inloggen.")


@bp.post("/gebruikers/<user>/link")
@guard(policy.may_manage_user, user=find_user)
@needs_fresh
def user_link(user: User) -> Response:
    """Send a new link for choosing a password."""
    with transaction() as session:
        actions.send_invitation(session, current_actor(), user, links=Links.of(settings()))
    return _back(user, f"{user.name} krijgt een nieuwe link. De vorige werkt niet meer.")


@bp.post("/gebruikers/<user>/uitloggen")
@guard(policy.may_manage_user, user=find_user)
@needs_fresh
def user_sign_out(user: User) -> Response:
    """End every session of someone."""
    with transaction() as session:
        actions.end_sessions(session, current_actor(), user)
    return _back(user, f"{user.name} is op alle apparaten uitgelogd.")


@bp.post("/gebruikers/<user>/ontgrendelen")
@guard(policy.may_unlock, user=find_user)
@needs_fresh
def user_unlock(user: User) -> Response:
    """Let someone try again at once, after too many wrong passwords or codes."""
    with transaction() as session:
        unlock(session, current_actor(), user)
    return _back(user, f"{user.name} mag weer inloggen.")


@bp.post("/gebruikers/<user>/tweede-stap-weg")
@guard(may_reset_factors, user=find_user)
@needs_fresh
def user_factors(user: User) -> Response:
    """Take the second step of someone away who lost everything."""
    with transaction() as session:
        reset_factors(session, current_actor(), user)
    return _back(user, f"{user.name} stelt bij het inloggen een nieuwe tweede stap in.")


@bp.get("/werkgevers.json")
@for_programs
@guard(may_administer)
def suggest_employers() -> list[dict[str, str]]:
    """Employers by name, for the field where a user gets one."""
    found = employers_like(current_session(), request.args.get("q", "")[:100])
    return [{"value": one.reference, "label": one.name, "hint": one.reference} for one in found]


def _back(user: User, sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for("administration.user", user=user.reference))


def _status(form: UserForm) -> int:
    return 422 if form.is_submitted() else 200
