"""What somebody types who breaks the glass."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from werkbedrijf.foundation.forms import StrictForm


class EmergencyForm(StrictForm):
    """One sentence."""

    class Meta:
        locales = ["nl"]

    reason = TextAreaField(
        "Waarom heb je dit bestand nu nodig?",
        [InputRequired("Vertel in een korte zin waarom je dit bestand nu nodig hebt. De jobcoach leest dit.")],
    )
