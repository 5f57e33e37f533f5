"""What people choose about reminders."""

from wtforms import SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from werkbedrijf.foundation.fields import choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.texts import count
from werkbedrijf.sroi.deadlines.queries import TERMS


class ReminderForm(StrictForm):
    """How long before."""

    class Meta:
        locales = ["nl"]

    terms = SelectMultipleField(
        "Hoe lang van tevoren?",
        [Optional()],
        choices=choices_of((str(days), count(days, "dag", "dagen")) for days in TERMS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def days(self) -> list[int]:
        """What was chosen."""
        return [int(one) for one in self.terms.data or ()]
