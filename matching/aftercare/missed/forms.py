"""The one question about a day that was not worked as agreed. There is no field for why."""

from wtforms import RadioField

from matching.aftercare.answers import Missed
from matching.placements.forms import Form
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of


class MissedForm(Form):
    """Which day, what happened, and how many hours."""

    day = DayField("Welke dag?", [Asked()])
    kind = RadioField(
        "Wat gebeurde er op deze dag?",
        [Asked()],
        choices=choices_of((one.value, one.words) for one in Missed),
        default=Missed.WHOLE.value,
    )
    hours = NumberField(
        "Hoeveel uur is er niet gewerkt?", [Asked()], render_kw={"inputmode": "decimal", "autocomplete": "off"}
    )
