"""What an administrator types about partners and the region."""

from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from werkbedrijf.administration.partners.actions import OrganisationFacts
from werkbedrijf.foundation.actors import Organisation, OrganisationKind
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import gemeente_by_code, gemeente_by_name
from werkbedrijf.foundation.fields import Asked
from werkbedrijf.foundation.forms import StrictForm

KINDS = {
    OrganisationKind.GEMEENTE: "Gemeente",
    OrganisationKind.UWV: "UWV",
    OrganisationKind.SW_BEDRIJF: "Sociaal werkbedrijf",
}


class OrganisationForm(StrictForm):
    class Meta:
        locales = ["nl"]

    name = StringField("Naam", [InputRequired("Vul een naam in."), Length(max=200)])
    kind = RadioField(
        "Soort",
        [InputRequired("Kies een soort.")],
        choices=[SelectChoice(kind.value, words) for kind, words in KINDS.items()],
    )
    gemeente = StringField("Welke gemeente", [Optional(), Length(max=100)], description="Alleen bij een gemeente.")
    gemeente_code = HiddenField()

    def show(self, row: Organisation) -> "OrganisationForm":
        """Fill in what is known now."""
        gemeente = gemeente_by_code(row.gemeente_code or "")
        self.name.data, self.kind.data = row.name, row.kind.value
        self.gemeente.data = gemeente.name if gemeente else ""
        self.gemeente_code.data = row.gemeente_code or ""
        return self

    def facts(self) -> OrganisationFacts:
        """What was typed, as an act wants it. The typed name decides; the chosen code is only for equal names."""
        chosen = gemeente_by_code(self.gemeente_code.data or "")
        typed = (self.gemeente.data or "").strip()
        gemeente = chosen if chosen and chosen.name == typed else gemeente_by_name(typed)
        return OrganisationFacts(self.name.data, OrganisationKind(self.kind.data), gemeente.code if gemeente else None)

    def say(self, refusal: InputRefused) -> None:
        """Put the sentences of a refusal at their fields."""
        for name, sentence in refusal.problems.items():
            self[name].errors = [sentence]


class NumbersForm(StrictForm):
    class Meta:
        locales = ["nl"]

    also = frozenset({"doe"})

    ground = TextAreaField("Op grond van welke wet?", [Asked(), Length(max=500)], description="De wet en het artikel.")


class RegionForm(StrictForm):
    class Meta:
        locales = ["nl"]

    name = StringField("Naam van de regio", [InputRequired("Vul een naam in."), Length(max=200)])
