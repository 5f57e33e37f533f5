"""Five questions about a new place. Words of everyday, one screen of a phone."""

from collections.abc import Sequence

from wtforms import SelectField, StringField, TextAreaField

from employers.cleaning import LONGEST_NAME
from employers.models import Establishment
from employers.reporting.actions import Reported
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane


class PlaceForm(StrictForm):
    """A new place, as an employer tells it."""

    class Meta:
        locales = ["nl"]

    work = StringField(
        "1. Welk werk is het?",
        [Asked(), Humane(of_work=True)],
        description="Een paar woorden is genoeg. Bijvoorbeeld: inpakken, of helpen in de keuken.",
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    hours = NumberField(
        "2. Hoeveel uur per week, ongeveer?", [Asked()], render_kw={"inputmode": "decimal", "autocomplete": "off"}
    )
    establishment = SelectField("3. Waar is het werk?", [Asked()], validate_choice=False)
    starts_on = DayField("4. Vanaf wanneer?", description="Leeg betekent: in overleg.")
    more = TextAreaField(
        "5. Wat moet iemand kunnen, en wat moeten wij nog meer weten?",
        [Humane(of_work=True)],
        render_kw={"rows": 4, "maxlength": 2000},
    )

    def offer(self, establishments: Sequence[Establishment]) -> "PlaceForm":
        """Give the choice of places of work."""
        self.establishment.choices = choices_of((one.reference, str(one)) for one in establishments)
        return self

    def told(self, establishments: Sequence[Establishment]) -> Reported:
        """The answers as they were given."""
        where = [one for one in establishments if one.reference == self.establishment.data]
        return Reported(
            work=self.work.data or "",
            hours=self.hours.data,
            establishment=where[0] if where else None,
            starts_on=self.starts_on.data,
            more=self.more.data or "",
        )
