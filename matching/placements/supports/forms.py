"""What people fill in about help with a placement. There is no field for words, nor for an amount."""

from wtforms import SelectField

from matching.placements.forms import Form
from matching.placements.supports.models import SupportKind
from werkbedrijf.foundation.fields import Asked, DayField, choices_of


class SupportForm(Form):
    """Which help, from and until when."""

    kind = SelectField(
        "Welke hulp?",
        [Asked()],
        choices=choices_of((one.value, one.words) for one in SupportKind),
        default=SupportKind.COACH,
    )
    since = DayField("Vanaf", description="Leeg betekent: vanaf de eerste werkdag.")
    until = DayField("Tot en met", description="Leeg betekent: zo lang als het werk duurt.")


class StopForm(Form):
    """The last day of help."""

    until = DayField("Laatste dag", [Asked()])
