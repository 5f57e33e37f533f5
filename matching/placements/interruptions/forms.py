"""What people fill in about an interruption. There is no field for words."""

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from matching.placements.forms import Form
from matching.placements.interruptions.models import PauseReason
from werkbedrijf.foundation.fields import DayField, choices_of

PAID, UNPAID = "ja", "nee"


class InterruptionForm(Form):
    """From and until when the work lies still, why, and whether the wage goes on."""

    starts_on = DayField("Eerste dag zonder werk", [InputRequired("Vul de eerste dag in waarop het werk stilligt.")])
    last_day = DayField("Laatste dag zonder werk", description="Leeg betekent: je weet het nog niet.")
    reason = SelectField(
        "Waarom?",
        [InputRequired("Kies waarom het werk stilligt.")],
        choices=choices_of([("", "Kies een reden"), *((one.value, one.words) for one in PauseReason)]),
        default="",
    )
    wage = RadioField(
        "Loopt het loon door?",
        [InputRequired("Kies of het loon doorloopt. Daarvan hangt af of de uren meetellen.")],
        choices=choices_of([(PAID, "Ja, de uren tellen mee"), (UNPAID, "Nee, de uren tellen nu niet mee")]),
    )


class ResumeForm(Form):
    """The last day without work."""

    last_day = DayField("Laatste dag zonder werk", [InputRequired("Vul de laatste dag zonder werk in.")])
