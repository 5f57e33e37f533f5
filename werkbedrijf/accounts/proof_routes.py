"""The door for showing once more who one is."""

from flask import request

from werkbedrijf.accounts import policy, proving
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import person_at_the_door, prove_again, signed_in_user
from werkbedrijf.accounts.errors import TooManyTries, WrongSignIn
from werkbedrijf.accounts.forms import ProofForm
from werkbedrijf.foundation.web import each_time, guard, starts_reading


@bp.route("/bevestigen", methods=["GET", "POST"])
@guard(policy.may_manage_own_account)
@starts_reading
@each_time
def prove() -> View:
    """Show once more who one is, and go on."""
    form = ProofForm(verder=request.args.get("verder", "")) if request.method == "GET" else ProofForm()
    if not form.validate_on_submit():
        return proving.page(form), 422 if form.is_submitted() else 200
    try:
        person_at_the_door(signed_in_user().email, form.password.data)
    except WrongSignIn:
        form.password.errors = ["Dit is niet uw wachtwoord."]
        return proving.page(form), 422
    except TooManyTries as refusal:
        form.password.errors = [refusal.sentence]
        return proving.page(form), refusal.status
    prove_again()
    return proving.go_on(form)
