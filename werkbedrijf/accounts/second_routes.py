"""Doors between the password and the first page: the second step, and setting it up where there is none yet."""

from flask import redirect, render_template, request, url_for

from werkbedrijf.accounts import passkeys
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import arrive, count_try, take_second_step
from werkbedrijf.accounts.enrolling import WRONG, secret_and_step, setup_for, wrong_code
from werkbedrijf.accounts.errors import TooManyTries
from werkbedrijf.accounts.factors import factors_of
from werkbedrijf.accounts.forms import AppForm, CodeForm, NewPasskeyForm
from werkbedrijf.accounts.models import SignInSession, TryKind
from werkbedrijf.accounts.passkey_routes import site
from werkbedrijf.accounts.recovery import new_recovery_codes
from werkbedrijf.accounts.signing_in import half_way, offer_app, offered_app, remember
from werkbedrijf.accounts.totp import enrol_totp
from werkbedrijf.foundation.actors import actor_for
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.web import current_session, public, starts_reading, transaction


@bp.route("/inloggen/tweede-stap", methods=["GET", "POST"])
@public
@starts_reading
def second_step() -> View:
    """The code, after the password."""
    half = half_way()
    if half is None:
        return redirect(url_for("accounts.sign_in", verder=_target()))
    factors = factors_of(current_session(), half.user)
    if not factors:
        return redirect(url_for("accounts.enrol", verder=_target()))
    form = CodeForm(verder=_target()) if request.method == "GET" else CodeForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            if take_second_step(half, form.code.data):
                return redirect(safe_next(form.verder.data) or "/")
            form.code.errors = [wrong_code(form.code.data, has_app=factors.totp is not None)]
        except TooManyTries as refusal:
            form.code.errors, status = [refusal.sentence], refusal.status
    question = passkeys.ask_sign_in(current_session(), site()) if factors.passkeys else None
    return render_template("accounts/second_step.html", form=form, factors=factors, question=question), status


@bp.route("/inloggen/instellen", methods=["GET", "POST"])
@public
@starts_reading
def enrol() -> View:
    """The first second step: an app on the phone. Only for who has none; who has one uses it."""
    half = half_way()
    if half is None:
        return redirect(url_for("accounts.sign_in", verder=_target()))
    if factors_of(current_session(), half.user):
        return redirect(url_for("accounts.second_step", verder=_target()))
    form = AppForm(verder=_target()) if request.method == "GET" else AppForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            if codes := _enrolled(half, form):
                target = safe_next(form.verder.data) or "/"
                return render_template("accounts/recovery_codes.html", codes=codes, target=target, first=True)
            form.code.errors = [WRONG]
        except TooManyTries as refusal:
            form.code.errors, status = [refusal.sentence], refusal.status
    setup = setup_for(current_session(), half.user, form.geheim.data, offered_app())
    form.geheim.data = setup.sealed
    offer_app(setup.sealed)
    question = passkeys.ask_new(current_session(), half.user, site())
    page = render_template(
        "accounts/enrol.html",
        form=form,
        setup=setup,
        user=half.user,
        question=question,
        new_passkey=NewPasskeyForm(formdata=None),
    )
    return page, status


def _enrolled(half: SignInSession, form: AppForm) -> list[str] | None:
    """The recovery codes of who is signed in from here on; None when the code was wrong."""
    user = half.user
    count_try(user.email, TryKind.SECOND_STEP)
    fits = secret_and_step(current_session(), user, form)
    if fits is None:
        return None
    with transaction() as session:
        # Two windows at once: whoever comes second finds a second step and takes that.
        if factors_of(session, user):
            return None
        enrol_totp(session, user, secret=fits[0], last_step=fits[1])
        codes = new_recovery_codes(session, actor_for(session, user), user)
        kept, token = arrive(session, half, how="app", tell_owner=False)
    remember(kept, token)
    return codes


def _target() -> str:
    return safe_next(request.values.get("verder")) or "/"
