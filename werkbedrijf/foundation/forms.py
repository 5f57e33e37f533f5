"""The form every form of this house is: it knows its fields, and refuses what it did not ask."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from flask import g, has_request_context, request
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField

from werkbedrijf.foundation import based_on
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.once import FIELD

# What every form may carry beside its own fields.
CARRIED = frozenset({"csrf_token", FIELD, based_on.FIELD})


class UnknownField(DomainError):
    """Something was sent that the form never asked: a page of an older version, or somebody who tries."""

    status = 422

    def __init__(self, names: Iterable[str]):
        told = ", ".join(f"‘{name[:40]}’" for name in sorted(names)[:3])
        super().__init__(
            f"Er is iets meegestuurd waar dit formulier niet om vraagt: {told}. Er is niets opgeslagen. "
            "Laad de pagina opnieuw en vul het formulier nog een keer in."
        )


class StrictForm(FlaskForm):
    """A form with a fixed list of fields (security.md, threat 9): anything else that is sent refuses the whole.

    ``also`` names what its page sends beside the fields, such as which of two buttons was pressed.
    """

    also: ClassVar[frozenset[str]] = frozenset()

    def refuse_unasked(self) -> None:
        """Raise UnknownField when something was sent that this form never asked."""
        refuse_unknown({*names_of(self), *self.also})

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is right, and nobody changed the thing since the page was made.

        Raises UnknownField, before any field is looked at.
        """
        if self.is_submitted():
            self.refuse_unasked()
            g.setdefault("forms_sent", []).append(self)
        right = bool(super().validate(extra_validators))
        if based_on.is_stale():
            self.form_errors = [_in_between(self)]
            return False
        return right


def wrong_fields() -> dict[str, list[str]]:
    """Per field of the forms of this request what was wrong with it; what is about a form as a whole stands under nothing."""
    wrong: dict[str, list[str]] = {}
    for form in g.get("forms_sent", ()):
        for name, sentences in form.errors.items():
            wrong.setdefault(name or "", []).extend(_sentences(sentences))
    return wrong


def _sentences(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        told = told.values()
    if isinstance(told, str) or not isinstance(told, Iterable):
        yield str(told)
        return
    for one in told:
        yield from _sentences(one)


def _in_between(form: Any) -> str:
    """What somebody else changed meanwhile, by the names on the form, and how to go on."""
    labels = {field.name: field.label.text for field in form}
    told = [f"{labels[name]} is nu {_now(value)}" for name, value in based_on.changed_now().items() if name in labels]
    changed = f" {'; '.join(told)}." if told else ""
    return (
        f"Iemand anders heeft dit intussen gewijzigd.{changed} Er is niets opgeslagen. Hieronder staat nog wat er net is "
        "ingevuld. Klopt dat, verstuur het dan nog een keer: dan komt het in plaats van de nieuwe versie."
    )


def _now(value: Any) -> str:
    text = str(getattr(value, "words", value if value is not None else ""))
    return f"‘{text[:60]}’" if text else "leeg"


def refuse_unknown(known: Iterable[str]) -> None:
    """Raise UnknownField when this request sends a field that is not among these."""
    g.form_asked = True
    sent = {*request.form.keys(), *request.files.keys()}
    if astray := sent - set(known) - CARRIED:
        raise UnknownField(astray)


def refuse_beyond(names: Iterable[str] | None) -> None:
    """Raise UnknownField when more is sent than the names a view takes; None where a form looks for itself."""
    if names is not None and request.method == "POST":
        refuse_unknown(names)


def has_asked() -> bool:
    """Whether somebody looked already at which fields this request sends."""
    return bool(g.get("form_asked", False))


def refuse_unasked() -> None:
    """A door without a form takes no field at all, beyond what its view says with ``takes``."""
    if has_request_context() and request.method == "POST" and not has_asked():
        refuse_unknown(())


def names_of(form: Any) -> Iterator[str]:
    """The names under which a form, and what is nested in it, is sent."""
    for field in form:
        yield field.name
        if isinstance(field, FormField):
            yield from names_of(field.form)
        elif isinstance(field, FieldList):
            yield from names_of(field.entries)
