"""Why a coach changes a list."""

from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired

from matching.allocation.actions import MOST_WORDS
from matching.runs.models import REASONS, ChoiceKind, ChoiceReason
from werkbedrijf.foundation.forms import StrictForm


class ChoiceForm(StrictForm):
    """A reason of the list, and a free word."""

    class Meta:
        locales = ["nl"]

    reason = RadioField("Waarom?", [InputRequired("Kies een reden.")])
    note = TextAreaField(
        "Toelichting",
        description="Schrijf over het werk, de reis of de wens, niet over de persoon. Wie de lijst bekijkt, leest dit.",
        render_kw={"maxlength": MOST_WORDS, "rows": 3},
    )

    def offer(self, kind: ChoiceKind) -> "ChoiceForm":
        """Show the reasons that belong to this choice."""
        listed = (*REASONS[kind], ChoiceReason.OTHER)
        self.reason.choices = [SelectChoice(reason.value, reason.words) for reason in listed]
        return self
