"""What an administrator types about a value."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from werkbedrijf.administration.values.actions import ValueFacts
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.forms import StrictForm

EARLIEST = date(2000, 1, 1)
LATEST = date(2100, 1, 1)


class ValueForm(StrictForm):
    class Meta:
        locales = ["nl"]

    value = StringField("Waarde", [InputRequired("Vul een getal in."), Length(max=20)])
    valid_from = DateField("Geldt vanaf", [InputRequired("Kies een datum.")])
    source = StringField(
        "Bron",
        [InputRequired("Schrijf op waar deze waarde vandaan komt."), Length(max=300)],
        description="Een artikel, een besluit of een afspraak, met de datum.",
    )
    reason = TextAreaField(
        "Waarom deze verbetering",
        [Optional(), Length(max=500)],
        description="Alleen als de datum al geweest is of al een waarde heeft. De reden blijft in het logboek staan.",
    )

    def validate_value(self, field: Any) -> None:
        """A number as the Dutch write it: 25,5 or 1.250."""
        try:
            number_in(field.data)
        except InvalidOperation as problem:
            raise ValidationError("Vul een getal in, bijvoorbeeld 25,5.") from problem

    def validate_valid_from(self, field: Any) -> None:
        """A year with a slip in it is no date."""
        if field.data is None or not EARLIEST <= field.data <= LATEST:
            raise ValidationError("Kies een datum tussen 2000 en 2100.")

    def facts(self) -> ValueFacts:
        """What was typed, as an act wants it."""
        return ValueFacts(
            number_in(self.value.data or ""), self.valid_from.data, self.source.data, self.reason.data or ""
        )

    def say(self, refusal: InputRefused) -> None:
        """Put the sentences of a refusal at their fields."""
        for name, sentence in refusal.problems.items():
            self[name].errors = [sentence]


def number_in(text: str) -> Decimal:
    """The number in a text; raises InvalidOperation when there is none.

    >>> number_in("1.250"), number_in("25,5"), number_in("25.5")
    (Decimal('1250'), Decimal('25.5'), Decimal('25.5'))
    """
    plain = text.strip().replace(" ", "")
    whole, _, part = plain.rpartition(".")
    # A dot before exactly three digits groups thousands, as it does on our own pages.
    if "," in plain or (whole and len(part) == 3):
        plain = plain.replace(".", "")
    value = Decimal(plain.replace(",", "."))
    if not value.is_finite():
        raise InvalidOperation
    return value
