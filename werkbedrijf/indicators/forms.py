"""What the coordinator fills in about indicators."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from werkbedrijf.foundation.facts.regions import Gemeente
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, UploadField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.indicators.actions import ValueFacts
from werkbedrijf.indicators.definitions import Indicator
from werkbedrijf.indicators.models import Entered


class ValueForm(StrictForm):
    class Meta:
        locales = ["nl"]

    kind = RadioField("Wat vul je in?", [InputRequired("Kies wat je invult.")], choices=choices_of([]))
    gemeente_code = SelectField("Voor welke gemeente?", choices=choices_of([]))
    period = StringField(
        "Periode", [Asked(), Humane(of_work=True)], description="Zoals de bron het zegt: 2026Q2, of 2025."
    )
    as_of = DayField("Peildatum", [Asked()], description="De dag waarop dit geldt. Bij een plan: de laatste dag ervan.")
    value = NumberField("Uitkomst", [Asked()])
    numerator = NumberField("Teller", description="Als de bron die noemt.")
    denominator = NumberField("Noemer", description="Als de bron die noemt.")
    label = StringField("Van wie is dit cijfer?", [Humane(of_work=True)], description="Bijvoorbeeld: UWV, voorlopig.")
    source = StringField(
        "Bron",
        [Asked(), Humane(of_work=True)],
        description="Naam en datum van het stuk, zodat een ander het terugvindt.",
    )

    def offer(self, indicator: Indicator, gemeenten: Iterable[Gemeente]) -> None:
        """What can be chosen for this indicator."""
        kinds = [Entered.FIGURE, Entered.PLAN] if indicator.is_outside else [Entered.PLAN]
        self.kind.choices = choices_of((kind.value, kind.words) for kind in kinds)
        places = [("", "Hele regio"), *((one.code, one.name) for one in gemeenten)]
        self.gemeente_code.choices = choices_of(places)

    def facts(self, indicator: Indicator) -> ValueFacts:
        """What was typed, as an act wants it."""
        return ValueFacts(
            indicator=indicator.code,
            kind=Entered(self.kind.data),
            period=self.period.data or "",
            as_of=self.as_of.data,
            value=self.value.data,
            source=self.source.data or "",
            gemeente_code=self.gemeente_code.data or "",
            numerator=self.numerator.data,
            denominator=self.denominator.data,
            label=self.label.data or "",
        )


class FileForm(StrictForm):
    class Meta:
        locales = ["nl"]

    file = UploadField(
        "Bestand",
        [InputRequired("Kies een bestand.")],
        description="CSV (UTF-8) of Excel (.xlsx). Is er één rij die niet kan, dan wordt er niets opgeslagen.",
    )
