"""What people type about a contract."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from employers.models import Employer
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.sroi.contracts.actions import LONGEST
from werkbedrijf.sroi.contracts.facts import Amendment, NewContract, Terms
from werkbedrijf.sroi.contracts.models import Change, Contract, Rung
from werkbedrijf.sroi.fields import AmountField
from werkbedrijf.sroi.obligation import Basis
from werkbedrijf.sroi.tables import ValueTable


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class TermsForm(Form):
    """What is agreed."""

    last_day = DayField("Laatste dag", [InputRequired("Vul de laatste dag in, zonder opties.")])
    total = AmountField("Opdrachtsom", [InputRequired("Vul de opdrachtsom in, zonder btw.")])
    percentage = NumberField("Percentage social return", [InputRequired("Vul het percentage in, zoals 5.")])
    basis = RadioField(
        "Waar gaat het percentage over?",
        [InputRequired("Kies waar het percentage over gaat.")],
        choices=choices_of((one.value, one.words) for one in Basis),
        default=Basis.SUM.value,
    )
    wages = AmountField("Loonsom in de opdracht", [Optional()])
    rung = SelectField(
        "PSO-trede van de opdrachtnemer",
        [Optional()],
        choices=choices_of([("", "Geen, of onbekend"), *((one.value, one.words) for one in Rung)]),
    )
    below_threshold_too = BooleanField("Ook afgesproken als de opdrachtsom onder de drempel ligt")

    def terms(self) -> Terms:
        """What was typed, as the act reads it."""
        return Terms(
            total=Decimal(self.total.data),
            percentage=Decimal(self.percentage.data),
            ends_on=_after(self.last_day.data),
            basis=Basis(self.basis.data),
            wages=self.wages.data,
            rung=Rung(self.rung.data) if self.rung.data else None,
            below_threshold_too=bool(self.below_threshold_too.data),
        )


class ContractForm(TermsForm):
    """A contract as it was given."""

    organisation = SelectField("Opdrachtgever", [InputRequired("Kies wie de opdracht gaf.")], choices=[])
    contractor = StringField("Opdrachtnemer", [InputRequired("Vul de werkgever in die de opdracht kreeg.")])
    contractor_reference = HiddenField()
    title = StringField(
        "Waar gaat de opdracht over?",
        [InputRequired("Vul in waar de opdracht over gaat."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST},
    )
    cpv = StringField("CPV-code", [Optional()], render_kw={"maxlength": 10})
    table_version = SelectField("Waardetabel", [InputRequired("Kies een waardetabel.")], choices=[])
    starts_on = DayField("Eerste dag", [InputRequired("Vul de eerste dag in.")])
    option_until = DayField("Laatste dag met de optie", [Optional()])
    option_extra = AmountField("Extra opdrachtsom bij de optie", [Optional()])
    four_eyes = BooleanField("Een tweede persoon keurt goed: wie een bijdrage nakijkt, keurt haar niet zelf goed")

    def fill(self, organisations: list[Organisation], tables: Iterable[ValueTable]) -> None:
        """Leave in what can be chosen."""
        self.organisation.choices = choices_of(
            [("", "Kies een organisatie"), *((one.reference, one.name) for one in organisations)]
        )
        offered = ((one.version, one.offered_as) for one in tables)
        self.table_version.choices = choices_of([("", "Kies de tabel die in de opdracht staat"), *offered])

    def facts(self, organisations: list[Organisation], contractor: Employer) -> NewContract:
        """What was typed, as the act reads it."""
        until = self.option_until.data
        return NewContract(
            organisation=next(one for one in organisations if one.reference == self.organisation.data),
            contractor=contractor,
            title=self.title.data or "",
            table_version=self.table_version.data,
            starts_on=self.starts_on.data,
            terms=self.terms(),
            cpv=self.cpv.data or "",
            four_eyes=bool(self.four_eyes.data),
            options=((_after(until), self.option_extra.data or Decimal(0)),) if until else (),
        )


class AmendForm(TermsForm):
    """Something else is agreed. ``based_on_row`` is the agreement that the form was filled in from."""

    kind = SelectField(
        "Wat verandert er?",
        [InputRequired("Kies wat er verandert.")],
        choices=choices_of((one.value, one.words) for one in Change if one is not Change.AWARD),
    )
    option = SelectField("Welke optie?", [Optional()], choices=[])
    reason = TextAreaField(
        "Waarom?",
        [InputRequired("Vertel waarom dit verandert. Ook de opdrachtnemer leest dit."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST, "rows": 2},
    )
    based_on_row = HiddenField()

    def fill(self, contract: Contract) -> None:
        """Leave in the options that were not used."""
        used = {one.option_id for one in contract.agreements}
        left = [(str(one.id), f"Tot {one.ends_on:%d-%m-%Y}") for one in contract.options if one.id not in used]
        self.option.choices = choices_of([("", "Geen optie"), *left])

    def amendment(self, contract: Contract) -> Amendment:
        """What was typed. Raises InputRefused when somebody agreed something else meanwhile."""
        if self.based_on_row.data != str(contract.now.id):
            said = "Iemand anders paste deze opdracht intussen aan. Er is niets opgeslagen. Laad de pagina opnieuw."
            raise InputRefused({"reason": said})
        chosen = next((one for one in contract.options if str(one.id) == self.option.data), None)
        return Amendment(Change(self.kind.data), self.terms(), self.reason.data or "", chosen)


class PlanForm(Form):
    """So much must be approved on a day."""

    due_on = DayField("Op welke dag?", [InputRequired("Vul een dag in.")])
    amount = AmountField("Hoeveel moet er dan zijn goedgekeurd?", [InputRequired("Vul een bedrag in.")])
    note = StringField("Afspraak", [Optional(), Humane(of_work=True)], render_kw={"maxlength": LONGEST})


class SubcontractorForm(Form):
    """Who works under the contractor."""

    employer = StringField("Onderaannemer", [InputRequired("Vul de werkgever in.")])
    employer_reference = HiddenField()


def _after(day: date) -> date:
    return day + timedelta(days=1)
