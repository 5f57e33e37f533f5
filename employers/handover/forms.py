"""Who gets what: a choice for the face, and one for each promise, per employer."""

from typing import Any

from flask import request
from wtforms import SelectField

from employers.forms import Form
from employers.handover.queries import Bundle
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.fields import DayField, choices_of

NOBODY_YET = "Kies een collega"
NO_SUBSTITUTE = "0"


class BeginForm(Form):
    leaves_on = DayField("Laatste werkdag", description="Leeg kan ook.")


def give_form(bundle: Bundle, people: list[User], *, sent: bool) -> Any:
    """The form of one bundle. ``sent`` says that this one was posted; the others of a page stay as they are."""
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
        fields[promise.field] = _choice(promise.what, able)
    form = type("GiveForm", (Form,), fields)
    return form(request.form if sent else None, prefix=f"{bundle.holder.id}-{bundle.employer.id}-")


def _choice(label: str, people: list[User], *more: tuple[str, str]) -> SelectField:
    own = [(str(one.id), f"{one.name}, {one.organisation}") for one in people]
    return SelectField(label, choices=choices_of([("", NOBODY_YET), *more, *own]), default="")
