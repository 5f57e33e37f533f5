"""What an employer types to have a place changed, and what its face answers."""

from dataclasses import replace
from decimal import Decimal

from wtforms import StringField, TextAreaField

from employers.forms import Form
from employers.vacancies.facts import VacancyFacts
from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.fields import Asked, DayField, NumberField
from werkbedrijf.foundation.humane import Humane


class WishForm(Form):
    """The place as it is, to change what should be different."""

    title = StringField("Welk werk is het?", [Asked(), Humane(of_work=True)])
    seats = NumberField("Aantal plekken", [Asked()], whole=True)
    hours_min = NumberField("Minste uren per week", [Asked()])
    hours_max = NumberField("Meeste uren per week", [Asked()])
    starts_on = DayField("Start", description="Leeg betekent: in overleg.")
    closes_on = DayField("Sluit na", description="Leeg betekent: geen datum.")
    description = TextAreaField("Omschrijving", [Humane(of_work=True)])
    note = TextAreaField(
        "Is er nog iets anders?",
        [Humane(of_work=True)],
        description="Zoals andere taken, of iets op de werkplek. Uw aanspreekpunt past dat met u aan.",
    )

    @classmethod
    def of(cls, vacancy: Vacancy) -> "WishForm":
        """The form with the place as it is."""
        names = ("title", "seats", "hours_min", "hours_max", "starts_on", "closes_on", "description")
        return cls(formdata=None, data={name: getattr(vacancy, name) for name in names})

    def wanted(self, now: VacancyFacts) -> VacancyFacts:
        """The place as it should be; what is not asked here stays."""
        return replace(
            now,
            title=self.title.data or "",
            seats=self.seats.data or 0,
            hours_min=self.hours_min.data or Decimal(0),
            hours_max=self.hours_max.data or Decimal(0),
            starts_on=self.starts_on.data,
            closes_on=self.closes_on.data,
            description=self.description.data or "",
        )


class DeclineForm(Form):
    """Why a wish is not followed."""

    word = TextAreaField("Waarom niet?", [Asked(), Humane(of_work=True)], description="De werkgever leest dit.")
