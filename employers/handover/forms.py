"""Who gets what: a choice for the face, and one for each promise, per employer."""

from collections.abc import Callable
from typing import Any

from flask import request
from wtforms import SelectField

from employers.contacts.promises import Promise
from employers.forms import Form
from employers.handover.actions import Given
from employers.handover.queries import Bundle
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import DayField, choices_of

NOBODY_YET = "Kies een collega"
NO_SUBSTITUTE = "0"


class BeginForm(Form):
    leaves_on = DayField("Laatste werkdag", description="Leeg kan ook.")


def give_form(
    bundle: Bundle, people: list[User], *, sent: bool, told: Callable[[Promise], str] = lambda promise: promise.what
) -> Any:
    """The form of one bundle. ``sent`` says that this one was posted; the others of a page stay as they are.

    ``told`` gives the words of a promise, for who may not read each of them.
    """
    managers = [one for one in people if one.role is Role.ACCOUNT_MANAGER and one.id != bundle.holder.id]
    fields: dict[str, Any] = {}
    if bundle.is_face:
        fields["face"] = _choice("Nieuw aanspreekpunt", managers)
    if bundle.is_substitute:
        fields["substitute"] = _choice("Nieuwe vervanger", managers, (NO_SUBSTITUTE, "Geen vervanger meer"))
    for promise in bundle.promises:
        able = [
            one
            for one in people
            if one.id != bundle.holder.id
            and (promise.moment.shared or one.organisation_id == promise.moment.organisation_id)
        ]
        fields[promise.field] = _choice(told(promise), able)
    form = type("GiveForm", (Form,), fields)
    return form(request.form if sent else None, prefix=f"{bundle.holder.id}-{bundle.employer.id}-")


def chosen_in(form: Any, bundle: Bundle, people: list[User]) -> Given:
    """The people that were chosen, per thing."""
    known = {str(one.id): one for one in people}
    at = {name: known.get(form[name].data or "") for name in form._fields}
    promises = {one.key: user for one in bundle.promises if (user := at.get(one.field)) is not None}
    nobody = "substitute" in form and form.substitute.data == NO_SUBSTITUTE
    return Given(at.get("face"), at.get("substitute"), nobody, promises)


def at_fields(form: Any, bundle: Bundle, refusal: InputRefused) -> dict[str, str]:
    """The words of the act said at the fields of the form."""
    fields = {one.key: one.field for one in bundle.promises}
    at = {fields.get(name, name): sentence for name, sentence in refusal.problems.items()}
    return {form[name].name if name in form else name: sentence for name, sentence in at.items()}


def _choice(label: str, people: list[User], *more: tuple[str, str]) -> SelectField:
    own = [(str(one.id), f"{one.name}, {one.organisation}") for one in people]
    return SelectField(label, choices=choices_of([("", NOBODY_YET), *more, *own]), default="")
