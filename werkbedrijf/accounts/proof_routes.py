"""The door for showing once more who one is."""

from typing import Any

from flask import request

from werkbedrijf.accounts import policy, proving
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import code_is_right, person_at_the_door, prove_again, signed_in_user
from werkbedrijf.accounts.enrolling import wrong_code
from werkbedrijf.accounts.errors import TooManyTries, WrongSignIn
from werkbedrijf.accounts.forms import ProofForm
from werkbedrijf.foundation.freshness import is_fresh
from werkbedrijf.foundation.web import each_time, guard, starts_reading

WRONG_PASSWORD = "Dit is niet uw wachtwoord."  # noqa: S105  # a sentence


@bp.route("/bevestigen", methods=["GET", "POST"])
@guard(policy.may_manage_own_account)
@starts_reading
@each_time
def prove() -> View:
    """Show once more who one is, and go on."""
    form = ProofForm(verder=request.args.get("verder", "")) if request.method == "GET" else ProofForm()
    if _proved_elsewhere(form):
        return proving.go_on(form)
    if not form.validate_on_submit():
        return proving.page(form), 422 if form.is_submitted() else 200
    try:
        right = _is_right(form)
    except TooManyTries as refusal:
        _asked(form).errors = [refusal.sentence]
        return proving.page(form), refusal.status
    if not right:
        _asked(form).errors = [WRONG_PASSWORD if form.password.data else wrong_code(form.code.data, has_app=True)]
        return proving.page(form), 422
    prove_again()
    return proving.go_on(form)


def _proved_elsewhere(form: ProofForm) -> bool:
    """Whether this person just showed it in another tab, and only wants this form to go on."""
    typed = form.password.data or form.code.data
    return form.is_submitted() and not typed and is_fresh()


def _is_right(form: ProofForm) -> bool:
    user = signed_in_user()
    if not form.password.data:
        return code_is_right(user, form.code.data)
    try:
        person_at_the_door(user.email, form.password.data)
    except WrongSignIn:
        return False
    return True


def _asked(form: ProofForm) -> Any:
    """The field that was filled in."""
    return form.password if form.password.data else form.code
