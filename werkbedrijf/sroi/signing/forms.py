"""What a contractor types before signing. It stands in the address, and is not kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from werkbedrijf.foundation.fields import NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.sroi.contracts.facts import Terms
from werkbedrijf.sroi.contracts.models import Rung
from werkbedrijf.sroi.fields import AmountField
from werkbedrijf.sroi.obligation import Basis
from werkbedrijf.sroi.tables import ValueTable

# How the arithmetic calls a field, and how the page does.
NAMES: Mapping[str, str] = {"total": "opdrachtsom", "percentage": "percentage", "wages": "loonsom"}


class ClauseForm(StrictForm):
    """The clause as it stands in the papers of a tender."""

    class Meta:
        locales = ["nl"]
        csrf = False

    opdrachtsom = AmountField("Opdrachtsom", [InputRequired("Vul de opdrachtsom in, zonder btw.")])
    percentage = NumberField("Percentage social return", [InputRequired("Vul het percentage in, zoals 5.")])
    waarover = RadioField(
        "Waar gaat het percentage over?",
        [InputRequired("Kies waar het percentage over gaat.")],
        choices=choices_of((one.value, one.words) for one in Basis),
        default=Basis.SUM.value,
    )
    loonsom = AmountField("Loonsom in de opdracht", [Optional()])
    trede = SelectField(
        "PSO-trede",
        [Optional()],
        choices=choices_of([("", "Geen, of onbekend"), *((one.value, one.words) for one in Rung)]),
    )
    onder_drempel = BooleanField("Ook afgesproken als de opdrachtsom onder de drempel ligt")
    waardetabel = SelectField("Waardetabel van de opdracht", [Optional()], choices=[])

    def fill(self, tables: Iterable[ValueTable]) -> None:
        """Leave in the tables that can be chosen."""
        offered = ((one.version, one.offered_as) for one in tables)
        self.waardetabel.choices = choices_of([("", "Weet ik nog niet"), *offered])

    def terms(self, on: date) -> Terms:
        """What was typed, as what would be agreed on a day."""
        return Terms(
            total=Decimal(self.opdrachtsom.data),
            percentage=Decimal(self.percentage.data),
            ends_on=on,
            basis=Basis(self.waarover.data),
            wages=self.loonsom.data,
            rung=Rung(self.trede.data) if self.trede.data else None,
            below_threshold_too=bool(self.onder_drempel.data),
        )
