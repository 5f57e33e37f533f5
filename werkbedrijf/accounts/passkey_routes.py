"""Doors for passkeys. The browser answers in a form of the page; without scripts the app does the same work."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from werkbedrijf.accounts import actions, passkeys, policy, tries
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import arrive_by_passkey, count_try, signed_in_user
from werkbedrijf.accounts.errors import TooManyTries
from werkbedrijf.accounts.factors import factors_of
from werkbedrijf.accounts.forms import NewPasskeyForm, PasskeyForm
from werkbedrijf.accounts.models import Passkey, TryKind
from werkbedrijf.accounts.passkeys import NoPasskey, Site, find_passkey
from werkbedrijf.accounts.recovery import new_recovery_codes, recovery_codes_left
from werkbedrijf.accounts.signing_in import half_way, remember
from werkbedrijf.foundation.actors import actor_for
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import (
    current_actor,
    current_session,
    each_time,
    guard,
    public,
    settings,
    starts_reading,
    transaction,
)

UNKNOWN = "Met deze passkey lukte het niet. Probeer het nog een keer, of log in met uw wachtwoord."
NOT_MADE = "De passkey is niet gemaakt. Probeer het nog een keer."


def site() -> Site:
    """The site that passkeys of this request belong to."""
    region = current_region(current_session())
    return Site.of(region.name if region else "Regionaal werkbedrijf", settings().base_url, request.host_url)


@bp.post("/inloggen/passkey")
@public
@starts_reading
def passkey_sign_in() -> View:
    """Come in with a passkey, with or without the password before it."""
    form = PasskeyForm()
    if not form.validate_on_submit():
        return _again(UNKNOWN)
    try:
        attempt = count_try(f"passkey {passkeys.credential_in(form.antwoord.data)}", TryKind.SECOND_STEP)
    except TooManyTries as refusal:
        return _again(refusal.sentence)
    with transaction() as session:
        try:
            user = passkeys.user_of(session, site(), sealed=form.vraag.data, answer=form.antwoord.data)
        except NoPasskey:
            tries.note_failed_sign_in(session, None, reason="passkey")
            return _again(UNKNOWN)
        tries.forgive(session, attempt)
        kept, token = arrive_by_passkey(session, user, half_way())
    remember(kept, token)
    return redirect(safe_next(form.verder.data) or "/")


def _again(sentence: str) -> Response:
    flash(sentence, "fout")
    return redirect(url_for("accounts.sign_in", verder=safe_next(request.form.get("verder")) or "/"))


@bp.post("/inloggen/instellen/passkey")
@public
@starts_reading
def enrol_passkey() -> View:
    """A passkey as the first second step. Only for who has none."""
    form, half = NewPasskeyForm(), half_way()
    if half is None or factors_of(current_session(), half.user) or not form.validate_on_submit():
        return redirect(url_for("accounts.enrol"))
    target = safe_next(form.verder.data) or "/"
    user, where = half.user, site()
    with transaction() as session:
        # Two windows at once: whoever comes second finds a second step and takes that.
        if factors_of(session, user):
            return redirect(url_for("accounts.enrol"))
        actor = actor_for(session, user)
        try:
            passkeys.add_passkey(
                session, actor, user, where, sealed=form.vraag.data, answer=form.antwoord.data, name=form.naam.data
            )
        except NoPasskey:
            flash(NOT_MADE, "fout")
            return redirect(url_for("accounts.enrol", verder=target))
        codes = new_recovery_codes(session, actor, user)
        kept, token = arrive_by_passkey(session, user, half, tell_owner=False)
    remember(kept, token)
    return render_template("accounts/recovery_codes.html", codes=codes, target=target, first=True)


@bp.post("/account/passkeys")
@guard(policy.may_manage_own_account)
@needs_fresh
@starts_reading
@each_time
def new_passkey() -> View:
    """Keep a passkey that this device made."""
    form, user, where = NewPasskeyForm(), signed_in_user(), site()
    if not form.validate_on_submit():
        flash(NOT_MADE, "fout")
        return redirect(url_for("accounts.account"))
    with transaction() as session:
        try:
            actions.add_passkey(
                session,
                current_actor(),
                user,
                where,
                sealed=form.vraag.data,
                answer=form.antwoord.data,
                name=form.naam.data,
            )
        except NoPasskey:
            flash(NOT_MADE, "fout")
            return redirect(url_for("accounts.account"))
        known = recovery_codes_left(session, user)
        codes = None if known else new_recovery_codes(session, current_actor(), user)
    if codes:
        return render_template(
            "accounts/recovery_codes.html", codes=codes, target=url_for("accounts.account"), first=False
        )
    flash("De passkey is bewaard.")
    return redirect(url_for("accounts.account"))


@bp.post("/account/passkeys/<passkey>/weg")
@guard(policy.may_manage_own_account, passkey=find_passkey)
@needs_fresh
@each_time
def drop_passkey(passkey: Passkey) -> Response:
    """This passkey goes; refused when nothing else is left for the second step."""
    with transaction() as session:
        actions.drop_passkey(session, current_actor(), signed_in_user(), passkey)
    flash("De passkey opent uw account niet meer.")
    return redirect(url_for("accounts.account"))
