"""Doors on the page about oneself: the app, and the codes on paper."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from werkbedrijf.accounts import actions, policy
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import count_try, signed_in_user
from werkbedrijf.accounts.enrolling import WRONG, secret_and_step, setup_for
from werkbedrijf.accounts.errors import TooManyTries
from werkbedrijf.accounts.forms import AppForm
from werkbedrijf.accounts.models import TryKind
from werkbedrijf.accounts.recovery import new_recovery_codes, recovery_codes_left
from werkbedrijf.accounts.signing_in import forget_offered_app, offer_app, offered_app
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.web import current_actor, current_session, each_time, guard, starts_reading, transaction


@bp.route("/account/app", methods=["GET", "POST"])
@guard(policy.may_manage_own_account)
@needs_fresh
@starts_reading
@each_time
def own_app() -> View:
    """Set an app up, or another one instead."""
    form, user = AppForm(), signed_in_user()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            count_try(user.email, TryKind.SECOND_STEP)
        except TooManyTries as refusal:
            form.code.errors, status = [refusal.sentence], refusal.status
        else:
            fits = secret_and_step(current_session(), user, form)
            if fits is not None:
                return _kept(*fits)
            form.code.errors = [WRONG]
    setup = setup_for(current_session(), user, form.geheim.data, offered_app())
    form.geheim.data = setup.sealed
    offer_app(setup.sealed)
    return render_template("accounts/own_app.html", form=form, setup=setup, user=user), status


def _kept(secret: str, step: int) -> View:
    user = signed_in_user()
    with transaction() as session:
        actions.change_app(session, current_actor(), user, secret, step)
        known = recovery_codes_left(session, user)
        codes = None if known else new_recovery_codes(session, current_actor(), user)
    forget_offered_app()
    if codes:
        return render_template(
            "accounts/recovery_codes.html", codes=codes, target=url_for("accounts.account"), first=False
        )
    flash("De app is ingesteld.")
    return redirect(url_for("accounts.account"))


@bp.post("/account/app/weg")
@guard(policy.may_manage_own_account)
@needs_fresh
@each_time
def drop_app() -> Response:
    """The app goes; refused when nothing else is left for the second step."""
    with transaction() as session:
        actions.drop_app(session, current_actor(), signed_in_user())
    flash("De app opent uw account niet meer.")
    return redirect(url_for("accounts.account"))


@bp.post("/account/herstelcodes")
@guard(policy.may_manage_own_account)
@needs_fresh
@each_time
def recovery_codes() -> str:
    """Ten new codes, shown once."""
    with transaction() as session:
        codes = new_recovery_codes(session, current_actor(), signed_in_user())
    return render_template("accounts/recovery_codes.html", codes=codes, target=url_for("accounts.account"), first=False)
