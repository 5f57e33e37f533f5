"""What the administrator types at the switch."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from werkbedrijf.foundation.forms import StrictForm


class SwitchForm(StrictForm):
    class Meta:
        locales = ["nl"]

    reason = TextAreaField(
        "Waarom",
        [
            InputRequired("Schrijf op waarom. De reden blijft in het logboek staan."),
            Length(max=500, message="Houd het kort: ten hoogste 500 tekens."),
        ],
        description="Bijvoorbeeld het besluit van de regio, met de datum. De reden blijft in het logboek staan.",
    )
